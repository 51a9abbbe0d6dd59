import { expect, test } from 'vitest';
import { POINTS } from '../../src/domain/origin.ts';
import { comfyuiGraph } from '../../src/evidence/comfyui-graph.ts';
import { JSON_CHARS } from '../../src/evidence/foreign-json.ts';
import { readFields } from './fields.ts';

type Node = readonly [classType: string, inputs: Readonly<Record<string, unknown>>];
const graph = (...nodes: readonly Node[]) =>
  JSON.stringify(
    Object.fromEntries(
      nodes.map(([class_type, inputs], index) => [String(index + 1), { class_type, inputs }]),
    ),
  );

const SAMPLER: Node = ['KSampler', { steps: 20, cfg: 7, sampler_name: 'euler', latent_image: ['2', 0] }];
const TEXT_TO_IMAGE = graph(
  SAMPLER,
  ['EmptyLatentImage', { width: 512 }],
  ['SaveImage', { images: ['1', 0] }],
);
const IMAGE_TO_IMAGE = graph(
  SAMPLER,
  ['VAEEncode', { pixels: ['3', 0] }],
  ['LoadImage', { image: 'plate.png' }],
);
const RESIZE = graph(
  ['LoadImage', { image: 'a.png' }],
  ['ImageScale', { image: ['1', 0] }],
  ['SaveImage', { images: ['2', 0] }],
);

const judged = async (where: string, value: string) => {
  const found = await readFields(comfyuiGraph, [[where, value]]);
  return found.map(({ rule, points, status }) => ({ rule, points, status }));
};
const read = (rule: string, points: object) => [{ rule: `comfyui.${rule}`, points, status: 'read' }];
const open = (rule: string) => [{ rule: `comfyui.${rule}`, points: POINTS.ambiguous, status: 'unjudged' }];

test.each([
  'png.text.prompt',
  'exif.Model',
  'isobmff.keys.prompt',
  'matroska.tag.PROMPT',
  'vorbis.PROMPT',
  'id3.TXXX.prompt',
  'exr.prompt',
  'png.text.extraMetadata',
])('a sampler makes a picture generated, wherever the graph stands: %s', async (where) => {
  expect(await judged(where, TEXT_TO_IMAGE)).toEqual(read('sampler', POINTS.generated));
});

test('EXIF fields of animated WebP put the key in front', async () => {
  expect(await judged('exif.Model', `prompt:${TEXT_TO_IMAGE}`)).toEqual(read('sampler', POINTS.generated));
});

test('SVG and GLB wrap graph and workflow in one object', async () => {
  const wrapped = `<![CDATA[{"prompt":${TEXT_TO_IMAGE},"workflow":null}]]>`;
  expect(await judged('svg.metadata', wrapped)).toEqual(read('sampler', POINTS.generated));
  const quoted = JSON.stringify({ prompt: TEXT_TO_IMAGE });
  expect(await judged('gltf.asset.extras', quoted)).toEqual(read('sampler', POINTS.generated));
});

test('a sampler that starts from a loaded picture is an edit', async () => {
  expect(await judged('png.text.prompt', IMAGE_TO_IMAGE)).toEqual(read('sampler', POINTS.aiEdited));
});

test('a picture that only gives its size to an empty canvas is not edited', async () => {
  const sized = graph(SAMPLER, ['EmptyLatentImage', { width: ['3', 0] }], ['LoadImage', { image: 'a.png' }]);
  expect(await judged('png.text.prompt', sized)).toEqual(read('sampler', POINTS.generated));
});

test('a second pass over a generated picture is still generated', async () => {
  const first: Node = ['KSampler', { steps: 20, cfg: 7, sampler_name: 'euler', latent_image: ['5', 0] }];
  const hires = graph(
    SAMPLER,
    ['VAEEncode', { pixels: ['3', 0] }],
    ['VAEDecode', { samples: ['4', 0] }],
    first,
    ['EmptyLatentImage', {}],
  );
  expect(await judged('png.text.prompt', hires)).toEqual(read('sampler', POINTS.generated));
});

test('a graph that both generates and edits counts as generated', async () => {
  const both = graph(
    SAMPLER,
    ['VAEEncode', { pixels: ['3', 0] }],
    ['LoadImage', {}],
    ['KSampler', { steps: 1, cfg: 1, sampler_name: 'x', latent_image: ['5', 0] }],
    ['EmptyLatentImage', {}],
  );
  expect(await judged('png.text.prompt', both)).toEqual(read('sampler', POINTS.generated));
});

test.each([
  ['KlingTextToVideoNode', POINTS.generated],
  ['GeminiImageNode', POINTS.generated],
  ['RunwayTextToImageNode', POINTS.generated],
  ['Veo3VideoGenerationNode', POINTS.generated],
  ['StabilityUpscaleCreativeNode', POINTS.aiEdited],
  ['IdeogramV3EditNode', POINTS.aiEdited],
])('a hosted generator %s needs no sampler', async (classType, points) => {
  expect(await judged('png.text.prompt', graph([classType, { prompt: 'x' }]))).toEqual(read('cloud', points));
});

