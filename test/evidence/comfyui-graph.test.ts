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
  ['KIE_Kling26_I2V', POINTS.generated],
  ['FluxProUltraImageNode', POINTS.generated],
  ['ByteDanceSeedreamNode', POINTS.generated],
  ['ElevenLabsTextToSpeech', POINTS.generated],
  ['HouseBlendTextToVideo', POINTS.generated],
  ['IdeogramV3EditNode', POINTS.aiEdited],
  ['BriaEraserNode', POINTS.aiEdited],
])('a hosted generator %s needs no sampler', async (classType, points) => {
  expect(await judged('png.text.prompt', graph([classType, { prompt: 'x' }]))).toEqual(read('cloud', points));
});

test('a hosted generator given a picture returns it changed; given one for a film, it makes the film', async () => {
  const given = (classType: string) =>
    graph([classType, { prompt: 'x', images: ['2', 0] }], ['LoadImage', { image: 'plate.png' }]);
  expect(await judged('png.text.prompt', given('GeminiImage2Node'))).toEqual(read('cloud', POINTS.aiEdited));
  expect(await judged('png.text.prompt', given('KlingImage2VideoNode'))).toEqual(
    read('cloud', POINTS.generated),
  );
});

test.each(['ReActorFaceSwap', 'LivePortraitProcess', 'StabilityUpscaleCreativeNode', 'DDColor_Colorize'])(
  '%s puts new content into what it is given',
  async (classType) => {
    const swap = graph(['LoadImage', {}], [classType, { image: ['1', 0] }], ['SaveImage', {}]);
    expect(await judged('png.text.prompt', swap)).toEqual(read('edit', POINTS.aiEdited));
  },
);

test('threat 34: a sampler of a pack nobody listed is known by its wires and settings', async () => {
  const shaped = (inputs: object) =>
    graph(['QuayWonder', { ...inputs }], ['EmptyLatentImage', {}], ['SaveImage', { images: ['1', 0] }]);
  const wired = { model: ['9', 0], positive: ['8', 0], negative: ['7', 0], latent_image: ['2', 0] };
  expect(await judged('png.text.prompt', shaped(wired))).toEqual(read('sampler', POINTS.generated));
  expect(await judged('png.text.prompt', shaped({ steps: 20, cfg: 7, seed: 1 }))).toEqual(
    read('sampler', POINTS.generated),
  );
  expect(await judged('png.text.prompt', shaped({ model: ['9', 0] }))).toEqual(open('unknown'));
});

test('a picture held by the prompt of an editing model is what was edited', async () => {
  const edited = graph(
    ['KSampler', { steps: 4, cfg: 1, seed: 1, positive: ['2', 0], latent_image: ['5', 0] }],
    ['ReferenceLatent', { conditioning: ['6', 0], latent: ['3', 0] }],
    ['VAEEncode', { pixels: ['4', 0] }],
    ['LoadImage', { image: 'plate.png' }],
    ['EmptySD3LatentImage', {}],
    ['CLIPTextEncode', { text: 'x' }],
  );
  expect(await judged('png.text.prompt', edited)).toEqual(read('sampler', POINTS.aiEdited));
});

test.each(['ImageNoiseGaussian', 'ReverseImageBatch', 'FluxKontextImageScale', 'LumaKeyNode'])(
  'the name of %s only resembles a hosted generator’s',
  async (classType) => {
    const [found] = await judged(
      'png.text.prompt',
      graph(['LoadImage', {}], [classType, { image: ['1', 0] }]),
    );
    expect(found?.points).toEqual(POINTS.ambiguous);
  },
);

test.each(['ImageUpscaleWithModel', 'RIFE VFI', 'StabilityUpscaleFastNode', 'GIMMVFI_interpolate'])(
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
  ['cut off', RESIZE.slice(0, -20)],
  ['no graph after all', '{"notes": "the class_type of \\"class_type\\" is a word"}'],
])('threat 34: a graph that is %s makes the file suspected', async (_what, value) => {
  expect(await judged('png.text.prompt', value)).toEqual(open('unread'));
});

test('a graph that is cut off still names its sampler', async () => {
  expect(await judged('png.text.prompt', TEXT_TO_IMAGE.slice(0, -20))).toEqual(
    read('damaged', POINTS.generated),
  );
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

const UUID = '4800156b-8880-4786-9056-7ca3da449d8c';
const inSubgraph = (outer: object, inner: readonly object[], links: readonly object[]) =>
  JSON.stringify({
    last_node_id: 9,
    nodes: [
      { id: 1, type: UUID, inputs: [{ name: 'pixels', link: 1 }] },
      { id: 2, ...outer },
    ],
    links: [[1, 2, 0, 1, 0, 'IMAGE']],
    definitions: { subgraphs: [{ id: UUID, nodes: inner, links }] },
  });

test('wires are followed into a subgraph and out of it', async () => {
  const inner = [
    { id: 3, type: 'KSampler', inputs: [{ name: 'latent_image', link: 7 }] },
    { id: 4, type: 'Reroute', inputs: [{ name: 'latent', link: 8 }] },
  ];
  const links = [
    { id: 7, origin_id: 4, target_id: 3 },
    { id: 8, origin_id: -10, target_id: 4 },
  ];
  const from = (type: string) => judged('png.text.workflow', inSubgraph({ type, inputs: [] }, inner, links));
  expect(await from('LoadImage')).toEqual(read('sampler', POINTS.aiEdited));
  expect(await from('EmptyLatentImage')).toEqual(read('sampler', POINTS.generated));
});

test('a subgraph or group node without its own graph is of unknown doing; with it, the nodes inside tell', async () => {
  const outside = { id: 1, type: 'workflow>Resize', inputs: [] };
  const without = JSON.stringify({ last_node_id: 1, nodes: [outside], links: [] });
  expect(await judged('png.text.workflow', without)).toEqual(open('unknown'));
  const groupNodes = { Resize: { nodes: [{ type: 'ImageScale', inputs: [] }], links: [] } };
  const withIt = JSON.stringify({ last_node_id: 1, nodes: [outside], links: [], extra: { groupNodes } });
  expect(await judged('png.text.workflow', withIt)).toEqual(read('neutral', POINTS.ambiguous));
  const lone = JSON.stringify({ last_node_id: 1, nodes: [{ id: 1, type: UUID, inputs: [] }], links: [] });
  expect(await judged('png.text.workflow', lone)).toEqual(open('unknown'));
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
