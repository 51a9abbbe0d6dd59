import type { Instant } from '../../domain/asset.ts';
import { type Outcome, outcomeOf } from '../../domain/finding.ts';
import type { RelPath } from '../../domain/path.ts';
import type { AssetCounts, Coverage } from '../../domain/registry.ts';
import type { Remembrance } from '../../domain/seal.ts';
import { pathJson } from '../../reports/check-json.ts';
import { type Colours, inColourOf } from '../../reports/colours.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { showInstant } from '../../reports/instant.ts';
import { plural } from '../../reports/plural.ts';
import { sizeWords } from '../../reports/size-words.ts';
import { type CommandPath, shownPath } from '../../reports/words.ts';

/** A file in a deliverable folder that may not leave. */
export interface NotCleared {
  readonly path: RelPath;
  readonly verdict: string;
  readonly codes: readonly string[];
  /** It was cleared once: its approval ended or was revoked, or rules or evidence changed. */
  readonly wasCleared: boolean;
}

/** How one deliverable folder stands now. */
export interface DeliverableStatus {
  readonly folder: RelPath;
  readonly type: string;
  readonly outcome: Outcome;
  readonly items: number;
  readonly notCleared: readonly NotCleared[];
  /** Why the gate could not begin. */
  readonly problem: string | undefined;
}

/** How a production stands at one moment. */
export interface StatusReport {
  readonly title: string;
  readonly at: Instant;
  readonly counts: AssetCounts;
  readonly coverage: Coverage;
  readonly watched: boolean;
  /** The first few files a person must look at; `counts` has their number. */
  readonly suspected: readonly RelPath[];
  readonly conflicts: readonly RelPath[];
  /** Of those, how many carry a claim that newer readers no longer find. */
  readonly noLongerFound: number;
  /** The readers were upgraded since a complete sweep last found everything read by them. */
  readonly areReadersNewer: boolean;
  readonly deliverables: readonly DeliverableStatus[];
  readonly endingSoon: readonly { readonly id: string; readonly until: Instant }[];
  readonly idlePatterns: readonly { readonly key: string; readonly pattern: string }[];
  readonly unprotected: readonly string[];
  /** Whether this machine would notice a record that went backwards. */
  readonly remembrance: Remembrance;
  /** Files that were moved aside and not put back. */
  readonly quarantined: number;
  /** What about the rules themselves somebody has to look at. */
  readonly rules: {
    readonly packsToAccept: readonly string[];
    /** Parts of `provgate.json` that became milder and wait for an admin. */
    readonly milder: readonly string[];
    readonly oldSources: readonly { readonly pack: string; readonly capturedAt: string }[];
  };
}

/** Names told in a list before it ends in a number. */
export const MOST_NAMES = 20;

