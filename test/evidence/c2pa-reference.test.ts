import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jp2 } from '../../fixtures/build/jp2.ts';
import { assertion, manifest, manifestStore } from '../../fixtures/build/jumbf.ts';
import { zip } from '../../fixtures/build/zip.ts';
import { classify } from '../../src/classify.ts';
import { readManifestStore } from '../../src/containers/jumbf.ts';
import type { EvidenceStatus } from '../../src/domain/evidence.ts';
import type { MediaSource } from '../../src/domain/media.ts';
import { c2pa } from '../../src/evidence/c2pa.ts';
import { baseLabel, manifestView } from '../../src/evidence/c2pa-manifest.ts';
import { MIME_TYPES } from '../../src/evidence/c2pa-validate.ts';
import { validatorReport } from '../../src/evidence/c2pa-wasm.ts';
import { isObject, member, textOf } from '../../src/evidence/foreign-json.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { SHIPPED_ANCHORS } from '../../src/evidence/trust/anchors.ts';
import { notChecked } from '../../src/reports/evidence-words.ts';
import { CORPUS, corpusRows, isCorpusAbsent } from '../helpers/corpus.ts';
import { sourceOf } from './credentials.ts';

/** What one manifest says, as both readers can tell it. */
interface Told {
  readonly actions: readonly (readonly [name: string, sourceType: string | undefined])[];
  readonly ingredients: readonly string[];
}

/** A file with one store of its own in a format the reference reader knows; undefined for any other. */
async function credentialOf(file: string): Promise<MediaSource | undefined> {
  const source = await sourceOf(readFileSync(join(CORPUS, file)), extname(file).slice(1));
  const own = source.manifests.filter((store) => store.member === undefined);
  return own.length === 1 && MIME_TYPES[source.type.format] !== undefined ? source : undefined;
}

/** The reference reader's report as plain values, or the words with which it refused the file. */
async function reference(source: MediaSource): Promise<unknown> {
  try {
    return JSON.parse(
      await validatorReport(MIME_TYPES[source.type.format] ?? '', source.bytes, SHIPPED_ANCHORS),
    );
  } catch (error) {
    if (typeof error === 'string') return error;
    throw error;
  }
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = member(value, key);
  return Array.isArray(list) ? list : [];
}

function toldByReference(manifest: unknown): Told {
  const lists = listAt(manifest, 'assertions').filter(
    (assertion) => baseLabel(textOf(member(assertion, 'label')) ?? '') === 'c2pa.actions',
  );
  return {
    actions: lists.flatMap((list) =>
      listAt(member(list, 'data'), 'actions').map(
        (action) =>
          [textOf(member(action, 'action')) ?? '', textOf(member(action, 'digitalSourceType'))] as const,
      ),
    ),
    ingredients: listAt(manifest, 'ingredients')
      .map(
        (ingredient) =>
          `${textOf(member(ingredient, 'relationship'))} ${textOf(member(ingredient, 'active_manifest'))}`,
      )
      .sort(),
  };
}

function ownView(source: MediaSource): readonly (readonly [label: string, told: Told])[] {
  const [store] = source.manifests;
  if (store === undefined) throw new Error('a file with a store has one');
  return readManifestStore(store.jumbf)
    .manifests.map(manifestView)
    .map(({ label, actions, ingredients }) => [
      label,
      {
        actions: actions.map(({ name, sourceType }) => [name, sourceType] as const),
        ingredients: ingredients.map(({ relationship, manifest }) => `${relationship} ${manifest}`).sort(),
      },
    ]);
}

/** What may become of a validation state in our words; an invalid file may be so for its certificate alone. */
const STATUSES: Readonly<Record<string, readonly EvidenceStatus[]>> = {
  Trusted: ['read'],
  Valid: ['untrusted'],
  Invalid: ['tampered', 'untrusted', 'unchecked'],
};

