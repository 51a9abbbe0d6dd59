import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Registry } from '../../src/domain/registry.ts';
import { acceptRecord } from '../../src/registry/accept.ts';
import { logLines, verifyLogLines } from '../../src/registry/log-lines.ts';
import { createRegistry, type OpenRegistryOptions, openRegistry } from '../../src/registry/open.ts';
import { restoreRegistry } from '../../src/registry/restore.ts';
import { openSeal } from '../../src/seal/seal.ts';
import { newRegistry, openAgain, outside, tamper, temporaryFolder } from './production.ts';
import { examined, generated, instant, sha } from './seen.ts';

const HOME = '/media/quayside';
const NOON = instant('2026-11-22T12:00:00.000Z');

describe('threat 13: the record went backwards', () => {
  test('a record that only grew opens again and again', async () => {
    const { options, memory } = await recorded();
    for (let round = 0; round < 3; round++) {
      const registry = await openRegistry(options());
      await registry.assets.record([examined(`later-${round}`, { content: `later-${round}` })]);
      const head = await registry.events.head();
      await registry.close();
      expect(openSeal(memory, HOME).lastSeen()).toEqual(head);
    }
  });

  test('an old copy put in its place is found out, although it is whole', async () => {
    const { options, file, copy } = await recorded();
    copyFileSync(copy, file);
    await expect(openRegistry(options())).rejects.toMatchObject({
      code: 'record-went-backwards',
      message: expect.stringContaining('The record went backwards'),
      next: expect.stringMatching(/registry restore.*audit accept/s),
    });
  });

  test('an old copy that grew beyond what was seen is found out too', async () => {
    const { options, file, copy, memory } = await recorded();
    copyFileSync(copy, file);
    const { seal: _seal, ...unsealed } = options();
    const registry = await openRegistry(unsealed);
    const seen = openSeal(memory, HOME).lastSeen()?.seq ?? 0;
    for (let n = 0; (await registry.events.head()).seq <= seen + 3; n++)
      await registry.assets.record([examined(`other-${n}`, { content: `other-${n}` })]);
    await registry.close();
    await expect(openRegistry(options())).rejects.toMatchObject({ code: 'record-went-backwards' });
  });

  test('a record begun anew under the same id is found out, also by whoever begins it', async () => {
    const { options, file } = await recorded();
    rmSync(file);
    await expect(createRegistry(options())).rejects.toMatchObject({ code: 'record-went-backwards' });
    await expect(openRegistry(options())).rejects.toMatchObject({ code: 'record-went-backwards' });
  });

  test("another production's registry in its place is found out", async () => {
    const { options, file } = await recorded();
    const other = await newRegistry({ productionId: 'another' });
    await other.registry.close();
    copyFileSync(other.options.file, file);
    await expect(openRegistry(options())).rejects.toMatchObject({ code: 'record-went-backwards' });
  });

  test('a log cut off at its end, head and all, is found out', async () => {
    const { options, file } = await recorded();
    const { seal: _seal, ...unsealed } = options();
    const cut = outside(file, (sqlite) =>
      sqlite.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM events WHERE seq = 2').get(),
    );
    tamper(
      file,
      'DELETE FROM events WHERE seq > 2',
      'DELETE FROM locations WHERE event_seq > 2 OR closed_seq > 2',
      `UPDATE heads SET seq = 2, hash = '${cut?.hash}'`,
    );
    const registry = await openAgain(unsealed);
    expect(await registry.events.head()).toMatchObject({ seq: 2 });
    await expect(openRegistry(options())).rejects.toMatchObject({ code: 'record-went-backwards' });
  });

  test('a restore is the ordinary way back, and is remembered', async () => {
    const { options, file, backup } = await recorded();
    copyFileSync(join(backup, 'registry.db'), file);
    await expect(openRegistry(options())).rejects.toMatchObject({ code: 'record-went-backwards' });
    const { seq } = await restoreRegistry(backup, options());
    const registry = await openAgain(options());
    expect(await registry.events.head()).toMatchObject({ seq });
    expect((await registry.events.verify()).broken).toBeUndefined();
  });

  test('an admin accepts an old copy with a reason, which the record keeps; there must be something to accept', async () => {
    const { options, file, copy, memory } = await recorded();
    const accept = (reason: string) => acceptRecord(options(), openSeal(memory, HOME), reason);
    await expect(accept('why not')).rejects.toMatchObject({ code: 'conflict' });
    const lost = openSeal(memory, HOME).lastSeen();
    copyFileSync(copy, file);
    expect(await accept('server came back from a snapshot')).toMatchObject({ lost });
    const registry = await openAgain(options());
    expect(await registry.papers.list(['acceptance'])).toMatchObject([
      { body: { of: 'record', sha256: lost?.hash, reason: 'server came back from a snapshot' } },
    ]);
    expect((await registry.events.verify()).broken).toBeUndefined();
  });

  test('a record that was altered as well is not accepted', async () => {
    const { options, file, copy, memory } = await recorded();
    copyFileSync(copy, file);
    tamper(file, "UPDATE assets SET origin = 'camera'");
    await expect(acceptRecord(options(), openSeal(memory, HOME), 'why not')).rejects.toMatchObject({
      code: 'registry-broken',
    });
  });

  test('a machine that never saw the record begins with it as it stands', async () => {
    const { options, file, copy } = await recorded();
    copyFileSync(copy, file);
    const elsewhere = openSeal(join(temporaryFolder(), 'elsewhere'), HOME);
    const registry = await openAgain({ ...options(), seal: elsewhere });
    expect(elsewhere.remembrance()).toBe('first-seen');
    expect(elsewhere.lastSeen()).toEqual(await registry.events.head());
  });
});

