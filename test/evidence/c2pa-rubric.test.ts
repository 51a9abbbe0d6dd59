import { describe, expect, test } from 'vitest';
import {
  assertion,
  compressed,
  jsonAssertion,
  type ManifestParts,
  manifest,
  manifestStore,
} from '../../fixtures/build/jumbf.ts';
import { classify } from '../../src/classify.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { POINTS, type Points } from '../../src/domain/origin.ts';
import { c2pa } from '../../src/evidence/c2pa.ts';
import { fileWith } from './fields.ts';

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const C2PA = 'http://c2pa.org/digitalsourcetype/';

interface WrittenAction {
  readonly action: string;
  readonly [key: string]: unknown;
}

function actions(list: readonly WrittenAction[], more: object = {}, label = 'c2pa.actions.v2'): Buffer {
  return assertion(label, { actions: list, ...more });
}

function action(name: string, term?: string, more: object = {}): WrittenAction {
  return { action: name, ...(term === undefined ? {} : { digitalSourceType: IPTC + term }), ...more };
}

/** What is said of a file whose credential has these manifests, the active one last; no signature is checked. */
async function read(...manifests: readonly Buffer[]): Promise<readonly Evidence[]> {
  const store = { where: 'psd.c2pa', jumbf: manifestStore(...manifests) };
  return c2pa.read(fileWith([], { manifests: [store] }, 'psd'), {});
}

async function told(...manifests: readonly Buffer[]) {
  return (await read(...manifests)).map(({ rule, status, points }) => [
    rule,
    status === 'unjudged' ? status : points,
  ]);
}

const one = (...assertions: readonly Buffer[]): Buffer => manifest({ assertions });
const part = (label: string, parts: ManifestParts): Buffer => manifest({ ...parts, label });
const reference = (label: string) => ({ url: `self#jumbf=/c2pa/${label}`, hash: new Uint8Array(32) });
const ingredient = (relationship: string, label?: string, more: object = {}, version = 'v3'): Buffer =>
  assertion(`c2pa.ingredient.${version}`, {
    relationship,
    ...(label === undefined ? {} : { activeManifest: reference(label) }),
    ...more,
  });

type Said = Points | 'unjudged' | undefined;

