import { openExaminer } from '../src/examine/pool.ts';
import {
  CORPUS,
  corpusRows,
  examineRow,
  isCorpusAbsent,
  isInvolvementRight,
  isToolRight,
  mustBeGenai,
  mustNotBeGenai,
  type Result,
} from '../test/helpers/corpus.ts';

/** Share of marked files whose tool must be named as the label names it. */
const TOOL_BAR = 0.95;

/** `npm run corpus`: runs the engine over real files with known labels and says where it is wrong; 1 below the bar. */
async function main(): Promise<void> {
  if (isCorpusAbsent) throw new Error(`the labelled files are not at ${CORPUS}`);
  const rows = corpusRows();
  const examiner = openExaminer();
  const results = await Promise.all(rows.map((row) => examineRow(examiner, row)));
  await examiner.close();

  const marked = results.filter(mustBeGenai);
  const benign = results.filter(mustNotBeGenai);
  const missed = marked.filter((result) => result.found?.origin !== 'genai');
  const falseAlarms = benign.filter((result) => result.found?.origin === 'genai');
  const seen = marked.filter((result) => result.found?.origin === 'genai');
  const wrongExtent = seen.filter((result) => !isInvolvementRight(result));
  const wrongTool = seen.filter((result) => !isToolRight(result));

  say(
    `${rows.length} files: ${marked.length} with a mark, ${benign.length} without, ${rows.length - marked.length - benign.length} not scored`,
  );
  say(share('recall', marked.length - missed.length, marked.length));
  say(share('false GenAI', falseAlarms.length, benign.length));
  say(share('involvement', seen.length - wrongExtent.length, seen.length));
  say(share('tool', seen.length - wrongTool.length, seen.length));
  breakdown('by tool', marked, ({ tool }) => tool);
  breakdown('by container', marked, ({ format }) => format);
  breakdown('found by', seen, decidingRule);
  const asked = benign.filter(({ found }) => found?.suspected === true || found?.conflict === true);
  for (const result of asked) say(`ASKED        ${told(result)}`);
  for (const result of missed) say(`MISSED       ${told(result)}`);
  for (const result of falseAlarms) say(`FALSE GENAI  ${told(result)}`);
  for (const result of wrongExtent) say(`INVOLVEMENT  ${told(result)}`);
  for (const result of wrongTool) say(`TOOL         ${told(result)}`);

  const isBelow =
    missed.length > 0 ||
    falseAlarms.length > 0 ||
    wrongExtent.length > 0 ||
    seen.length - wrongTool.length < TOOL_BAR * seen.length;
  say(isBelow ? 'below the bar' : 'at the bar');
  process.exitCode = isBelow ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function share(name: string, part: number, whole: number): string {
  return `  ${name.padEnd(40)} ${part} of ${whole} (${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %)`;
}

function breakdown(title: string, results: readonly Result[], keyOf: (result: Result) => string): void {
  const groups = new Map<string, Result[]>();
  for (const result of results) groups.set(keyOf(result), [...(groups.get(keyOf(result)) ?? []), result]);
  say(title);
  for (const [key, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
    say(share(key, group.filter((result) => result.found?.origin === 'genai').length, group.length));
}

/** The rule of the first GenAI claim: what a miss would have lost. */
function decidingRule({ evidence }: Result): string {
  return evidence.find((item) => item.points?.origin === 'genai')?.rule ?? 'none';
}

function told({ file, label, tool, expected, found, state, reason, evidence }: Result): string {
  const verdict =
    found === undefined ? state : `${found.origin}/${found.involvement} with ${found.tool ?? 'no tool'}`;
  const why = reason ?? (evidence.map((item) => item.rule).join(', ') || 'no evidence');
  return `${file}\n             labelled ${label}, ${tool}: ${expected}\n             found ${verdict}, ${state}: ${why}`;
}

await main();
