import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classify } from '../../src/classify.ts';
import type { ExamineResult, Examiner } from '../../src/domain/examination.ts';
import { type ExaminerOptions, openExaminer } from '../../src/examine/pool.ts';
import { hashBytes } from '../../src/files/hash.ts';
import { type Case, caseOf, type Mix } from './cases.ts';
import { keep } from './keep.ts';
import { ENDLESS, type Fault } from './oracle.ts';
import type { Seed, Stock } from './seeds.ts';

/** What the whole engine makes of one file, as far as the oracle asks. */
interface Verdict {
  readonly state: string;
  readonly reason: string | undefined;
  readonly isGenai: boolean;
  readonly isSuspected: boolean;
  readonly rules: string;
}

/** What a run came to. */
export interface Tally {
  cases: number;
  readonly states: Record<string, number>;
  /** Processes that ended over a file, by how. */
  readonly deaths: Record<string, number>;
  /** The cases whose reader was stopped, one line each. */
  readonly stopped: string[];
  /** One line each: the case and what is wrong. */
  readonly failures: string[];
}

/** Files under way at once; one of them is always a whole one that must keep its verdict. */
const BATCH = 48;
const STATES = new Set(['ok', 'unreadable', 'incomplete', 'unsupported']);
/** Ends of a process that a limit of ours explains. */
const BY_LIMIT = /^it took longer than|^it used more than/;

/** Runs the engine with its real processes over cases `from` to `to`; stops early when `wanted` says so. */
export async function runWhole(
  mix: Mix,
  stock: Stock,
  range: { readonly from: number; readonly to: number },
  watch: {
    readonly tell?: (tally: Tally) => void;
    readonly goesOn?: () => boolean;
    readonly options?: ExaminerOptions;
  } = {},
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'provgate-fuzz-'));
  const tally: Tally = { cases: 0, states: {}, deaths: {}, stopped: [], failures: [] };
  const faults: string[] = [];
  const dead = new Map<string, string>();
  const log = {
    debug: () => {},
    info: () => {},
    warn(event: string, fields: Readonly<Record<string, unknown>> = {}) {
      if (event === 'reader-failed') faults.push(String(fields['stack']));
      if (event === 'reader-stopped' || event === 'reading-stopped') {
        const how = String(fields['how']);
        tally.deaths[how] = (tally.deaths[how] ?? 0) + 1;
        dead.set(String(fields['sha256']), how);
        if (!BY_LIMIT.test(how)) faults.push(`a process ended: ${how}`);
      }
    },
  };
  const examiner = openExaminer({ ...watch.options, log });
  const intact = new Map<Seed, Verdict>();
  try {
    const controls = stock.seeds.filter((seed) => seed.isWhole);
    for (let at = range.from; at < range.to && (watch.goesOn?.() ?? true); at += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, range.to - at) }, (_, n) => at + n);
      const cases = numbers.map((number) => caseOf(mix, number, stock));
      const control = controls[Math.floor(at / BATCH) % controls.length];
      const needed = [
        ...cases.flatMap((one) => one.cutFrom ?? []),
        ...(control === undefined ? [] : [control]),
      ];
      for (const seed of new Set(needed)) {
        if (!intact.has(seed)) intact.set(seed, await judge(examiner, folder, `whole-${intact.size}`, seed));
      }
      const again = control === undefined ? undefined : judge(examiner, folder, 'control', control);
      const verdicts = await Promise.all(
        cases.map((one) => judge(examiner, folder, String(one.number), one)),
      );
      for (const [index, one] of cases.entries()) {
        const verdict = verdicts[index];
        if (verdict === undefined) continue;
        const how = dead.size === 0 ? undefined : dead.get(hashBytes(one.bytes));
        if (how !== undefined)
          tally.stopped.push(`case ${one.number} (${one.name}), ${one.bytes.length} bytes: ${how}`);
        tally.cases += 1;
        tally.states[verdict.state] = (tally.states[verdict.state] ?? 0) + 1;
        const fault = faultOf(one, verdict, intact);
        if (fault !== undefined) tally.failures.push(keep(mix, one, fault));
      }
      const lost = control === undefined ? undefined : difference(intact.get(control), await again);
      if (lost !== undefined) tally.failures.push(`cases ${at} to ${at + BATCH}: ${control?.name}: ${lost}`);
      for (const fault of faults.splice(0))
        tally.failures.push(`seed ${mix.seed}, cases ${at} to ${at + BATCH}: ${fault}`);
      watch.tell?.(tally);
    }
  } finally {
    await examiner.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

async function judge(
  examiner: Examiner,
  folder: string,
  name: string,
  file: { readonly bytes: Buffer; readonly extension: string },
): Promise<Verdict> {
  const path = join(folder, file.extension === '' ? name : `${name}.${file.extension}`);
  writeFileSync(path, file.bytes);
  const result = await examiner.examine(path);
  rmSync(path);
  return verdictOf(result);
}

function verdictOf(result: ExamineResult): Verdict {
  if (result.kind !== 'examined') {
    const reason = result.kind === 'unreadable' ? result.reason : undefined;
    return { state: result.kind, reason, isGenai: false, isSuspected: false, rules: '' };
  }
  const { evidence, state, stateReason } = result.examination;
  const { origin, suspected, conflict } = classify(evidence, { statements: [] });
  const rules = evidence.map((item) => `${item.rule} at ${item.where}`).join(', ');
  return {
    state,
    reason: stateReason,
    isGenai: origin === 'genai',
    isSuspected: suspected || conflict,
    rules,
  };
}

/** What is wrong with a verdict on a damaged file (threats 19 and 29). */
function faultOf(one: Case, verdict: Verdict, intact: ReadonlyMap<Seed, Verdict>): Fault {
  if (!STATES.has(verdict.state)) return `its state is ${verdict.state}`;
  if (verdict.state !== 'ok' && (verdict.reason ?? '') === '') return `${verdict.state} without a reason`;
  if (verdict.reason === 'its reader failed') return 'its reader failed';
  const seed = one.cutFrom;
  if (seed === undefined || ENDLESS[seed.format] !== undefined) return undefined;
  if (seed.alsoWholeAt.includes(one.bytes.length)) return undefined;
  const whole = intact.get(seed);
  if (whole?.isGenai !== true || verdict.isGenai || verdict.isSuspected || verdict.state !== 'ok')
    return undefined;
  return `cut, it says nothing of what the whole file says (${whole.rules.slice(0, 200)}), and passes as read`;
}

/** How a whole file's verdict changed beside damaged ones; nothing where it did not. */
function difference(first: Verdict | undefined, again: Verdict | undefined): Fault {
  const [was, is] = [JSON.stringify(first), JSON.stringify(again)];
  return was === is ? undefined : `beside damaged files its verdict changed from ${was} to ${is}`;
}
