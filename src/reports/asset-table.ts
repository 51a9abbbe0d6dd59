import { type Evidence, rank } from '../domain/evidence.ts';
import { type AssetReport, isTelling, type NamedDeclaration } from './asset-json.ts';
import { clearanceWords } from './clearance-words.ts';
import { type Colours, inColourOf, PLAIN } from './colours.ts';
import { escapeTerminal } from './escape.ts';
import { type AboutRule, evidenceWords, notChecked } from './evidence-words.ts';
import { showInstant } from './instant.ts';
import { originWords, stateWords } from './origin-words.ts';
import { placeWords } from './place-words.ts';
import { plural } from './plural.ts';
import { sizeWords } from './size-words.ts';
import { type CommandPath, shownPath, wordsOf } from './words.ts';

const MOST_EVIDENCE = 20;
const MOST_PLACES = 10;
const MOST_MEMBERS = 20;

/** How the table is written. */
export interface AssetTableOptions {
  readonly colours?: Colours;
  readonly commandPath?: CommandPath | undefined;
  /** What each rule finds; without, rules go by their ids. */
  readonly aboutRule?: AboutRule;
  /** Also where each piece of evidence stands, who found it and how much it weighs. */
  readonly explain?: boolean;
}

/** One file in plain words: how it was made, on what evidence, who said what, and whether it may leave. Yields whole lines. */
export function* assetTable(report: AssetReport, options: AssetTableOptions = {}): Generator<string> {
  for (const line of lines(report, options)) yield `${line}\n`;
}

function* lines(report: AssetReport, options: AssetTableOptions): Generator<string> {
  const { colours = PLAIN, commandPath } = options;
  yield colours.strong(escapeTerminal(shownPath(report.path)));
  yield `  ${escapeTerminal(originWords(report))}`;
  const state = stateWords(report.state, report.stateReason);
  if (state !== undefined) yield `  ${colours.caution(escapeTerminal(state))}`;
  const facts = [
    ...(report.kind === undefined ? [] : [`${report.kind} (${report.format ?? 'unknown'})`]),
    ...(report.sizeBytes === undefined ? [] : [sizeWords(report.sizeBytes)]),
    ...(report.sha256 === undefined ? [] : [`sha256 ${report.sha256}`]),
  ];
  if (facts.length > 0) yield `  ${colours.quiet(facts.join(' · '))}`;
  yield* memberLines(report);
  yield* evidenceLines(report, options);
  yield* notCheckedLines(report);
  yield* sharedLines(report);
  for (const declaration of report.declarations ?? []) yield `  ${escapeTerminal(declared(declaration))}`;
  yield* placeLines(report);
  yield* verdictLines(report, colours, commandPath);
}

/** How many files are inside, and those that weigh on a verdict by name. */
function* memberLines({ members = [] }: AssetReport): Generator<string> {
  if (members.length === 0) return;
  const telling = members.filter(isTelling);
  yield `  Holds ${plural(members.length, 'file')}${telling.length === 0 ? '' : ', among them:'}`;
  for (const { path, origin, suspected, format } of telling.slice(0, MOST_MEMBERS)) {
    const what = origin === 'genai' ? 'GenAI' : suspected ? 'suspected GenAI' : `${format}, not read`;
    yield `    ${escapeTerminal(path)}  ${what}`;
  }
  if (telling.length > MOST_MEMBERS) yield `    and ${telling.length - MOST_MEMBERS} more`;
}

function* evidenceLines(report: AssetReport, options: AssetTableOptions): Generator<string> {
  const { aboutRule = () => undefined, explain = false, colours = PLAIN } = options;
  const { evidence } = report;
  const shown = explain ? evidence : evidence.filter((item) => isForPeople(item, report));
  const ids = explain ? 0 : evidence.filter(isJoiningId).length;
  if (shown.length === 0) yield '  No evidence of how it was made was found.';
  else {
    yield '  Evidence, strongest first:';
    const sorted = [...shown].sort((a, b) => rank(b.strength) - rank(a.strength));
    if (explain) {
      for (const item of sorted) {
        yield `    ${escapeTerminal(evidenceWords(item, aboutRule))}`;
        for (const line of explanation(item)) yield `      ${colours.quiet(escapeTerminal(line))}`;
      }
    } else yield* toldOnce(sorted.map((item) => evidenceWords(item, aboutRule)));
  }
  if (ids > 0)
    yield `    ${plural(ids, 'id')} that ${ids === 1 ? 'joins' : 'join'} it with other files; --explain shows ${ids === 1 ? 'it' : 'them'}`;
}

