import net from 'node:net';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { classify } from '../../src/classify.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { MediaSource } from '../../src/domain/media.ts';
import { c2pa } from '../../src/evidence/c2pa.ts';
import { VALIDATE_BYTES } from '../../src/evidence/c2pa-wasm.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { anchor, plainPng, signedPng, sourceOf, type TestManifest } from './credentials.ts';

async function read(bytes: Buffer, trustAnchors?: string): Promise<readonly Evidence[]> {
  const options = trustAnchors === undefined ? {} : { trustAnchors };
  return [...(await c2pa.read(await sourceOf(bytes, 'png'), options))];
}

async function verdict(manifest: TestManifest, trustAnchors?: string) {
  const { origin, involvement, suspected, conflict } = classify(
    await read(await signedPng(manifest), trustAnchors),
    { statements: [] },
  );
  return { origin, involvement, suspected, conflict };
}

const UNKNOWN = { origin: 'unknown', involvement: 'undetermined', suspected: false, conflict: false };
const created = (sourceType: string) => ({ action: 'c2pa.created', sourceType });

describe('what one manifest says', () => {
  test.each([
    ['created as trained media is generated', [created('trainedAlgorithmicMedia')], 'full'],
    [
      'created as composite with trained media is edited',
      [created('compositeWithTrainedAlgorithmicMedia')],
      'partial',
    ],
    [
      'a later visible action with trained media is an edit',
      [created('digitalCreation'), { action: 'c2pa.edited', sourceType: 'trainedAlgorithmicMedia' }],
      'partial',
    ],
    [
      'generation outweighs the edits that follow it',
      [created('trainedAlgorithmicMedia'), { action: 'c2pa.edited', sourceType: 'trainedAlgorithmicMedia' }],
      'full',
    ],
  ] as const)('%s', async (_name, actions, involvement) => {
    expect(await verdict({ actions })).toEqual({
      origin: 'genai',
      involvement,
      suspected: false,
      conflict: false,
    });
  });

  test.each([
    ['an action without source type', [{ action: 'c2pa.edited' }]],
    ['a composite of unknown parts', [created('composite')]],
    ['a screen capture', [created('screenCapture')]],
    ['a published file', [{ action: 'c2pa.published' }]],
  ] as const)('%s says nothing of origin', async (_name, actions) => {
    expect(await verdict({ actions })).toEqual(UNKNOWN);
  });

  test('a wrapper action that speaks of trained media is a question', async () => {
    const actions = [{ action: 'c2pa.converted', sourceType: 'trainedAlgorithmicMedia' }];
    expect(await verdict({ actions })).toEqual({ ...UNKNOWN, suspected: true });
  });

  test('a permission to train on a file is no sign that it was generated', async () => {
    const data = { entries: { 'c2pa.ai_generative_training': { use: 'allowed' } } };
    const assertions = [{ label: 'c2pa.training-mining', data }];
    expect(await verdict({ actions: [{ action: 'c2pa.edited' }], assertions })).toEqual(UNKNOWN);
  });

  test.each([
    ['Microsoft Responsible AI Image Provenance', undefined],
    ['Dreamina', undefined],
    ['Quay Editor', 'Image Creator from Designer'],
  ])('%s with agent %s is generated even without a source type', async (generator, agent) => {
    const actions = [{ action: 'c2pa.created', ...(agent === undefined ? {} : { agent }) }];
    expect(await verdict({ generator, actions })).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test('an action described as "AI Generated Image" is generated', async () => {
    const actions = [{ action: 'c2pa.created', description: 'AI Generated Image' }];
    expect(await verdict({ actions })).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test.each([
    ['c2pa.ai-disclosure', { modelName: 'Quay 1' }, 'partial'],
    ['c2pa.ai_generated_content', { ai_generated: true, model: 'Flux.2' }, 'full'],
    ['com.suno.provenance', { systemName: 'Suno' }, 'full'],
    [
      'stds.iptc',
      {
        '@context': {},
        'Iptc4xmpExt:DigitalSourceType':
          'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      },
      'full',
    ],
  ])('assertion %s is a GenAI claim', async (label, data, involvement) => {
    const assertions = [{ label, data }];
    const found = await verdict({ actions: [{ action: 'c2pa.edited' }], assertions });
    expect(found).toMatchObject({ origin: 'genai', involvement });
  });

  test('a watermark that only generators apply is a question, any other is not', async () => {
    const binding = (alg: string) => ({
      actions: [{ action: 'c2pa.edited' }],
      assertions: [{ label: 'c2pa.soft-binding', data: { alg, blocks: [] } }],
    });
    expect(await verdict(binding('com.microsoft.invismark.1'))).toEqual({ ...UNKNOWN, suspected: true });
    expect(await verdict(binding('com.adobe.trustmark.P'))).toEqual(UNKNOWN);
  });
});

describe('the chain of ingredients', () => {
  let generated: Buffer;
  let captured: Buffer;
  beforeAll(async () => {
    generated = await signedPng({ actions: [created('trainedAlgorithmicMedia')] });
    captured = await signedPng({ actions: [created('digitalCapture')] });
  });
  const opened = { action: 'c2pa.opened', about: [0] };

  test('a file edited from a generated parent is derived', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: generated }];
    const found = await verdict({ actions: [opened, { action: 'c2pa.color_adjustments' }], ingredients });
    expect(found).toMatchObject({ origin: 'genai', involvement: 'derived' });
  });

  test('a file that only passes a generated parent on is generated', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: generated }];
    const found = await verdict({ actions: [opened, { action: 'c2pa.transcoded' }], ingredients });
    expect(found).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test.each(['componentOf', 'inputTo'])(
    'a generated ingredient as %s makes the file derived',
    async (relationship) => {
      const ingredients = [{ relationship, bytes: generated }];
      const found = await verdict({ actions: [{ action: 'c2pa.created' }], ingredients });
      expect(found).toMatchObject({ origin: 'genai', involvement: 'derived' });
    },
  );

  test('a generative action on a captured parent is an edit, not a contradiction', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: captured }];
    const actions = [opened, { action: 'c2pa.edited', sourceType: 'compositeWithTrainedAlgorithmicMedia' }];
    const found = await verdict({ actions, ingredients }, anchor);
    expect(found).toEqual({ origin: 'genai', involvement: 'partial', suspected: false, conflict: false });
  });

  test('an edit without a complete list does not inherit its parent’s camera', async () => {
    const ingredients = [{ relationship: 'parentOf', bytes: captured }];
    const actions = [opened, { action: 'c2pa.edited' }];
    expect(await verdict({ actions, ingredients }, anchor)).toEqual(UNKNOWN);
  });

  test('an ingredient without credential takes the camera claim away', async () => {
    const ingredients = [{ relationship: 'componentOf', bytes: await plainPng() }];
    const actions = [created('digitalCapture'), { action: 'c2pa.placed', about: [0] }];
    expect(await verdict({ actions, ingredients }, anchor)).toEqual(UNKNOWN);
  });
});

