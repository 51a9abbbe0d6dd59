import { encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import { join } from '../../fixtures/build/bytes.ts';
import {
  assertion,
  generatedStore,
  jsonAssertion,
  jumbfBox,
  manifest,
  manifestStore,
  superbox,
} from '../../fixtures/build/jumbf.ts';
import { decodeCbor } from '../../src/containers/cbor.ts';
import { member, readManifestStore } from '../../src/containers/jumbf.ts';

describe('a manifest store', () => {
  test('gives its manifests in order, the active one last, with claims, assertions and ingredients', () => {
    const store = manifestStore(
      manifest({ label: 'urn:c2pa:parent', generator: 'Q Model' }),
      manifest({
        label: 'urn:c2pa:active',
        generator: 'Q Editor',
        assertions: [
          assertion('c2pa.actions.v2', { actions: [{ action: 'c2pa.opened' }] }),
          assertion('c2pa.ingredient.v3__1', { relationship: 'parentOf' }),
          jsonAssertion('stds.exif', { 'exif:Make': 'Q' }),
        ],
        signed: false,
      }),
    );
    const { manifests, problems } = readManifestStore(store);
    expect(problems).toEqual([]);
    expect(
      manifests.map((one) => [one.label, one.kind, one.claimVersion, one.claimGenerator, one.hasSignature]),
    ).toEqual([
      ['urn:c2pa:parent', 'manifest', 2, 'Q Model', true],
      ['urn:c2pa:active', 'manifest', 2, 'Q Editor', false],
    ]);
    const active = manifests[1];
    expect(active?.assertions.map((one) => one.label)).toEqual([
      'c2pa.actions.v2',
      'c2pa.ingredient.v3__1',
      'stds.exif',
    ]);
    expect(active?.ingredients.map((one) => member(one.content, 'relationship'))).toEqual(['parentOf']);
    expect(member(active?.assertions[2]?.content, 'exif:Make')).toBe('Q');
  });

  test('an old claim names its generator in one string', () => {
    const claim = superbox(
      'c2cl',
      'c2pa.claim',
      jumbfBox('cbor', encode({ claim_generator: 'Adobe_Firefly' })),
    );
    const store = superbox('c2pa', 'c2pa', superbox('c2ma', 'urn:1', claim));
    expect(readManifestStore(store).manifests).toMatchObject([
      { claimVersion: 1, claimGenerator: 'Adobe_Firefly' },
    ]);
  });

  test('one assertion that cannot be read is a problem and hides no other', () => {
    const broken = superbox('cbor', 'c2pa.actions', jumbfBox('cbor', Buffer.of(0xbf, 0x61)));
    const { manifests, problems } = readManifestStore(
      manifestStore(manifest({ assertions: [broken, assertion('c2pa.x', 1)] })),
    );
    expect(problems.map((problem) => problem.kind)).toEqual(['damaged']);
    expect(manifests[0]?.assertions.map((one) => [one.label, one.content])).toEqual([
      ['c2pa.actions', undefined],
      ['c2pa.x', 1],
    ]);
  });

  test('a manifest without a claim is a problem', () => {
    const store = superbox('c2pa', 'c2pa', superbox('c2ma', 'urn:1'));
    expect(readManifestStore(store).problems.map((problem) => problem.kind)).toEqual(['damaged']);
  });

  test('something else, or less than its boxes declare, is no store', () => {
    expect(() => readManifestStore(superbox('json', 'other'))).toThrow(
      expect.objectContaining({ kind: 'damaged' }),
    );
    expect(() => readManifestStore(Buffer.from('jumb'))).toThrow(
      expect.objectContaining({ kind: 'damaged' }),
    );
    expect(() => readManifestStore(generatedStore().subarray(0, -1))).toThrow(
      expect.objectContaining({ kind: 'cut' }),
    );
  });

  test('cut or changed anywhere it ends in a store or a named problem', () => {
    const store = generatedStore();
    for (let at = 0; at < store.length; at++) {
      for (const lie of [0, 0x5f, 0x9f, 0xff]) {
        const copy = Buffer.from(store);
        copy[at] = lie;
        try {
          readManifestStore(copy);
        } catch (error) {
          expect(error).toMatchObject({ name: 'UnreadableMediaError' });
        }
      }
    }
  });
});

describe('hostile CBOR', () => {
  const read = (...bytes: readonly (Uint8Array | number)[]) =>
    decodeCbor(join(...bytes.map((part) => (typeof part === 'number' ? Buffer.of(part) : part))), 'test');

  test('depth and size have limits', () => {
    expect(() => read(Buffer.alloc(100_000, 0x81))).toThrow(expect.objectContaining({ kind: 'limit' }));
    expect(() => read(Buffer.alloc(200, 0x81), 0x01)).toThrow(expect.objectContaining({ kind: 'limit' }));
    expect(() => read(Buffer.of(0x9a, 0x7f, 0xff, 0xff, 0xff))).toThrow(
      expect.objectContaining({ name: 'UnreadableMediaError' }),
    );
    expect(() => read(Buffer.alloc(9_000_000))).toThrow(expect.objectContaining({ kind: 'limit' }));
  });

  test('values that share themselves do not go round in circles', () => {
    const shared = Buffer.of(0xd8, 0x1c, 0x81, 0xd8, 0x1d, 0x00);
    expect(decodeCbor(shared, 'test')).toEqual([0]);
  });

  test('keys of objects are only keys (threat 41)', () => {
    const value = decodeCbor(encode(new Map([['__proto__', new Map([['polluted', 1]])]])), 'test');
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
