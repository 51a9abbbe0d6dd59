import { describe, expect, test } from 'vitest';
import { proofOf } from '../../src/cli/rules/rule-proof.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { ruleNotes } from '../../src/evidence/rule-book.ts';
import type { RuleExample } from '../../src/evidence/rule-note.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { sourceOf } from '../evidence/credentials.ts';
import { framed, hide, noise, toPng } from '../evidence/hidden-text.ts';

/** What the readers make of an example; undefined where no file can show it. */
async function evidenceOf(example: RuleExample): Promise<readonly Evidence[] | undefined> {
  return example.kind === 'pixels' ? readEvidence(await picture(example)) : proofOf(example);
}

async function picture({ word, body, size }: RuleExample & { kind: 'pixels' }) {
  const hidden = framed(word, Buffer.from(body), Buffer.byteLength(body) * 8);
  const png = await toPng(word === '' ? noise(64, 64, 4) : hide(noise(64, 64, 4), 'alpha', hidden));
  const source = await sourceOf(png, 'png');
  if (size === undefined) return source;
  const head = Buffer.from(png.subarray(0, 33));
  head.writeUInt32BE(size, 16);
  head.writeUInt32BE(size, 20);
  return { ...source, bytes: bufferBytes(head) };
}

test('every rule has an id of its own', () => {
  expect(new Set(ruleNotes.map((note) => note.id)).size).toBe(ruleNotes.length);
});

describe.each(ruleNotes.map((note) => [note.id, note] as const))('rule %s', (id, note) => {
  test('says in one line what was found and whose word that is', () => {
    expect(note.about).toMatch(/^\S[^\n]{8,120}$/u);
    expect(note.source).not.toBe('');
    expect(id).toMatch(/^[a-z0-9]+(?:[.-][a-z0-9]+)+$/);
  });

  test('finds its example and not the one that is nearly the same', async () => {
    const [match, nearMiss] = [await evidenceOf(note.match), await evidenceOf(note.nearMiss)];
    if (match !== undefined) expect(match.map((item) => item.rule)).toContain(id);
    else expect(note.match.kind).toBe('words');
    expect(nearMiss?.map((item) => item.rule) ?? []).not.toContain(id);
    expect(note.nearMiss).not.toEqual(note.match);
  });
});

test('only what happens outside the readers is shown in words alone', () => {
  const told = ruleNotes.filter(({ match, nearMiss }) => match.kind === 'words' || nearMiss.kind === 'words');
  expect(told.map((note) => note.id)).toEqual([
    'c2pa.validation',
    'c2pa.revocation',
    'lineage.known-genai',
    'examine.unreadable',
  ]);
});