describe.skipIf(isCorpusAbsent)('compared with the reference implementation (the corpus is needed)', () => {
  test('every credential of the corpus is read alike: labels, actions, source types, ingredients, outcome', async () => {
    let compared = 0;
    for (const { file } of corpusRows()) {
      const source = await credentialOf(file);
      if (source === undefined) continue;
      const report = await reference(source);
      const manifests = member(report, 'manifests');
      const found = (await c2pa.read(source, { trustAnchors: SHIPPED_ANCHORS })).filter(
        ({ rule }) => rule !== 'c2pa.validation' && rule !== 'c2pa.revocation' && rule !== 'c2pa.remote',
      );
      if (typeof report === 'string') {
        // Refused: what it says still stands, and clears nothing.
        for (const { rule, status } of found)
          expect([file, rule, ['tampered', 'unchecked', 'unjudged'].includes(status)]).toEqual([
            file,
            rule,
            true,
          ]);
        continue;
      }
      const own = ownView(source);
      expect([file, own.at(-1)?.[0]]).toEqual([file, member(report, 'active_manifest')]);
      const view = new Map(own);
      for (const [label, manifest] of Object.entries(isObject(manifests) ? manifests : {}))
        expect([file, label, view.get(label)]).toEqual([file, label, toldByReference(manifest)]);
      const allowed = [...(STATUSES[textOf(member(report, 'validation_state')) ?? ''] ?? []), 'unjudged'];
      for (const { rule, status } of found)
        expect([file, rule, allowed.includes(status)]).toEqual([file, rule, true]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(10);
  }, 120_000);
});

describe('a credential where the reference implementation cannot look', () => {
  const store = (term: string) =>
    manifestStore(
      manifest({
        assertions: [
          assertion('c2pa.actions.v2', {
            actions: [
              {
                action: 'c2pa.created',
                digitalSourceType: `http://cv.iptc.org/newscodes/digitalsourcetype/${term}`,
              },
            ],
            allActionsIncluded: true,
          }),
        ],
      }),
    );
  const carriers = [
    ['JPEG 2000', 'jp2', (jumbf: Buffer) => jp2([jumbf])],
    [
      'an archive',
      'zip',
      (jumbf: Buffer) => zip([{ name: 'META-INF/content_credential.c2pa', content: jumbf }]),
    ],
    ['running text', 'md', (jumbf: Buffer) => Buffer.from(`# Quay\n${inSelectors(jumbf)}\n`)],
  ] as const;

  test.each(carriers)('in %s is read, and called unchecked', async (_name, extension, carry) => {
    const source = await sourceOf(carry(store('trainedAlgorithmicMedia')), extension);
    const found = await readEvidence(source, { trustAnchors: SHIPPED_ANCHORS });
    const claim = found.find(({ rule }) => rule === 'c2pa.action');
    expect(claim).toMatchObject({ status: 'unchecked', points: { origin: 'genai', involvement: 'full' } });
    expect(claim?.excerpt).toContain(`signature not checked: no validator for ${source.type.format}`);
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'genai' });
    expect(notChecked(found)).toMatchObject([{ code: 'signature' }]);
  });

  test.each(carriers)('in %s clears nothing', async (_name, extension, carry) => {
    const source = await sourceOf(carry(store('digitalCapture')), extension);
    const found = await readEvidence(source, { trustAnchors: SHIPPED_ANCHORS });
    expect(found.some(({ rule }) => rule === 'c2pa.action')).toBe(true);
    expect(classify(found, { statements: [] }).origin).toBe('unknown');
  });
});

/** A store as invisible characters (C2PA 2.4 §A.8). */
function inSelectors(jumbf: Buffer): string {
  const wrapper = wrapped(jumbf);
  const selector = (byte: number) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16);
  return `\uFEFF${[...wrapper].map(selector).join('')}`;
}

function wrapped(jumbf: Buffer): Buffer {
  const head = Buffer.from('C2PATXT\0\x01\0\0\0\0', 'latin1');
  head.writeUInt32BE(jumbf.length, 9);
  return Buffer.concat([head, jumbf]);
}
