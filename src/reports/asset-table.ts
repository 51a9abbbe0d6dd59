import { rank } from '../domain/evidence.ts';
import type { AssetReport, NamedDeclaration } from './asset-json.ts';
import { type Colours, inColourOf, PLAIN } from './colours.ts';
import { escapeTerminal } from './escape.ts';
import { showInstant } from './instant.ts';
import { originWords, stateWords } from './origin-words.ts';
import { sizeWords } from './size-words.ts';
import { type CommandPath, shownPath, wordsOf } from './words.ts';

const MOST_EVIDENCE = 20;
const MOST_PLACES = 10;

/** One file in plain words: how it was made, on what evidence, who said what, and whether it may leave. Yields whole lines. */
export function* assetTable(
  report: AssetReport,
  colours: Colours = PLAIN,
  commandPath?: CommandPath,
): Generator<string> {
  for (const line of lines(report, colours, commandPath)) yield `${line}\n`;
}

function* lines(
  report: AssetReport,
  colours: Colours,
  commandPath: CommandPath | undefined,
): Generator<string> {
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
  yield* evidenceLines(report);
  for (const declaration of report.declarations ?? []) yield `  ${escapeTerminal(declared(declaration))}`;
  yield* placeLines(report);
  yield* verdictLines(report, colours, commandPath);
}

function* evidenceLines({ evidence }: AssetReport): Generator<string> {
  if (evidence.length === 0) {
    yield '  No evidence of how it was made was found.';
    return;
  }
  yield '  Evidence, strongest first:';
  const sorted = [...evidence].sort((a, b) => rank(b.strength) - rank(a.strength));
  for (const item of sorted.slice(0, MOST_EVIDENCE)) {
    const points = item.points === undefined ? '' : ` ${item.points.origin}/${item.points.involvement}`;
    const status = item.status === 'read' ? '' : ` [${item.status}]`;
    const excerpt = item.excerpt === '' ? '' : `: ${item.excerpt}`;
    yield escapeTerminal(
      `    ${item.strength.padEnd(9)}${points}${status} ${item.reader}/${item.rule} at ${item.where}${excerpt}`,
    );
  }
  if (sorted.length > MOST_EVIDENCE) yield `    and ${sorted.length - MOST_EVIDENCE} more; see --format json`;
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