describe('the signals of the conformance rubric, in one manifest', () => {
  test.each<readonly [signal: string, list: readonly WrittenAction[], said: readonly Said[]]>([
    ['fullyGenAIMedia, created', [action('c2pa.created', 'trainedAlgorithmicMedia')], [POINTS.generated]],
    ['fullyGenAIMedia, opened', [action('c2pa.opened', 'trainedAlgorithmicMedia')], [POINTS.generated]],
    [
      'partlyGenAICreation, created',
      [action('c2pa.created', 'compositeWithTrainedAlgorithmicMedia')],
      [POINTS.aiEdited],
    ],
    [
      'partlyGenAICreation, opened',
      [action('c2pa.opened', 'compositeWithTrainedAlgorithmicMedia')],
      [POINTS.aiEdited],
    ],
    ['perceptibleGenAI, trained', [action('c2pa.edited', 'trainedAlgorithmicMedia')], [POINTS.aiEdited]],
    [
      'perceptibleGenAI, composite with trained',
      [action('c2pa.drawing', 'compositeWithTrainedAlgorithmicMedia')],
      [POINTS.aiEdited],
    ],
    ['perceptibleGenAI, synthetic', [action('c2pa.placed', 'compositeSynthetic')], [POINTS.aiEdited]],
    [
      'perceptibleGenAI, trained data',
      [{ action: 'c2pa.edited', digitalSourceType: `${C2PA}trainedAlgorithmicData` }],
      [POINTS.aiEdited],
    ],
    [
      'perceptibleGenAI by a vendor’s own action',
      [action('com.quay.fill', 'trainedAlgorithmicMedia')],
      [POINTS.aiEdited],
    ],
    ['perceptiblePossiblyGenAI, composite', [action('c2pa.edited', 'composite')], [POINTS.ambiguous]],
    ['perceptiblePossiblyGenAI, art', [action('c2pa.edited', 'digitalArt')], [POINTS.ambiguous]],
    ['compositionMayContainGenAI', [action('c2pa.created', 'composite')], [POINTS.ambiguous]],
    ['screenCaptureMayContainGenAI', [action('c2pa.created', 'screenCapture')], [POINTS.ambiguous]],
    ['capturedMedia, digital', [action('c2pa.created', 'digitalCapture')], [POINTS.captured]],
    ['capturedMedia, computational', [action('c2pa.created', 'computationalCapture')], [POINTS.captured]],
    ['capturedMediaStitched', [action('c2pa.created', 'compositeCapture')], [POINTS.captured]],
    ['a blank canvas', [{ action: 'c2pa.created', digitalSourceType: `${C2PA}empty` }], [POINTS.ambiguous]],
    ['no source type', [action('c2pa.created')], [undefined]],
    ['c2pa.placed needs none', [action('c2pa.placed')], [undefined]],
    ['a pure algorithm is no GenAI', [action('c2pa.edited', 'algorithmicMedia')], [undefined]],
  ])('%s', async (_signal, list, said) => {
    expect((await told(one(actions(list)))).map(([, points]) => points)).toEqual(said);
  });

  test('nonGenAIDigitalCreation counts only in a list that claims to be whole', async () => {
    const list = [action('c2pa.created', 'digitalCreation')];
    expect(await told(one(actions(list, { allActionsIncluded: true })))).toEqual([
      ['c2pa.action', POINTS.declaredHuman],
    ]);
    expect(await told(one(actions(list)))).toEqual([['c2pa.neutral', undefined]]);
  });

  test.each([
    'converted',
    'published',
    'repackaged',
    'transcoded',
    'resized.proportional',
    'enhanced',
    'edited.metadata',
    'watermarked',
    'watermarked.bound',
    'watermarked.unbound',
    'redacted',
  ])('non-editorial c2pa.%s is no edit, and a question where it speaks of GenAI', async (name) => {
    expect(await told(one(actions([action(`c2pa.${name}`)])))).toEqual([['c2pa.neutral', undefined]]);
    expect(await told(one(actions([action(`c2pa.${name}`, 'trainedAlgorithmicMedia')])))).toEqual([
      ['c2pa.action', 'unjudged'],
    ]);
  });

  test.each([
    ['an unknown action', [action('c2pa.created', 'digitalCreation'), action('c2pa.unknown')]],
    ['a vendor’s own action', [action('c2pa.created', 'digitalCreation'), action('com.quay.magic')]],
  ])('ambiguousActions: %s takes the human claim away', async (_name, list) => {
    expect(await told(one(actions(list, { allActionsIncluded: true })))).toEqual([
      ['c2pa.neutral', undefined],
    ]);
  });

  test('ambiguousActions: a capture only gathered by the signer clears nothing, GenAI gathered counts', async () => {
    const gathered = (term: string) =>
      manifest({
        assertions: [actions([action('c2pa.created', term)], { allActionsIncluded: true })],
        claim: { gathered_assertions: [{ url: 'self#jumbf=c2pa.assertions/c2pa.actions.v2' }] },
      });
    expect(await told(gathered('digitalCapture'))).toEqual([['c2pa.neutral', undefined]]);
    expect(await told(gathered('trainedAlgorithmicMedia'))).toEqual([['c2pa.action', POINTS.generated]]);
  });
});

