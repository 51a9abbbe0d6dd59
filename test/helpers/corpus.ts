import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../../src/classify.ts';
import type { Classification } from '../../src/domain/classification.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Examiner } from '../../src/domain/examination.ts';

/** Real files with known labels, outside the project because their licences differ. */
export const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
export const isCorpusAbsent = !existsSync(CORPUS);

const AI = new Set(['generated', 'composite-generated', 'edited-by-ai']);
const BENIGN = new Set(['camera', 'human-made', 'unknown-no-evidence']);

/** One labelled file. */
export interface Row {
  readonly file: string;
  readonly label: string;
  readonly format: string;
  readonly tool: string;
  readonly expected: string;
}

/** What the engine made of one labelled file. */
export interface Result extends Row {
  readonly found: Classification | undefined;
  readonly state: string;
  readonly reason: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** The rows of the label file, in its order. */
export function corpusRows(): readonly Row[] {
  return readFileSync(join(CORPUS, 'labels.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([file = '', label = '', format = '', tool = '', expected = '']) => ({
      file,
      label,
      format,
      tool,
      expected,
    }));
}

/** Runs one labelled file through the engine as a sweep does. */
export async function examineRow(examiner: Examiner, row: Row): Promise<Result> {
  const result = await examiner.examine(join(CORPUS, row.file));
  if (result.kind !== 'examined') {
    const reason = result.kind === 'unreadable' ? result.reason : undefined;
    return { ...row, found: undefined, state: result.kind, reason, evidence: [] };
  }
  const { evidence, state, stateReason } = result.examination;
  return { ...row, found: classify(evidence, { statements: [] }), state, reason: stateReason, evidence };
}

/** Whether the file carries a mark of generative AI that must be found. */
export function mustBeGenai({ label, expected }: Row): boolean {
  return AI.has(label) && !expected.includes('AMBIGUOUS');
}

/** Whether calling the file GenAI would be a false alarm. */
export function mustNotBeGenai({ label }: Row): boolean {
  return BENIGN.has(label);
}

/** Whether the extent found is the one the label tells; whole and part are both right where the label accepts both. */
export function isInvolvementRight({ label, expected, found }: Result): boolean {
  const accepted =
    label === 'generated' || expected.includes('[accept generated]') ? ['full', 'partial'] : ['partial'];
  return found !== undefined && accepted.includes(found.involvement);
}

/** Names the labels use for what a program calls itself otherwise. */
const ALSO: Readonly<Record<string, string>> = { 'Stable Diffusion WebUI': 'AUTOMATIC1111' };

/** Whether the tool found is the one the label names, or the part of it that the file itself tells. */
export function isToolRight({ tool, found }: Result): boolean {
  const named = found?.tool;
  if (named === undefined) return false;
  const [told, label] = [plain(ALSO[named] ?? named), plain(tool)];
  return (
    label.includes(told) ||
    told
      .split(' ')
      .slice(0, 3)
      .every((word) => label.split(' ').includes(word))
  );
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, ' ')
    .trim();
}
