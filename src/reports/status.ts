import type { Instant } from '../domain/asset.ts';
import type { Outcome } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import type { AssetCounts, Coverage } from '../domain/registry.ts';
import { type Colours, inColourOf, PLAIN } from './colours.ts';
import { escapeTerminal, quoteShell } from './escape.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';
import { sizeWords } from './size-words.ts';
import { shownPath } from './words.ts';

/** A deliverables folder as judged just now. */
export interface DeliverableStatus {
  readonly path: RelPath;
  readonly type: string;
  readonly outcome: Outcome;
  readonly items: number;
  /** Files that do not pass, at most a few; `open` counts all. */
  readonly notCleared: readonly RelPath[];
  readonly open: number;
}

/** What a production looks like at one moment. */
export interface StatusReport {
  readonly title: string;
  readonly at: Instant;
  readonly counts: AssetCounts;
  readonly coverage: Coverage;
  /** Another process watches at this moment. */
  readonly watched: boolean;
  readonly deliverables: readonly DeliverableStatus[];
  readonly endingSoon: readonly { readonly id: string; readonly until: Instant }[];
  /** Patterns of the configuration that match no file. */
  readonly idlePatterns: readonly { readonly key: string; readonly pattern: string }[];
  readonly unprotected: readonly string[];
}

/** A production's state as `provgate.status/1`. */
export function statusJson(status: StatusReport): string {
  const { coverage } = status;
  const value = {
    schema: 'provgate.status/1',
    title: status.title,
    at: status.at,
    counts: status.counts,
    coverage: {
      firstCompleteSweepAt: coverage.firstCompleteSweepAt ?? null,
      lastCompleteSweepAt: coverage.lastCompleteSweepAt ?? null,
      mount: coverage.mount,
      local: coverage.local,
      events: coverage.events,
      unavailable: coverage.unavailable ?? null,
      skipped: coverage.skipped,
      watched: status.watched,
    },
    deliverables: status.deliverables.map((each) => ({
      ...each,
      path: shownPath(each.path),
      notCleared: each.notCleared.map(shownPath),
    })),
    endingSoon: status.endingSoon,
    idlePatterns: status.idlePatterns,
    unprotected: status.unprotected,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A production's state for a terminal: what is open first. Yields whole lines. */
export function* statusTable(status: StatusReport, colours: Colours = PLAIN): Generator<string> {
  const { counts } = status;
  yield `${colours.strong(escapeTerminal(status.title))}  ${plural(counts.locations, 'file')}, ${sizeWords(counts.bytes)}\n`;
  yield `  ${counts.byOrigin.genai} GenAI · ${counts.byOrigin.camera} camera · ${counts.byOrigin.human} human · ${counts.byOrigin.unknown} of unknown origin · ${counts.temporary} TEMPORARY\n`;
  yield* openQuestions(status, colours);
  for (const deliverable of status.deliverables) yield* deliverableLines(deliverable, colours);
  for (const { id, until } of status.endingSoon)
    yield `  ${colours.caution(`Approval ${escapeTerminal(id)} ends on ${showInstant(until)}.`)}\n`;
  yield* coverageLines(status, colours);
  for (const { key, pattern } of status.idlePatterns)
    yield `  ${colours.caution(escapeTerminal(`"${pattern}" in ${key} matches no file.`))}\n`;
  for (const reason of status.unprotected)
    yield `  ${colours.caution(escapeTerminal(`Record unprotected: ${reason}.`))}\n`;
}

function* openQuestions({ counts }: StatusReport, colours: Colours): Generator<string> {
  const questions = [
    [counts.suspected, 'suspected, a person must look', 'provgate list --suspected'],
    [counts.conflict, 'with contradicting signs', 'provgate list --conflict'],
    [counts.unreadable, 'not read to the end', 'provgate list --state unreadable'],
    [counts.incomplete, 'incomplete', 'provgate list --state incomplete'],
  ] as const;
  for (const [count, what, command] of questions)
    if (count > 0) yield `  ${colours.caution(`${plural(count, 'file')} ${what}`)}: ${command}\n`;
}

function* deliverableLines(deliverable: DeliverableStatus, colours: Colours): Generator<string> {
  const outcome = inColourOf(deliverable.outcome, colours, deliverable.outcome.toUpperCase());
  const path = escapeTerminal(shownPath(deliverable.path));
  const open = deliverable.open === 0 ? '' : `, ${deliverable.open} not cleared`;
  yield `  ${outcome}  ${path} (${deliverable.type}): ${plural(deliverable.items, 'item')}${open}\n`;
  for (const each of deliverable.notCleared) yield `    ${escapeTerminal(shownPath(each))}\n`;
  if (deliverable.outcome !== 'pass') yield `    → provgate check ${quoteShell(deliverable.path)}\n`;
}

function* coverageLines({ coverage, watched }: StatusReport, colours: Colours): Generator<string> {
  const last = coverage.lastCompleteSweepAt;
  const swept =
    last === undefined
      ? colours.caution('never swept completely; run provgate scan')
      : `swept completely on ${showInstant(last)}`;
  yield `  Coverage: ${swept}; ${watched ? 'watched now' : 'not watched now'}; ${coverage.mount}${coverage.local ? '' : ' (network)'}; events ${coverage.events}\n`;
  if (coverage.unavailable !== undefined)
    yield `  ${colours.bad(escapeTerminal(`Unavailable: ${coverage.unavailable}.`))}\n`;
  for (const { reason, count } of coverage.skipped) yield `  ${count} skipped: ${escapeTerminal(reason)}\n`;
}