describe('checkpoints', () => {
  test('each thousand events, a check, and a clean end of a service are signed', async () => {
    const { options } = await recorded();
    const registry = await openAgain(options());
    expect(await registry.events.checkpoints()).toEqual([]);
    await registry.exports.record(
      { at: NOON, checkId: 'check-1', manifestSha256: sha('m'), files: 1 },
      { personId: await registry.people.idOf('Editor') },
    );
    const { seq } = await registry.events.head();
    const files = Array.from({ length: 1_200 }, (_, n) => examined(`f${n}`, { content: `f${n}` }));
    await registry.assets.record(files);
    expect(await registry.events.checkpoint()).toBe(true);
    const signed = await registry.events.checkpoints();
    expect(signed).toHaveLength(3);
    expect(signed[0]).toMatchObject({ production: 'quayside', seq: seq - 1 });
    expect(new Set(signed.map(({ key }) => key)).size).toBe(1);
    expect((await registry.events.verify()).broken).toBeUndefined();
  });

  test('without a place to keep a key nothing is signed', async () => {
    const { registry } = await newRegistry();
    expect(await registry.events.checkpoint()).toBe(false);
    expect(await registry.events.checkpoints()).toEqual([]);
  });

  test('a log written anew from some entry on cannot carry the old checkpoints', async () => {
    const { options, file } = await recorded();
    const registry = await openAgain(options());
    await registry.events.checkpoint();
    const { seq } = await registry.events.head();
    rehash(file, `replace(body, '"signature":"', '"signature":"AAAA')`, seq);
    expect((await registry.events.verify()).broken).toBe(`the checkpoint in event ${seq} does not hold`);
  });

  test('the whole log is checked away from its production, and any change to a line is named', async () => {
    const { options } = await recorded();
    const registry = await openAgain(options());
    await registry.events.checkpoint();
    const lines: string[] = [];
    for await (const line of logLines(registry)) lines.push(line);
    const { seq } = await registry.events.head();
    const report = await verifyLogLines(stream(lines));
    expect(report).toMatchObject({ production: 'quayside', events: seq, broken: undefined });
    expect([...report.keys.values()]).toEqual([1]);
    const broken = async (changed: readonly string[]) => (await verifyLogLines(stream(changed))).broken;
    expect(await broken([])).toBe('it is empty');
    expect(await broken(lines.slice(1))).toBe('the first line is not that of an exported log');
    expect(await broken(lines.slice(0, -1))).toBe(
      `it ends after event ${seq - 1}, but its first line names event ${seq}`,
    );
    expect(await broken(lines.toSpliced(2, 1))).toBe('event 2 is missing');
    expect(await broken(lines.map((line) => line.replace('genai', 'human')))).toMatch(
      /^event \d+ is not what was written$/,
    );
    expect(await broken(lines.with(1, 'no JSON'))).toBe('event 1 is missing');
  });
});

interface Recorded {
  /** Opened anew each time, as by another run of the program. */
  options(): OpenRegistryOptions;
  readonly file: string;
  /** The registry's file as it was halfway. */
  readonly copy: string;
  /** The same as a backup. */
  readonly backup: string;
  readonly memory: string;
}

/** A record of which copies were taken before it went on. */
async function recorded(): Promise<Recorded> {
  const memory = join(temporaryFolder(), 'memory');
  const { registry, options: made, dir } = await newRegistry();
  const options = (): OpenRegistryOptions => ({ ...made, seal: openSeal(memory, HOME) });
  await fill(registry, 'early');
  const backup = join(dir, 'backup');
  await registry.backup(backup);
  const copy = join(backup, 'registry.db');
  await registry.close();
  const again = await openRegistry(options());
  await fill(again, 'late');
  await again.close();
  return { options, file: made.file, copy, backup, memory };
}

async function fill(registry: Registry, name: string): Promise<void> {
  await registry.assets.record([
    examined(`${name}-a`, { content: `${name}-a`, evidence: [generated] }),
    examined(`${name}-b`, { content: `${name}-b` }),
  ]);
}

/** Changes an entry as somebody would who can write the registry but has not the key: hash and head follow. */
function rehash(file: string, body: string, seq: number): void {
  const row = outside(file, (sqlite) =>
    sqlite
      .prepare<[number], { body: string; previous: string }>(
        `SELECT ${body} AS body, (SELECT hash FROM events AS e WHERE e.seq = events.seq - 1) AS previous FROM events WHERE seq = ?`,
      )
      .get(seq),
  );
  const hash = sha(`${row?.previous}\n${row?.body}`);
  tamper(
    file,
    `UPDATE events SET body = ${body}, hash = '${hash}' WHERE seq = ${seq}`,
    `UPDATE heads SET hash = '${hash}'`,
  );
}

async function* stream(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