/** A production's state as `provgate.status/1`. */
export function statusJson(status: StatusReport): string {
  const { coverage, counts } = status;
  const value = {
    schema: 'provgate.status/1',
    title: status.title,
    at: status.at,
    counts,
    coverage: {
      firstCompleteSweepAt: coverage.firstCompleteSweepAt ?? null,
      lastCompleteSweepAt: coverage.lastCompleteSweepAt ?? null,
      mount: coverage.mount,
      local: coverage.local,
      events: coverage.events,
      watched: status.watched,
      unavailable: coverage.unavailable ?? null,
      skipped: coverage.skipped,
      rereading: coverage.rereading ?? null,
      readersNewer: status.areReadersNewer,
      telling: coverage.telling ?? null,
    },
    questions: {
      suspected: status.suspected.map(pathJson),
      conflicts: status.conflicts.map(pathJson),
      noLongerFound: status.noLongerFound,
    },
    deliverables: status.deliverables.map(({ folder, type, outcome, items, notCleared, problem }) => ({
      ...pathJson(folder),
      type,
      outcome,
      items,
      notCleared: notCleared.map(({ path, ...why }) => ({ ...pathJson(path), ...why })),
      problem: problem ?? null,
    })),
    endingSoon: status.endingSoon,
    idlePatterns: status.idlePatterns,
    unprotected: status.unprotected,
    remembrance: status.remembrance,
    quarantined: status.quarantined,
    rules: status.rules,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A production's state in plain words: what is open first. Yields whole lines. */
export function* statusTable(
  status: StatusReport,
  colours: Colours,
  commandPath: CommandPath,
): Generator<string> {
  for (const line of lines(status, colours, commandPath)) yield `${line}\n`;
}

function* lines(status: StatusReport, colours: Colours, commandPath: CommandPath): Generator<string> {
  const { byOrigin, temporary, locations, bytes, suspected, conflict } = status.counts;
  yield `${colours.strong(escapeTerminal(status.title))}  ${plural(locations, 'file')}, ${sizeWords(bytes)}`;
  yield `  ${byOrigin.genai} GenAI · ${byOrigin.camera} camera · ${byOrigin.human} human · ${byOrigin.unknown} of unknown origin · ${temporary} TEMPORARY`;
  yield* questionLines('suspected; a person must look', suspected, status.suspected, colours, commandPath);
  yield* questionLines(
    'with signs that contradict each other',
    conflict,
    status.conflicts,
    colours,
    commandPath,
  );
  if (status.noLongerFound > 0)
    yield `  ${colours.caution(`${plural(status.noLongerFound, 'asset')} with a claim that a newer reader no longer finds; a person must look`)}`;
  for (const deliverable of status.deliverables) yield* deliverableLines(deliverable, colours, commandPath);
  for (const { id, until } of status.endingSoon)
    yield `  ${colours.caution(escapeTerminal(`Approval ${id} ends on ${showInstant(until)}.`))}`;
  if (status.quarantined > 0)
    yield `  ${plural(status.quarantined, 'file')} in quarantine: provgate quarantine list`;
  yield* rulesLines(status, colours);
  yield* coverageLines(status, colours);
  for (const { key, pattern } of status.idlePatterns)
    yield `  ${colours.caution(escapeTerminal(`The ${key} pattern "${pattern}" matches nothing.`))}`;
  yield* recordLines(status, colours);
  for (const reason of status.unprotected)
    yield `  ${colours.bad(escapeTerminal(`Record unprotected: ${reason}.`))}`;
}

function* recordLines({ remembrance, coverage }: StatusReport, colours: Colours): Generator<string> {
  if (remembrance === 'first-seen')
    yield '  Record: seen on this machine for the first time; from now on it is noticed here when it goes backwards';
  if (remembrance === 'not-kept')
    yield `  ${colours.caution('Record: this user can keep nothing of it here, so it is not noticed when it goes backwards')}`;
  if (coverage.telling !== undefined)
    yield `  ${colours.caution(escapeTerminal(`onEvent: the command failed ${plural(coverage.telling.failures, 'time')}: ${coverage.telling.reason}`))}`;
}

function* questionLines(
  what: string,
  count: number,
  paths: readonly RelPath[],
  colours: Colours,
  commandPath: CommandPath,
): Generator<string> {
  const [first] = paths;
  if (count === 0 || first === undefined) return;
  yield `  ${colours.caution(`${plural(count, 'asset')} ${what}`)}`;
  for (const path of paths) yield `    ${escapeTerminal(shownPath(path))}`;
  if (paths.length === MOST_NAMES) yield '    …';
  yield `    → provgate show ${commandPath(first)}`;
}

function* deliverableLines(
  status: DeliverableStatus,
  colours: Colours,
  commandPath: CommandPath,
): Generator<string> {
  const { folder, type, outcome, items, notCleared, problem } = status;
  const verdict = inColourOf(outcome, colours, outcome.toUpperCase());
  const open = notCleared.length === 0 ? '' : `, ${notCleared.length} not cleared`;
  yield `  ${verdict}  ${escapeTerminal(shownPath(folder))} (${type}): ${plural(items, 'item')}${open}`;
  if (problem !== undefined) yield `    ${escapeTerminal(problem)}`;
  for (const { path, codes, wasCleared } of notCleared.slice(0, MOST_NAMES)) {
    const lost = wasCleared ? colours.bad('  no longer cleared') : '';
    yield `    ${escapeTerminal(shownPath(path))}  ${codes.join(' ')}${lost}`;
  }
  if (notCleared.length > MOST_NAMES) yield `    and ${notCleared.length - MOST_NAMES} more`;
  if (outcomeOf([outcome]) !== 'pass') yield `    → provgate check ${commandPath(folder)}`;
}

function* rulesLines({ rules }: StatusReport, colours: Colours): Generator<string> {
  for (const file of rules.packsToAccept)
    yield `  ${colours.bad(escapeTerminal(`The policy file ${file} is not accepted: provgate policy accept ${file}`))}`;
  if (rules.milder.length > 0)
    yield `  ${colours.bad(`provgate.json became milder (${rules.milder.join(', ')}): provgate policy accept`)}`;
  for (const { pack, capturedAt } of rules.oldSources)
    yield `  ${colours.caution(escapeTerminal(`The source of ${pack} was read on ${capturedAt}; look whether it still says the same.`))}`;
}

function* coverageLines(status: StatusReport, colours: Colours): Generator<string> {
  const { coverage, counts, watched } = status;
  const last = coverage.lastCompleteSweepAt;
  const swept =
    last === undefined
      ? colours.caution('never swept completely, run provgate scan')
      : `swept completely on ${showInstant(last)}`;
  const mount = `${coverage.mount}${coverage.local ? '' : ' (network)'}`;
  yield `  Coverage: ${swept}; ${watched ? 'watched now' : 'not watched now'}; ${escapeTerminal(mount)}; events ${escapeTerminal(coverage.events)}`;
  if (coverage.unavailable !== undefined)
    yield `  ${colours.bad(escapeTerminal(`Unavailable: ${coverage.unavailable}.`))}`;
  if (coverage.rereading !== undefined) {
    const { done, total } = coverage.rereading;
    yield `  Re-reading after an upgrade: ${done} of ${total}${watched ? '' : '; run provgate scan to go on'}`;
  } else if (status.areReadersNewer)
    yield '  Readers are newer than some evidence: provgate scan reads it again; a check does so by itself';
  for (const { reason, count } of coverage.skipped) yield `  ${count} skipped: ${escapeTerminal(reason)}`;
  const unread = [
    [counts.unreadable, 'unreadable'],
    [counts.incomplete, 'incomplete'],
  ] as const;
  for (const [count, state] of unread)
    if (count > 0) yield `  ${plural(count, 'asset')} ${state}: provgate list --state ${state}`;
}
