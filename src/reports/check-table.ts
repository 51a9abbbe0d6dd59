import type { Check, CheckChanges, CheckItem } from '../domain/check.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { type Colours, inColourOf, PLAIN } from './colours.ts';
import { escapeTerminal } from './escape.ts';
import { NO_NETWORK } from './evidence-words.ts';
import { type FindingGroup, groupFindings } from './groups.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';
import { type CommandPath, isOneByOne, shownPath, wordsOf } from './words.ts';

/** Most groups a table shows. */
export const MOST_GROUPS = 20;
const MOST_CHANGES = 5;

export interface CheckTableOptions {
  readonly changes?: CheckChanges | undefined;
  readonly colours?: Colours;
  /** How the commands it advises name a path. */
  readonly commandPath?: CommandPath | undefined;
}

/**
 * A check as an editor reads it: the outcome and one sentence, the counts, at most twenty groups with one fix command each, and
 * what changed since the last check of this scope. Yields whole lines; foreign text in them is escaped for terminals.
 */
export function* checkTable(check: Check, options: CheckTableOptions = {}): Generator<string> {
  const colours = options.colours ?? PLAIN;
  yield `${inColourOf(check.outcome, colours, check.outcome.toUpperCase())}: ${headline(check)}\n`;
  yield `${colours.quiet(countsLine(check))}\n`;
  yield `${colours.quiet(purposeLine(check))}\n`;
  if ((check.onWordOf ?? []).length > 0) yield `${colours.quiet(escapeTerminal(wordLine(check)))}\n`;
  if (check.accounts === false)
    yield `${colours.quiet('Accounts were not used: names are as they were typed.')}\n`;
  for (const reason of check.unprotected ?? [])
    yield `${colours.caution(escapeTerminal(`Record unprotected: ${reason}.`))}\n`;
  const groups = groupFindings(check, MOST_GROUPS);
  for (const group of groups.slice(0, MOST_GROUPS)) yield* groupLines(group, colours, options.commandPath);
  const more = groups.length - MOST_GROUPS;
  if (more > 0) yield `\n  and ${plural(more, 'more group')}; --format json lists every item.\n`;
  if (options.changes !== undefined) yield* changeLines(options.changes, check);
  yield `\n${colours.quiet(NO_NETWORK)}\n`;
}

/** On whose word items pass; at most three names. */
function wordLine({ onWordOf = [] }: Check): string {
  const [first, ...others] = onWordOf
    .slice(0, 3)
    .map(({ by, items }) => ({ by, count: plural(items, 'item') }));
  const named = [
    ...(first === undefined ? [] : [`${first.count} on the word of ${first.by}`]),
    ...others.map(({ by, count }) => `${count} of ${by}`),
  ];
  const more = onWordOf.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and of ${more} more` : ''}`;
}

/** The sentence that follows the outcome; it always counts what is of unknown origin. */
export function headline(
  check: Pick<Check, 'counts' | 'outcome' | 'destination'> & {
    readonly items: readonly (Pick<CheckItem, 'temporary'> & {
      readonly findings: readonly Pick<CheckItem['findings'][number], 'code' | 'severity'>[];
    })[];
  },
): string {
  const { counts } = check;
  const unknown = `${counts.unknown} of ${plural(counts.items, 'item')} of unknown origin`;
  if (check.outcome === 'pass') {
    const generative = check.items.filter((item) => item.temporary).length;
    if (check.destination === 'temp')
      return `for temporary use only; ${plural(generative, 'GenAI item')} among them; ${unknown}`;
    return `no unapproved GenAI found; ${unknown}`;
  }
  if (check.outcome === 'block')
    return counts.block > 0
      ? `${plural(counts.block, 'item')} may not leave${unless(check)}; ${unknown}`
      : `this may not leave; ${unknown}`;
  if (check.outcome === 'review')
    return `${plural(counts.review, 'item')} to be answered by a person; ${unknown}`;
  if (counts.items === 0) return `nothing to check; ${unknown}`;
  return counts.incomplete > 0
    ? `could not decide about ${plural(counts.incomplete, 'item')}; ${unknown}`
    : `could not decide; ${unknown}`;
}

