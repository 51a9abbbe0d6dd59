import { type Evidence, rank } from '../domain/evidence.ts';
import type { AssetReport, NamedDeclaration } from './asset-json.ts';
import { type Colours, inColourOf, PLAIN } from './colours.ts';
import { escapeTerminal } from './escape.ts';
import { type AboutRule, evidenceWords } from './evidence-words.ts';
import { showInstant } from './instant.ts';
import { originWords, stateWords } from './origin-words.ts';
import { plural } from './plural.ts';
import { sizeWords } from './size-words.ts';
import { type CommandPath, shownPath, wordsOf } from './words.ts';

const MOST_EVIDENCE = 20;
const MOST_PLACES = 10;

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
  yield* evidenceLines(report, options);
  for (const declaration of report.declarations ?? []) yield `  ${escapeTerminal(declared(declaration))}`;
  yield* placeLines(report);
  yield* verdictLines(report, colours, commandPath);
}

function* evidenceLines({ evidence }: AssetReport, options: AssetTableOptions): Generator<string> {
  if (evidence.length === 0) {
    yield '  No evidence of how it was made was found.';
    return;
  }
  const { aboutRule = () => undefined, explain = false, colours = PLAIN } = options;
  const shown = explain ? evidence : evidence.filter((item) => !isJoiningId(item));
  const sorted = [...shown].sort((a, b) => rank(b.strength) - rank(a.strength));
  const told = explain ? sorted : sorted.slice(0, MOST_EVIDENCE);
  yield '  Evidence, strongest first:';
  for (const item of told) {
    yield `    ${escapeTerminal(evidenceWords(item, aboutRule))}`;
    if (explain) yield `      ${colours.quiet(escapeTerminal(explanation(item)))}`;
  }
  if (sorted.length > told.length) yield `    and ${sorted.length - told.length} more; --explain shows all`;
  const ids = evidence.length - shown.length;
  if (ids > 0) yield `    ${plural(ids, 'id')} that join it with other files; --explain shows them`;
}

/** An id says which files belong together, and nothing of how one was made. */
function isJoiningId({ reader, points }: Evidence): boolean {
  return reader === 'lineage-fields' && points === undefined;
}

/** Weight, reader, rule and place of one piece of evidence, and the words found there. */
function explanation(item: Evidence): string {
  const points = item.points === undefined ? '' : ` ${item.points.origin}/${item.points.involvement}`;
  const status = item.status === 'read' ? '' : ` [${item.status}]`;
  const excerpt = item.excerpt === '' ? '' : `: ${item.excerpt}`;
  return `${item.strength}${points}${status} ${item.reader}/${item.rule} at ${item.where}${excerpt}`;
}

function declared(declaration: NamedDeclaration): string {
  const tool = declaration.tool === undefined ? '' : ` with ${declaration.tool}`;
  const document = declaration.documentSha256 === undefined ? '' : ' (document attached)';
  return `Declared ${declaration.origin}${tool} by ${declaration.declarant} on ${showInstant(declaration.recordedAt)}, recorded by ${declaration.recordedBy}: ${declaration.basis}${document}`;
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
