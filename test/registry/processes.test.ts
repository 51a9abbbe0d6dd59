import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Paper } from '../../src/domain/paper.ts';
import type { Registry } from '../../src/domain/registry.ts';
import { newRegistry, openAgain } from './production.ts';
import { instant, sha } from './seen.ts';

const CHILD = fileURLToPath(new URL('writer-child.ts', import.meta.url));
const PAPER_CHILD = fileURLToPath(new URL('paper-child.ts', import.meta.url));
const ROUNDS = 1_000;
const PAPERS = 40;
const NOON = instant('2026-11-22T12:00:00.000Z');

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

  test('papers two processes revise at once make one line: nobody replaces what was replaced', async () => {
    const { registry, dir } = await newRegistry();
    const actor = { personId: await registry.people.idOf('Editor') };
    const first = {
      kind: 'notice',
      body: { to: actor.personId, toldAt: NOON, channel: 'mail' },
      assetIds: [],
      about: ['declaration'],
      documents: [],
    } as const;
    const [begun] = await registry.papers.record([first], actor, NOON);
    await Promise.all(['one', 'two'].map((name) => finish(start(dir, name, PAPERS, PAPER_CHILD))));
    const standing = await registry.papers.about(['notice'], ['declaration']);
    expect(standing.get('declaration')).toHaveLength(1);
    let length = 0;
    for (let at = standing.get('declaration')?.[0]; at !== undefined; length++) {
      const { supersedes }: { readonly supersedes: string | undefined } = at;
      at = supersedes === undefined ? undefined : await noticeOf(registry, supersedes);
    }
    expect(length).toBe(2 * PAPERS + 1);
    expect(await registry.papers.altered([begun?.recordId ?? ''])).toEqual([]);
    expect(await registry.events.verify()).toMatchObject({ broken: undefined });
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

async function noticeOf(registry: Registry, id: string): Promise<Paper<'notice'> | undefined> {
  const paper = await registry.papers.byId(id);
  return paper?.kind === 'notice' ? paper : undefined;
}

function start(dir: string, name: string, rounds: number, script = CHILD): ChildProcess {
  const child = spawn(process.execPath, [script, dir, name, String(rounds)], {
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