describe('signature and binding', () => {
  test('threat 8: a capture claim counts only where the signer chains to a configured anchor', async () => {
    const manifest = { actions: [created('digitalCapture')] };
    expect(await verdict(manifest)).toEqual(UNKNOWN);
    expect(await verdict(manifest, anchor)).toMatchObject({ origin: 'camera', involvement: 'none' });
  });

  test('threat 8: human work counts only with anchor and a complete list', async () => {
    const manifest = { actions: [created('digitalCreation')], isComplete: true };
    expect(await verdict(manifest)).toEqual(UNKNOWN);
    expect(await verdict({ ...manifest, isComplete: false }, anchor)).toEqual(UNKNOWN);
    expect(await verdict(manifest, anchor)).toMatchObject({ origin: 'human', involvement: 'none' });
  });

  test('an intact GenAI claim is signed although nobody knows the signer', async () => {
    const [claim] = await read(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }));
    expect(claim).toMatchObject({ strength: 'signed', status: 'untrusted' });
  });

  test('pixels changed after signing leave the GenAI claim standing', async () => {
    const [claim] = await read(changed(await signedPng({ actions: [created('trainedAlgorithmicMedia')] })));
    expect(claim).toMatchObject({
      strength: 'standard',
      status: 'tampered',
      points: { origin: 'genai', involvement: 'full' },
    });
  });

  test('pixels changed after signing make a capture claim a contradiction', async () => {
    const bytes = changed(await signedPng({ actions: [created('digitalCapture')] }));
    const found = classify(await read(bytes, anchor), { statements: [] });
    expect(found).toMatchObject({ origin: 'unknown', conflict: true });
  });

  test('a broken signature never hides the GenAI claim', async () => {
    const bytes = await signedPng({ actions: [created('trainedAlgorithmicMedia')] });
    const at = bytes.indexOf('trainedAlgorithmicMedia');
    bytes.write('TrainedAlgorithmicMedia', at, 'latin1');
    const [claim] = await read(bytes);
    expect(claim).toMatchObject({ strength: 'standard', status: 'tampered', points: { origin: 'genai' } });
  });

  test('threat 34: a credential that cannot be read makes the file suspected', async () => {
    const source = await sourceOf(await plainPng(), 'png');
    const broken = {
      ...source,
      manifests: [{ where: 'png.caBX', jumbf: Buffer.from('no credential at all') }],
    };
    const found = await c2pa.read(broken, {});
    expect(found).toMatchObject([{ rule: 'c2pa.unreadable', status: 'unjudged' }]);
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'unknown', suspected: true });
  });

  test('a credential from another file is read and not believed to be checked', async () => {
    const other = await sourceOf(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }), 'png');
    const plain = await sourceOf(await plainPng(), 'png');
    const found = await c2pa.read({ ...plain, manifests: other.manifests }, {});
    expect(found).toMatchObject([{ strength: 'standard', status: 'unchecked', points: { origin: 'genai' } }]);
  });

  test('a file too large to check at once keeps its claim, marked as unchecked', async () => {
    const source = await sourceOf(await signedPng({ actions: [created('trainedAlgorithmicMedia')] }), 'png');
    const huge = { ...source, bytes: { ...source.bytes, sizeBytes: VALIDATE_BYTES + 1 } };
    expect(await c2pa.read(huge, {})).toMatchObject([{ strength: 'standard', status: 'unchecked' }]);
  });

  test('a file of many megabytes is checked range by range', async () => {
    const source = await sourceOf(
      await signedPng({ actions: [created('trainedAlgorithmicMedia')] }, await bigPng()),
      'png',
    );
    expect(source.bytes.sizeBytes).toBeGreaterThan(50 * 1024 * 1024);
    let largest = 0;
    const bytes: MediaSource['bytes'] = {
      sizeBytes: source.bytes.sizeBytes,
      read: (offset, length) => {
        largest = Math.max(largest, length);
        return source.bytes.read(offset, length);
      },
    };
    expect(await c2pa.read({ ...source, bytes }, {})).toMatchObject([{ strength: 'signed' }]);
    expect(largest).toBeLessThanOrEqual(8 * 1024 * 1024);
  });
});

describe('credentials kept elsewhere', () => {
  afterEach(() => vi.restoreAllMocks());

  test('threat 41: a remote credential is named and never fetched', async () => {
    const connect = vi.spyOn(net.Socket.prototype, 'connect');
    const fetched = vi.spyOn(globalThis, 'fetch');
    const source = await sourceOf(await plainPng(), 'png');
    const fields = [{ where: 'xmp.dcterms:provenance', value: 'https://example.com/manifest.c2pa' }];
    const found = await readEvidence({ ...source, fields });
    expect(found).toMatchObject([
      { rule: 'c2pa.remote', points: { origin: 'unknown' } },
      { rule: 'lineage.cloud-manifest' },
    ]);
    expect(connect).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
  });
});

/** The same PNG with one byte of its picture data changed. */
function changed(png: Buffer): Buffer {
  const copy = Buffer.from(png);
  const at = copy.indexOf('IDAT') + 12;
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

async function bigPng(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const pixels = Buffer.alloc(4800 * 3800 * 3);
  return sharp(pixels, { raw: { width: 4800, height: 3800, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}