test.each(['ImageUpscaleWithModel', 'RIFE VFI', 'StabilityUpscaleFastNode'])(
  '%s only enhances',
  async (classType) => {
    const upscale = graph(['LoadImage', {}], [classType, { image: ['1', 0] }], ['SaveImage', {}]);
    expect(await judged('png.text.prompt', upscale)).toEqual(read('upscale', POINTS.aiEnhanced));
  },
);

test('a graph that only resizes generates nothing', async () => {
  expect(await judged('png.text.prompt', RESIZE)).toEqual(read('neutral', POINTS.ambiguous));
});

test.each(['SomeNewWonderNode', 'CheckpointLoaderSimple', 'HunyuanDreamer'])(
  'threat 34: a node of unknown doing, %s, makes the file suspected',
  async (classType) => {
    expect(await judged('png.text.prompt', graph(['LoadImage', {}], [classType, {}]))).toEqual(
      open('unknown'),
    );
  },
);

test.each([
  ['cut off', TEXT_TO_IMAGE.slice(0, -20)],
  ['no graph after all', '{"notes": "the class_type of \\"class_type\\" is a word"}'],
])('threat 34: a graph that is %s makes the file suspected', async (_what, value) => {
  expect(await judged('png.text.prompt', value)).toEqual(open('unread'));
});

test('NaN and Infinity, which Python writes, are read', async () => {
  const nan = TEXT_TO_IMAGE.replace(
    '"steps":20',
    '"steps":20,"is_changed":NaN,"top":-Infinity,"word":"NaN stays"',
  );
  expect(await judged('png.text.prompt', nan)).toEqual(read('sampler', POINTS.generated));
});

const workflow = (...nodes: readonly object[]) =>
  JSON.stringify({ last_node_id: 9, nodes, links: [[1, 2, 0, 1, 3, 'LATENT']] });

test('the editor’s form is judged where the graph that ran is missing', async () => {
  const nodes = [
    { id: 1, type: 'KSampler', inputs: [{ name: 'latent_image', link: 1 }] },
    { id: 2, type: 'VAEEncode', inputs: [] },
  ];
  expect(await judged('png.text.workflow', workflow(...nodes))).toEqual(read('sampler', POINTS.aiEdited));
});

test('muted nodes did not run, and nodes of a subgraph did', async () => {
  const muted = { id: 1, type: 'KSampler', mode: 2, inputs: [] };
  const resize = { id: 2, type: 'ImageScale', inputs: [] };
  expect(await judged('png.text.workflow', workflow(muted, resize))).toEqual(
    read('neutral', POINTS.ambiguous),
  );
  const nested = JSON.stringify({
    last_node_id: 1,
    nodes: [{ id: 1, type: '4800156b-8880-4786-9056-7ca3da449d8c', inputs: [] }],
    links: [],
    definitions: { subgraphs: [{ nodes: [{ id: 3, type: 'KSampler', inputs: [] }], links: [] }] },
  });
  expect(await judged('png.text.workflow', nested)).toEqual(read('sampler', POINTS.generated));
});

test('nodes left in the editor that never ran do not count where the graph that ran is there', async () => {
  const fields = [
    ['png.text.prompt', RESIZE],
    ['png.text.workflow', workflow({ id: 1, type: 'KSampler', inputs: [] })],
  ] as const;
  expect(await readFields(comfyuiGraph, fields)).toMatchObject([{ rule: 'comfyui.neutral' }]);
});

test('nodes and links of other programs are no graph of ours', async () => {
  expect(
    await judged('png.text.data', '{"nodes":[{"id":1,"type":"person"}],"links":[{"source":1}]}'),
  ).toEqual([]);
});

test('threat 41: keys such as __proto__ are only ever names', async () => {
  const hostile = `{"__proto__":{"class_type":"KSampler","inputs":{"steps":1,"cfg":1,"sampler_name":"x"}},"constructor":{"class_type":"X","inputs":{}}}`;
  expect(await judged('png.text.prompt', hostile)).toEqual(read('sampler', POINTS.generated));
  expect(Object.prototype).not.toHaveProperty('class_type');
});

test('threat 19: a graph beyond the limit is named as unread, never silently nothing', async () => {
  const huge = `{"1":{"class_type":"LoadImage","inputs":{"image":"${'x'.repeat(JSON_CHARS)}"}}}`;
  const found = await readFields(comfyuiGraph, [['png.text.prompt', huge]]);
  expect(found.map((item) => item.status)).toEqual(['unjudged', 'unreadable']);
});

test('a graph of a hundred thousand nodes wired in a ring is judged', async () => {
  const nodes = Array.from(
    { length: 100_000 },
    (_, index): Node => [
      'KSampler',
      { steps: 1, cfg: 1, sampler_name: 'x', latent_image: [String(((index + 1) % 100_000) + 1), 0] },
    ],
  );
  expect(await judged('png.text.prompt', graph(...nodes))).toEqual(read('sampler', POINTS.generated));
});
