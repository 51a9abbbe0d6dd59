import type { Evidence } from '../domain/evidence.ts';
import { pathFromBytes } from '../files/paths.ts';
import type { AssetRow } from './asset-rows.ts';
import { storedDigest } from './claims-digest.ts';
import { contentEvidence, counting } from './content-evidence.ts';
import { statementsOf } from './declaration-rows.ts';
import {
  classifyKnown,
  columnsOf,
  type DeclaredStatement,
  hold,
  holdReading,
  type JudgedColumns,
  strictnessOf,
} from './judge.ts';
import { isMilder } from './milder.ts';
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

/**
 * Judges a known asset by all that is stored of it and the news. Where a newer reading would be milder, what it no longer finds is kept
 * beside it and contradicts it until a named person has looked.
 */
export async function judgeAgain(
  { tx, classify }: Pick<Recording, 'tx' | 'classify'>,
  stored: AssetRow,
  { placed, reading }: News,
): Promise<JudgedColumns> {
  const firstSeenPath = pathFromBytes(stored.first_seen_path);
  const statements = await statementsOf(tx, stored.id);
  const heard = await admissibleEvidence(tx, stored.id, firstSeenPath);
  const whole = { placed: [...heard.map(({ evidence }) => evidence), ...placed], statements, firstSeenPath };
  const judgedBy = (content: readonly Evidence[]): JudgedColumns => {
    const columns = hold(classifyKnown(classify, { ...whole, content }), stored, statements);
    return isDoubted(content, statements) ? { ...columns, conflict: 1 } : columns;
  };
  if (reading === undefined) {
    const all = await contentEvidence(tx, stored.id);
    const judged = judgedBy(counting(all));
    // Evidence changed past the program clears nothing: what was decided stays, and a person must look.
    return storedDigest(all) === stored.evidence_sha256
      ? judged
      : { ...holdReading(judged, stored), conflict: 1 };
  }
  const alone = classifyKnown(classify, { ...whole, content: reading.claims });
  const isLoss = isMilder(strictnessOf(columnsOf(alone, statements)), strictnessOf(stored));
  const kept = isLoss ? reading.lost : [];
  await storeReading(tx, stored.id, reading, kept);
  const content = [...reading.claims, ...kept.map(({ evidence }) => ({ ...evidence, kept: true as const }))];
  return holdReading(judgedBy(content), stored);
}

/** Whether a claim kept against the newest reading waits for somebody to look; who spoke after it was recorded has. */
function isDoubted(content: readonly Evidence[], statements: readonly DeclaredStatement[]): boolean {
  const heardAt = Math.max(...statements.filter(({ hasBasis }) => hasBasis).map(({ seq }) => seq));
  return content.some(({ kept, seq }) => kept === true && (seq ?? Number.POSITIVE_INFINITY) > heardAt);
}
