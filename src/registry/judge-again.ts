import type { Evidence } from '../domain/evidence.ts';
import { pathFromBytes } from '../files/paths.ts';
import type { AssetRow } from './asset-rows.ts';
import { standingEvidence } from './content-evidence.ts';
import { statementsOf } from './declaration-rows.ts';
import { classifyKnown, hold, isMilder, type JudgedColumns } from './judge.ts';
import { admissibleEvidence } from './placed-evidence.ts';
import { type Reading, storeReading } from './reading.ts';
import type { Recording } from './recording.ts';

/** What is new about a known asset. */
export interface News {
  /** Admissible claims of a place that are not stored yet. */
  readonly placed: readonly Evidence[];
  /** Its bytes as read again; stored here. */
  readonly reading: Reading | undefined;
}

/** Judges a known asset by all that is stored of it and the news. What a newer engine no longer finds is kept where it would clear. */
export async function judgeAgain(
  { tx, classify }: Pick<Recording, 'tx' | 'classify'>,
  stored: AssetRow,
  { placed, reading }: News,
): Promise<JudgedColumns> {
  const firstSeenPath = pathFromBytes(stored.first_seen_path);
  const statements = await statementsOf(tx, stored.id);
  const heard = await admissibleEvidence(tx, stored.id, firstSeenPath);
  const content = reading?.claims ?? (await standingEvidence(tx, stored.id));
  const known = {
    content,
    placed: [...heard.map(({ evidence }) => evidence), ...placed],
    statements,
    firstSeenPath,
  };
  const judged = classifyKnown(classify, known);
  if (reading === undefined) return hold(judged, stored, statements);
  const kept = isMilder(judged, stored) ? reading.lost : [];
  await storeReading(tx, stored.id, reading, kept);
  const whole = { ...known, content: [...content, ...kept.map(({ evidence }) => evidence)] };
  return hold(classifyKnown(classify, whole), stored, statements);
}
