import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Evidence, EXCERPT_CHARS } from '../../src/domain/evidence.ts';
import type { Field } from '../../src/domain/media.ts';
import { readEvidence, readers } from '../../src/evidence/index.ts';
import { ruleNotes } from '../../src/evidence/rule-book.ts';
import { signatureRules } from '../../src/signatures/index.ts';
import { signedPng, sourceOf } from '../evidence/credentials.ts';
import { fileWith } from '../evidence/fields.ts';

const RULES = new Set(ruleNotes.map((note) => note.id));

/** Places that some reader looks at, and values that are nearly what it looks for. */
const PLACES = [
  ...signatureRules.flatMap((rule) => rule.matches.flat().map(([where]) => where)),
  'xmp.Iptc4xmpExt:DigitalSourceType',
  'xmp.Iptc4xmpExt:AISystemUsed',
  'xmp.TC260:AIGC',
  'xmp.xmpMM:Pantry[1]/Iptc4xmpExt:DigitalSourceType',
  'xmp.xmpMM:DocumentID',
  'markdown.frontmatter',
  'png.text.workflow',
  'exif.MakerNote',
  'riff.bext.Originator',
  'isobmff.xml',
  'file.mismatch',
  'dcterms:provenance',
];
const PIECES = [
  ...signatureRules.flatMap((rule) => rule.matches.flat().map(([, value]) => value)),
  '{"AIGC":{"Label":"1","ContentProducer":"x"}}',
  '{"1":{"class_type":"KSampler","inputs":{"a":["1",0]}}}',
  '{"nodes":[{"id":1,"type":"X","order":0,"inputs":[{"link":1}]}],"links":[[1,1,0,1,0,"X"]]}',
  '{"__proto__":{"class_type":1}}',
  'trainedAlgorithmicMedia',
  '\u202e\u0000\ud800',
  '{'.repeat(200),
];
const anyValue = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(...PIECES), fc.nat(400), fc.string({ maxLength: 10 }))
    .map(([text, at, more]) => text.slice(0, at) + more),
);
const anyField: fc.Arbitrary<Field> = fc
  .tuple(fc.oneof(fc.constantFrom(...PLACES), fc.string({ maxLength: 20 })), anyValue, fc.boolean())
  .map(([where, value, inside]) => (inside ? { where, value, member: 'image 1' } : { where, value }));
const anyFormat = fc.constantFrom('png', 'jpeg', 'mov', 'wav', 'glb', 'text', 'unknown', 'dng');

function expectSound(found: readonly Evidence[]): void {
  for (const item of found) {
    expect(RULES.has(item.rule), item.rule).toBe(true);
    expect(item.subject).toBe('content');
    expect([...item.excerpt].length).toBeLessThanOrEqual(EXCERPT_CHARS);
    expect(item.excerpt).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
    expect(item.excerpt.isWellFormed() && item.where.isWellFormed()).toBe(true);
    expect([...(item.tool ?? '')].length).toBeLessThanOrEqual(EXCERPT_CHARS);
  }
}

describe('every reader', () => {
  test('answers for any fields whatever, with known rules and clean excerpts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyField, { maxLength: 12 }), anyFormat, async (fields, format) => {
        expectSound(await readEvidence({ ...fileWith([], {}, format), fields }));
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same answer twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyField, { maxLength: 6 }), async (fields) => {
        const source = { ...fileWith([], {}, 'png'), fields };
        expect(await readEvidence(source)).toEqual(await readEvidence(source));
      }),
    );
  });

  test('answers for credentials broken anywhere', async () => {
    const action = { action: 'c2pa.created', sourceType: 'trainedAlgorithmicMedia' };
    const bytes = await signedPng({ actions: [action] });
    const whole = await sourceOf(bytes, 'png');
    const jumbf = whole.manifests[0]?.jumbf ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat(jumbf.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
        const broken = isCut ? jumbf.slice(0, at) : Uint8Array.from(jumbf);
        if (!isCut) broken[at] = byte;
        const found = await readEvidence({ ...whole, manifests: [{ where: 'png.caBX', jumbf: broken }] });
        expectSound(found);
        expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  test('threat 30: hostile text of a megabyte keeps all of them busy for less than a few seconds', async () => {
    for (const piece of PIECES) {
      const value = piece.repeat(Math.ceil(2 ** 20 / piece.length));
      const fields = ['png.text.parameters', 'xmp.TC260:AIGC', 'exif.UserComment'].map((where) => ({
        where,
        value,
      }));
      const started = performance.now();
      await readEvidence({ ...fileWith([], {}, 'png'), fields });
      expect(performance.now() - started, piece.slice(0, 60)).toBeLessThan(5000);
    }
  });

  test('no two share an id', () => {
    expect(new Set(readers.map((reader) => reader.id)).size).toBe(readers.length);
  });
});