describe('further fields of a manifest', () => {
  const EDITED = actions([action('c2pa.edited')]);

  test.each<readonly [name: string, assertion: Buffer, said: readonly (readonly [string, Said])[]]>([
    [
      'AI disclosure',
      assertion('c2pa.ai-disclosure', { modelName: 'Quay' }),
      [['c2pa.ai-disclosure', POINTS.aiEdited]],
    ],
    [
      'Black Forest Labs’ own label',
      jsonAssertion('c2pa.ai_generated_content', { ai_generated: true, model: 'Flux.2' }),
      [['c2pa.vendor', POINTS.generated]],
    ],
    [
      'Suno’s own label',
      jsonAssertion('com.suno.provenance', { systemName: 'Suno' }),
      [['c2pa.vendor', POINTS.generated]],
    ],
    ['Adobe’s own label', assertion('com.adobe.generative-ai', {}), [['c2pa.vendor', POINTS.aiEdited]]],
    [
      'permission to train is no sign',
      assertion('c2pa.training-mining', { entries: {} }),
      [['c2pa.neutral', undefined]],
    ],
    [
      'a watermark anybody applies (rule 48)',
      assertion('c2pa.soft-binding', { alg: 'com.adobe.trustmark.P' }),
      [['c2pa.soft-binding', POINTS.ambiguous]],
    ],
    [
      'a watermark only generators apply',
      assertion('c2pa.soft-binding__1', { alg: 'com.microsoft.wavmark.1' }),
      [['c2pa.soft-binding', 'unjudged']],
    ],
    [
      'metadata with a source type',
      jsonAssertion('c2pa.metadata', { 'Iptc4xmpExt:DigitalSourceType': `${IPTC}trainedAlgorithmicMedia` }),
      [['c2pa.metadata', POINTS.generated]],
    ],
    [
      'IPTC metadata with a composite',
      jsonAssertion('stds.iptc', {
        'Iptc4xmpExt:DigitalSourceType': `${IPTC}compositeWithTrainedAlgorithmicMedia`,
      }),
      [['c2pa.metadata', POINTS.aiEdited]],
    ],
    [
      'an ingredient that calls itself generated',
      ingredient('componentOf', undefined, { digitalSourceType: `${IPTC}trainedAlgorithmicMedia` }),
      [['c2pa.ingredient', POINTS.aiDerived]],
    ],
  ])('%s', async (_name, written, said) => {
    const found = (await told(one(EDITED, written))).filter(
      ([rule]) => rule !== 'c2pa.neutral' || said[0]?.[0] === rule,
    );
    expect(found).toEqual(said);
  });

  test.each([
    'c2pa.actions',
    'c2pa.actions.v2',
    'c2pa.actions__1',
    'c2pa.actions.v2__1',
    'c2pa.actions.v3__12',
  ])('label %s is a list of actions', async (label) => {
    const list = [action('c2pa.created', 'trainedAlgorithmicMedia')];
    expect(await told(one(actions(list, {}, label)))).toEqual([['c2pa.action', POINTS.generated]]);
  });

  test('the agent of an action is told by name, by record, and by its place in the list of agents', async () => {
    const tools = async (list: Buffer) => (await read(one(list))).map(({ tool }) => tool);
    const made = (more: object) => [action('c2pa.created', 'trainedAlgorithmicMedia', more)];
    expect(await tools(actions(made({ softwareAgent: 'GPT-4o' }), {}, 'c2pa.actions'))).toEqual(['GPT-4o']);
    expect(await tools(actions(made({ softwareAgent: { name: 'Flux.2' } })))).toEqual(['Flux.2']);
    const agents = { softwareAgents: [{ name: 'Quay Editor' }, { name: 'Quay Diffusion' }] };
    expect(await tools(actions(made({ softwareAgentIndex: 1 }), agents))).toEqual(['Quay Diffusion']);
  });

  test('rule 19: a product that only generates is named by its claim of version 1 or 2, without any source type', async () => {
    const silent = actions([action('c2pa.created')]);
    const named = (parts: ManifestParts) => told(manifest({ ...parts, assertions: [silent] }));
    expect(await named({ generator: 'Dreamina/1.0' })).toEqual([['c2pa.ai-product', POINTS.generated]]);
    const first = {
      claimLabel: 'c2pa.claim',
      claim: { claim_generator: 'Adobe_Firefly' },
      generator: 'Quay',
    };
    expect(await named(first)).toEqual([['c2pa.ai-product', POINTS.generated]]);
    expect(await named({ generator: 'Adobe_Photoshop/26.9.0' })).toEqual([['c2pa.neutral', undefined]]);
  });
});

