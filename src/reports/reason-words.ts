import { type Evidence, rank } from '../domain/evidence.ts';
import type { AssetReport } from './asset-json.ts';
import { type AboutRule, evidenceWords } from './evidence-words.ts';
import { stateWords } from './origin-words.ts';

/**
 * Why a file is what it is, in one line: its strongest evidence for that, a broken signature where signs contradict each
 * other, else what kept it from being read; undefined where there is nothing to say.
 */
export function reasonWords(report: AssetReport, about: AboutRule): string | undefined {
  const broken = report.conflict ? report.evidence.find((item) => item.status === 'tampered') : undefined;
  if (broken !== undefined) return evidenceWords(broken, about);
  let best: Evidence | undefined;
  for (const item of report.evidence) {
    if (!isReason(item, report)) continue;
    if (best === undefined || rank(item.strength) > rank(best.strength)) best = item;
  }
  if (best !== undefined) return evidenceWords(best, about);
  const isCut = report.state === 'incomplete' || report.state === 'unreadable';
  return isCut ? stateWords(report.state, report.stateReason) : undefined;
}

function isReason({ points, status }: Evidence, { origin, suspected }: AssetReport): boolean {
  if (origin !== 'unknown') return points?.origin === origin;
  if (points?.involvement === 'assistive') return true;
  return suspected && (status === 'unjudged' || points?.origin === 'genai');
}
