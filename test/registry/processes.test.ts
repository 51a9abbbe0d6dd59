import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newRegistry, openAgain } from './production.ts';
import { sha } from './seen.ts';

const CHILD = fileURLToPath(new URL('writer-child.ts', import.meta.url));
const ROUNDS = 1_000;

describe('several processes at one registry', { timeout: 180_000 }, () => {
  test('2,000 transactions each by two processes: none fails, none is lost, both agree', async () => {
    const { registry, options, dir } = await newRegistry();
    const writers = ['one', 'two'].map((name) => start(dir, name, ROUNDS));
    const told = await Promise.all(writers.map(finish));
    const counts = await registry.assets.counts();
    expect(counts).toMatchObject({ assets: ROUNDS, locations: 2 * ROUNDS });
    expect(sum(told, 'registered')).toBe(ROUNDS);
    expect(sum(told, 'located')).toBe(ROUNDS);
    expect(await registry.readerDeaths.count(sha('shared'), 1)).toBe(2 * ROUNDS);
    // One event an observation, besides that of the production.
    expect(await registry.events.verify()).toEqual({ events: 1 + 2 * ROUNDS, broken: undefined });
    await registry.close();
    expect(await (await openAgain(options)).assets.counts()).toEqual(counts);
  });

  test('a process killed while it writes leaves a registry that is whole', async () => {
    const { registry, dir } = await newRegistry();
    for (const name of ['first', 'second', 'third']) {
      const writer = start(dir, name, 1_000_000);
      const { seq } = await registry.events.head();
      await grownBy(registry, seq, 20);
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      const { events, broken } = await registry.events.verify();
      expect(broken).toBeUndefined();
      const counts = await registry.assets.counts();
      expect(counts.locations).toBe(events - 1);
    }
  });
});

function start(dir: string, name: string, rounds: number): ChildProcess {
  const child = spawn(process.execPath, [CHILD, dir, name, String(rounds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function finish(child: ChildProcess): Promise<Readonly<Record<string, number>>> {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return JSON.parse(printed.split('\n')[1] ?? '');
}

async function grownBy(
  registry: { readonly events: { head(): Promise<{ readonly seq: number }> } },
  seq: number,
  events: number,
): Promise<void> {
  while ((await registry.events.head()).seq < seq + events) await new Promise(setImmediate);
}

function sum(told: readonly Readonly<Record<string, number>>[], change: string): number {
  return told.reduce((total, one) => total + (one[change] ?? 0), 0);
}