describe('the graph of ingredients', () => {
  const GENERATED = (label: string) =>
    part(label, { assertions: [actions([action('c2pa.created', 'trainedAlgorithmicMedia')])] });

  test.each(['parentOf', 'componentOf', 'inputTo'])(
    'GenAI in an ancestor as %s makes derived',
    async (relationship) => {
      const active = part('urn:c2pa:a', {
        assertions: [actions([action('c2pa.color_adjustments')]), ingredient(relationship, 'urn:c2pa:g')],
      });
      expect(await told(GENERATED('urn:c2pa:g'), active)).toEqual([['c2pa.action', POINTS.aiDerived]]);
    },
  );

  test('a reference of the first versions is followed as well', async () => {
    const active = part('urn:c2pa:a', {
      assertions: [
        actions([action('c2pa.cropped')], {}, 'c2pa.actions'),
        ingredient('parentOf', undefined, { c2pa_manifest: { url: 'self#jumbf=/c2pa/urn:c2pa:g' } }, 'v2'),
      ],
    });
    expect(await told(GENERATED('urn:c2pa:g'), active)).toEqual([['c2pa.action', POINTS.aiDerived]]);
  });

  test('GenAI three steps up is found', async () => {
    const step = (label: string, parent: string) =>
      part(label, { assertions: [actions([action('c2pa.cropped')]), ingredient('parentOf', parent)] });
    const chain = [
      step('urn:c2pa:1', 'urn:c2pa:g'),
      step('urn:c2pa:2', 'urn:c2pa:1'),
      step('urn:c2pa:3', 'urn:c2pa:2'),
    ];
    expect(await told(GENERATED('urn:c2pa:g'), ...chain)).toEqual([['c2pa.action', POINTS.aiDerived]]);
  });

  test('an update manifest that only changes metadata passes GenAI on whole', async () => {
    const update = part('urn:c2pa:u', {
      kind: 'c2um',
      assertions: [
        actions([action('c2pa.opened'), action('c2pa.edited.metadata')]),
        ingredient('parentOf', 'urn:c2pa:g'),
      ],
    });
    expect(await told(GENERATED('urn:c2pa:g'), update)).toEqual([['c2pa.action', POINTS.generated]]);
  });

  test('manifests that name each other end', async () => {
    const round = (label: string, other: string) =>
      part(label, {
        assertions: [actions([action('c2pa.edited', 'compositeSynthetic')]), ingredient('parentOf', other)],
      });
    const found = await told(round('urn:c2pa:1', 'urn:c2pa:2'), round('urn:c2pa:2', 'urn:c2pa:1'));
    expect(found).toEqual([
      ['c2pa.action', POINTS.aiEdited],
      ['c2pa.action', POINTS.aiDerived],
    ]);
  });

  test('a manifest that is named and not there takes the camera claim away', async () => {
    const active = part('urn:c2pa:a', {
      assertions: [
        actions([action('c2pa.created', 'digitalCapture')], { allActionsIncluded: true }),
        ingredient('componentOf', 'urn:c2pa:gone'),
      ],
    });
    expect(await told(active)).toEqual([['c2pa.neutral', undefined]]);
  });

  test('what was redacted is a question where GenAI is told there', async () => {
    const redacted = 'self#jumbf=/c2pa/urn:c2pa:p/c2pa.assertions/c2pa.actions.v2__1';
    const active = manifest({
      assertions: [actions([action('c2pa.redacted')])],
      claim: { redacted_assertions: [redacted] },
    });
    expect(await told(active)).toEqual([['c2pa.redacted', 'unjudged']]);
  });

  test('of several stores every one is read and none is called checked', async () => {
    const stores = ['trainedAlgorithmicMedia', 'digitalCapture'].map((term, index) => ({
      where: `jpeg.app11.${index}`,
      jumbf: manifestStore(one(actions([action('c2pa.created', term)]))),
    }));
    const found = await c2pa.read(fileWith([], { manifests: stores }, 'jpeg'), {});
    expect(found.map(({ status, points }) => [status, points])).toEqual([
      ['unchecked', POINTS.generated],
      ['unchecked', POINTS.captured],
    ]);
    expect(classify(found, { statements: [] }).origin).toBe('genai');
  });
});

describe('a compressed manifest', () => {
  const generated = part('urn:c2pa:g', {
    assertions: [actions([action('c2pa.created', 'trainedAlgorithmicMedia')])],
  });

  test.each([true, false])(
    'is unpacked and read, with the header of its box inside: %s',
    async (withHeader) => {
      expect(await told(compressed('urn:c2pa:g', generated, withHeader))).toEqual([
        ['c2pa.action', POINTS.generated],
      ]);
    },
  );

  test('is followed as an ingredient', async () => {
    const active = part('urn:c2pa:a', {
      assertions: [actions([action('c2pa.cropped')]), ingredient('parentOf', 'urn:c2pa:g')],
    });
    expect(await told(compressed('urn:c2pa:g', generated), active)).toEqual([
      ['c2pa.action', POINTS.aiDerived],
    ]);
  });

  test.each([
    ['broken', (packed: Buffer) => packed.fill(0xff, packed.length - 40)],
    ['inside itself', () => compressed('urn:c2pa:g', compressed('urn:c2pa:g', generated))],
  ])('threat 34: %s makes the file suspected', async (_name, damage) => {
    const found = await read(damage(compressed('urn:c2pa:g', generated)));
    expect(found.map(({ rule }) => rule)).toContain('c2pa.unreadable');
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'unknown', suspected: true });
  });

  test('threat 19: larger than the limit leaves the file unread', async () => {
    const huge = part('urn:c2pa:g', {
      assertions: [assertion('c2pa.thumbnail.claim', 'x'.repeat(33 * 1024 * 1024))],
    });
    const found = await read(compressed('urn:c2pa:g', huge));
    expect(found.some(({ status }) => status === 'unreadable')).toBe(true);
  });
});
