import type { Check } from '../domain/check.ts';
import { csvLine } from './escape.ts';
import { shownPath, wordsOf } from './words.ts';

const COLUMNS = [
  'path',
  'verdict',
  'origin',
  'involvement',
  'tool',
  'temporary',
  'suspected',
  'conflict',
  'approvals',
  'codes',
  'message',
  'next',
  'kind',
  'format',
  'sizeBytes',
  'sha256',
  'verified',
] as const;

/** A check as CSV, one item a line; what belongs to no item comes first with an empty path. */
export function* checkCsv(check: Check): Generator<string> {
  yield csvLine([...COLUMNS]);
  for (const finding of check.findings) {
    const { message, next } = wordsOf(finding, undefined);
    yield csvLine([
      '',
      finding.severity,
      ...Array(7).fill(''),
      finding.code,
      message,
      next,
      ...Array(5).fill(''),
    ]);
  }
  for (const item of check.items) {
    const worded = item.findings.map((finding) => wordsOf(finding, item.path));
    yield csvLine([
      shownPath(item.path),
      item.verdict,
      item.origin,
      item.involvement,
      item.tool ?? '',
      item.temporary,
      item.suspected,
      item.conflict,
      item.approvals.map(({ id, state }) => `${id}: ${state}`).join('; '),
      item.findings.map((finding) => finding.code).join(' '),
      worded.map(({ message }) => message).join(' '),
      [...new Set(worded.map(({ next }) => next))].join(' '),
      item.kind ?? '',
      item.format ?? '',
      item.sizeBytes ?? '',
      item.sha256 ?? '',
      item.verified ?? '',
    ]);
  }
}