/** No approval cures a hard stop, so none is asked for in the first line. */
function unless({ counts, items }: Parameters<typeof headline>[0]): string {
  const stopped = items.filter(({ findings }) =>
    findings.some(({ code, severity }) => severity === 'block' && code.startsWith('HST-')),
  ).length;
  if (stopped === 0) return ' without a valid approval';
  return stopped === counts.block ? ', whatever is approved' : `, ${stopped} of them whatever is approved`;
}

function countsLine({ counts, items }: Check): string {
  const verdicts = (['block', 'review', 'incomplete', 'warn', 'pass'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`);
  const approved = items.filter((item) => item.findings.some((finding) => finding.code === 'OK-002')).length;
  return [
    plural(counts.items, 'item'),
    ...verdicts,
    ...(approved > 0 ? [`${approved} GenAI with a valid approval`] : []),
    ...(counts.clearedByRuleOnly > 0 ? [`${counts.clearedByRuleOnly} cleared by a folder rule only`] : []),
    ...(counts.skipped > 0 ? [`${counts.skipped} skipped`] : []),
  ].join(' · ');
}

function purposeLine(check: Check): string {
  const { deliverable } = check;
  const overridden = check.overrides.length > 0 ? [`set by option: ${check.overrides.join(', ')}`] : [];
  return escapeTerminal(
    [
      `${deliverable.title}: ${check.destination}`,
      deliverable.type,
      ...(deliverable.episode === undefined ? [] : [`episode ${deliverable.episode}`]),
      deliverable.territories.join(', '),
      ...(deliverable.channels.length > 0 ? [deliverable.channels.join(', ')] : []),
      check.policies.map((policy) => `${policy.pack} ${policy.version}`).join(', '),
      ...overridden,
    ].join(' · '),
  );
}

function* groupLines(
  group: FindingGroup,
  colours: Colours,
  commandPath: CommandPath | undefined,
): Generator<string> {
  const { finding, path } = group.first;
  const oneByOne = isOneByOne(group.code);
  const worded = wordsOf(finding, path, oneByOne ? path : group.target, commandPath);
  const label = inColourOf(group.severity, colours, `${group.severity} ${group.code}`);
  const person = finding.args['by'];
  const by = person === undefined ? '' : ` Said by ${person}.`;
  const tool = group.tool === undefined ? '' : ` (${group.tool})`;
  yield '\n';
  if (group.count === 1) {
    yield `  ${label}  ${escapeTerminal(group.target === undefined ? worded.title : `${shownPath(path)}${tool}`)}\n`;
    yield `    ${escapeTerminal(worded.message)}${escapeTerminal(by)}\n`;
  } else {
    yield `  ${label}  ${escapeTerminal(placeOf(group))}  ${plural(group.count, 'item')}${escapeTerminal(tool)}\n`;
    yield `    ${escapeTerminal(worded.title)}${escapeTerminal(by)}\n`;
  }
  const each = oneByOne && group.count > 1 ? '; one file at a time' : '';
  yield `    ${colours.strong('→')} ${escapeTerminal(worded.next)}${each}\n`;
}

function placeOf(group: FindingGroup): string {
  if (group.sequence !== undefined) return shownPath(group.sequence as RelPath);
  return `${shownPath(group.target ?? ROOT)}/`;
}

function* changeLines(changes: CheckChanges, check: Check): Generator<string> {
  yield `\nSince the last check of this scope (${showInstant(changes.at)}, ${changes.outcome}, ${plural(changes.itemsBefore, 'item')}): `;
  const parts = [
    ...some(changes.worse, 'worse'),
    ...some(changes.better, 'better'),
    ...some(changes.gone, 'no longer here'),
  ];
  const sameOutcome = changes.outcome === check.outcome;
  yield parts.length === 0
    ? `${sameOutcome ? 'no verdict changed' : 'no item changed'}.\n`
    : `\n${parts.join('')}`;
}

function some(paths: readonly RelPath[], what: string): readonly string[] {
  if (paths.length === 0) return [];
  const shown = paths.slice(0, MOST_CHANGES).map((path) => escapeTerminal(shownPath(path)));
  const rest = paths.length > MOST_CHANGES ? `, and ${paths.length - MOST_CHANGES} more` : '';
  return [`  ${what}: ${shown.join(', ')}${rest}\n`];
}
