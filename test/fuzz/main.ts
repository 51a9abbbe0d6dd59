import { parseArgs } from 'node:util';
import { caseOf, type Mix } from './cases.ts';
import { keep } from './keep.ts';
import { faultOfContainers } from './oracle.ts';
import { openStock, type Stock } from './seeds.ts';
import { runWhole, type Tally } from './whole.ts';

const DEFAULT_CASES = 100_000;
/** How often progress is told. */
const TELL_MS = 10_000;
const SIZES = [30, 300, 3_000, 30_000, 100_000];

/**
 * `npm run fuzz -- --cases 50000 --whole --seed 7`, or `--hours 8`: damages files and reads them, by the containers alone
 * or by the whole engine. `--case N` runs one case again. 1 and the failing cases where something broke its promise.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string' },
      hours: { type: 'string' },
      seed: { type: 'string' },
      case: { type: 'string' },
      whole: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const mix: Mix = { seed, hostileEvery: values.whole ? 50 : 500, hostileSizes: SIZES };
  const from = Number(values.case ?? 0);
  const to =
    values.case === undefined
      ? values.hours === undefined
        ? Number(values.cases ?? DEFAULT_CASES)
        : 2 ** 40
      : from + 1;
  const end =
    values.hours === undefined
      ? Number.POSITIVE_INFINITY
      : performance.now() + Number(values.hours) * 3_600_000;
  let interrupted = false;
  process.once('SIGINT', () => {
    interrupted = true;
  });
  const goesOn = (): boolean => !interrupted && performance.now() < end;

  const stock = await openStock();
  say(`seed ${seed}, ${stock.seeds.length} files, ${stock.payloads.length} pieces of metadata to start from`);
  const started = performance.now();
  let told = started;
  const tell = (tally: Tally): void => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    say(summary(tally, started));
  };
  const range = { from, to };
  const tally = values.whole
    ? await runWhole(mix, stock, range, { tell, goesOn })
    : await runContainers(mix, stock, range, { tell, goesOn });
  for (const line of tally.stopped) process.stdout.write(`stopped ${line}\n`);
  for (const failure of tally.failures) process.stdout.write(`FAILED ${failure}\n`);
  process.stdout.write(`seed ${seed}: ${summary(tally, started)}\n`);
  process.exitCode = tally.failures.length > 0 ? 1 : 0;
}

/** The same tally for cases read in this process. */
async function runContainers(
  mix: Mix,
  stock: Stock,
  { from, to }: { readonly from: number; readonly to: number },
  watch: { readonly tell: (tally: Tally) => void; readonly goesOn: () => boolean },
): Promise<Tally> {
  const tally: Tally = { cases: 0, states: {}, deaths: {}, stopped: [], failures: [] };
  for (let number = from; number < to && watch.goesOn(); number++) {
    const one = caseOf(mix, number, stock);
    const started = performance.now();
    const fault = await faultOfContainers(one);
    const ms = performance.now() - started;
    if (ms > SLOW_MS)
      say(`slow: case ${number} (${one.name}), ${one.bytes.length} bytes, ${Math.round(ms)} ms`);
    if (fault !== undefined) tally.failures.push(keep(mix, one, fault));
    tally.cases += 1;
    watch.tell(tally);
    // A turn of the event loop, so that an interruption is heard.
    if (number % 100 === 0) await new Promise(setImmediate);
  }
  return tally;
}

/** Worth a word, though no failure: machines differ. */
const SLOW_MS = 1_000;

function summary(tally: Tally, started: number): string {
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const seconds = Math.round((performance.now() - started) / 1000);
  return `${tally.cases} cases in ${seconds} s; states: ${counts(tally.states)}; deaths: ${counts(tally.deaths)}; failures: ${tally.failures.length}`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

await main();