/** The same words found in several places are one line. */
function* toldOnce(all: readonly string[]): Generator<string> {
  const times = new Map<string, number>();
  for (const words of all) times.set(words, (times.get(words) ?? 0) + 1);
  const told = [...times].slice(0, MOST_EVIDENCE);
  for (const [words, count] of told)
    yield `    ${escapeTerminal(words)}${count === 1 ? '' : ` (in ${count} places)`}`;
  if (times.size > told.length) yield `    and ${times.size - told.length} more; --explain shows all`;
}

/** Evidence that tells people something: no joining ids, no codes of a check, nothing the line above has just said. */
function isForPeople(item: Evidence, { stateReason }: AssetReport): boolean {
  return !isJoiningId(item) && !isCheckNote(item) && `${item.where}: ${item.excerpt}` !== stateReason;
}

/** An id says which files belong together, and nothing of how one was made. */
function isJoiningId({ reader, points }: Evidence): boolean {
  return reader === 'lineage-fields' && points === undefined;
}

/** How a credential was checked, code by code; what was not checked has lines of its own. */
function isCheckNote({ rule }: Evidence): boolean {
  return rule === 'c2pa.validation' || rule === 'c2pa.revocation';
}

function* notCheckedLines({ evidence }: AssetReport): Generator<string> {
  const words = [...new Set(notChecked(evidence).map(({ message }) => message))];
  if (words.length > 0) yield `  Not checked: ${escapeTerminal(words.join('; '))}`;
}

function* sharedLines({ sharedIds = [] }: AssetReport): Generator<string> {
  for (const { id, paths } of sharedIds) {
    const shown = paths.slice(0, MOST_PLACES).map(shownPath).join(', ');
    const more = paths.length > MOST_PLACES ? ` and ${paths.length - MOST_PLACES} more` : '';
    yield `  Same generation ${escapeTerminal(`${id}: ${shown}${more}`)}`;
  }
}

/** Where one piece of evidence stands and in what words, then its weight and the rule that found it. */
function explanation(item: Evidence): readonly string[] {
  const points = item.points === undefined ? '' : `, ${item.points.origin}/${item.points.involvement}`;
  const status = item.status === 'read' ? '' : `, ${item.status}`;
  const excerpt = item.excerpt === '' ? '' : `: ${item.excerpt}`;
  const place = placeWords(item.where);
  const path = place === item.where ? '' : ` (${item.where})`;
  return [
    `at ${place}${path}${excerpt}`,
    `weighs as ${item.strength}${points}${status}; read by ${item.reader}; see: provgate rules ${item.rule}`,
  ];
}

function declared(declaration: NamedDeclaration): string {
  const tool = declaration.tool === undefined ? '' : ` with ${declaration.tool}`;
  const document = declaration.documentSha256 === undefined ? '' : ' (document attached)';
  const origin = declaration.origin === 'genai' ? 'GenAI' : declaration.origin;
  const since = declaration.isReplaced === true ? '; revised since' : '';
  return `Declared as ${origin}${tool} by ${declaration.declarant} on ${showInstant(declaration.recordedAt)}, recorded by ${declaration.recordedBy}: ${declaration.basis}${document}${since}`;
}

function* placeLines({ locations }: AssetReport): Generator<string> {
  if (locations === undefined || locations.length === 0) return;
  yield '  Places:';
  for (const { path, from, to } of locations.slice(-MOST_PLACES)) {
    const until = to === undefined ? 'now' : showInstant(to);
    yield `    ${escapeTerminal(shownPath(path))}  ${showInstant(from)} to ${until}`;
  }
}

function* verdictLines(
  { judged, path }: AssetReport,
  colours: Colours,
  commandPath: CommandPath | undefined,
): Generator<string> {
  if (judged === undefined) return;
  for (const { id, state } of judged.approvals) yield `  Approval ${escapeTerminal(id)}: ${state}`;
  if (judged.clearance !== undefined) yield `  Stands as ${clearanceWords(judged.clearance)}`;
  yield `  In a final: ${inColourOf(judged.verdict, colours, judged.verdict.toUpperCase())}`;
  for (const finding of judged.findings) {
    if (finding.severity === 'pass') continue;
    const { message, next } = wordsOf(finding, path, path, commandPath);
    const person = finding.args['by'];
    const said = person === undefined ? '' : ` Said by ${person}.`;
    yield `    ${finding.code} ${escapeTerminal(`${message}${said}`)}`;
    yield `      ${colours.strong('→')} ${escapeTerminal(next)}`;
  }
}
