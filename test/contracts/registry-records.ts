import { describe, expect, test } from 'vitest';
import type { Check, CheckItem } from '../../src/domain/check.ts';
import { at, bytes, examined, generated, instant, sha } from '../registry/seen.ts';
import type { OpenEmpty } from './registry.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');
const LATER = instant('2026-11-23T12:00:00.000Z');

export function registryRecords(open: OpenEmpty): void {
  describe('other records', () => {
    test('the log holds no name, path or excerpt', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Edith Editor') };
      const [recorded] = await registry.assets.record([
        examined('secret/quay.png', { content: 'a', evidence: [generated] }),
      ]);
      const id = recorded?.asset?.id ?? never();
      const declaration = {
        assetIds: [id],
        origin: 'human',
        involvement: 'none',
        tool: undefined,
        declarant: 'Ada Artist',
        basis: 'painted by Ada',
        document: { name: 'ada.pdf', bytes: bytes('signed, Ada') },
      } as const;
      await registry.declarations.record(declaration, actor, NOON);
      await registry.configurations.seen(sha('c'), '{"title":"Quayside"}', actor, NOON);
      const log = (await registry.events.after(0, 100)).map(({ body }) => body).join('\n');
      expect(log).not.toMatch(/secret|quay\.png|dusk|Edith|Ada|ada\.pdf|Quayside/);
      expect(log).toContain(actor.personId);
    });

    test('an appended event is chained to its predecessor; fields that tie rows to events are the registry\u2019s own', async () => {
      const registry = await open();
      const before = await registry.events.head();
      const event = await registry.events.append('restored', { b: 1, a: ['x\ud800'] }, undefined, NOON);
      expect(event).toMatchObject({ seq: before.seq + 1, at: NOON, kind: 'restored', actor: undefined });
      expect(event.hash).toBe(sha(`${before.hash}\n${event.body}`));
      expect(await registry.events.head()).toEqual({ seq: event.seq, hash: event.hash });
      expect(await registry.events.newestAt()).toBe(NOON);
      const forged = registry.events.append('restored', { assetRow: 'x' }, undefined, NOON);
      await expect(forged).rejects.toThrow(TypeError);
    });

    test('a check keeps what did not pass whole, and the rest as count and digest', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const blocked = item('b\udce9.png', 'block');
      const made = check('check-1', [item('a.png', 'pass'), blocked, item('c.png', 'warn')]);
      const stored = await registry.checks.record(made, actor);
      expect(stored).toMatchObject({ sameAs: undefined, check: { items: [blocked, item('c.png', 'warn')] } });
      const read = await registry.checks.byId('check-1');
      expect(read).toEqual(JSON.parse(JSON.stringify(stored)));
      expect(await registry.checks.lastOf([at('stills')], 'final')).toEqual(read);
      expect(await registry.checks.lastOf([at('stills')], 'temp')).toBeUndefined();
      expect(await registry.checks.byId('nothing')).toBeUndefined();
    });

    test('checking again with the same result refers to the first check; another result does not', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const items = [item('a.png', 'pass'), item('b.png', 'block')];
      await registry.checks.record(check('check-1', items), actor);
      await registry.checks.record({ ...check('check-2', items), checkedAt: LATER }, actor);
      const third = await registry.checks.record(check('check-3', items), actor);
      expect(third.sameAs).toBe('check-1');
      expect((await registry.checks.byId('check-3'))?.check.items).toHaveLength(1);
      const changed = [item('a.png', 'pass'), item('b.png', 'review')];
      expect((await registry.checks.record(check('check-4', changed), actor)).sameAs).toBeUndefined();
      const passed = await registry.checks.record(
        check('check-5', [item('z.png', 'pass'), ...changed]),
        actor,
      );
      expect(passed.sameAs).toBeUndefined();
    });

    test('exports are found again by id', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const made = { at: NOON, checkId: 'check-1', manifestSha256: sha('m'), files: 3 };
      const stored = await registry.exports.record(made, actor);
      expect(await registry.exports.byId(stored.id)).toEqual({ id: stored.id, ...made });
      expect(await registry.exports.byId('nothing')).toBeUndefined();
    });

    test('quarantine lists what was moved and what came back, once', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const [recorded] = await registry.assets.record([examined('06/a.png', { content: 'a' })]);
      const entry = {
        at: NOON,
        from: at('06/a.png'),
        to: at('_QUARANTINE/a.png'),
        assetId: recorded?.asset?.id ?? never(),
        codes: ['APR-001'],
      };
      const { id } = await registry.quarantine.record(entry);
      expect(await registry.quarantine.list()).toEqual([{ id, ...entry, restoredAt: undefined }]);
      await registry.quarantine.restored(id, LATER, actor);
      expect(await registry.quarantine.list()).toMatchObject([{ restoredAt: LATER }]);
      await expect(registry.quarantine.restored(id, LATER, actor)).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    test('coverage begins as unknown, is changed in parts, and a cause that ended is cleared', async () => {
      const registry = await open();
      expect(await registry.coverage.get()).toMatchObject({ events: 'off', local: false, skipped: [] });
      await registry.coverage.set({ events: 'working', local: true, unavailable: 'root vanished' });
      await registry.coverage.set({ unavailable: undefined, lastCompleteSweepAt: NOON });
      expect(await registry.coverage.get()).toMatchObject({
        events: 'working',
        local: true,
        unavailable: undefined,
        lastCompleteSweepAt: NOON,
      });
    });

    test('threat 17: each configuration in force is an event once, also when it goes back to an old one', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const seen = (text: string) => registry.configurations.seen(sha(text), text, actor, NOON);
      expect([await seen('strict'), await seen('strict'), await seen('mild'), await seen('strict')]).toEqual([
        true,
        false,
        true,
        true,
      ]);
      const kinds = (await registry.events.after(1, 10)).map(({ kind }) => kind);
      expect(kinds).toEqual(Array.from({ length: 3 }, () => 'configuration-changed'));
    });

    test('a name has one id, however it is composed or spaced', async () => {
      const registry = await open();
      const id = await registry.people.idOf('Zo\u00eb');
      expect(await registry.people.idOf(' Zoe\u0308 ')).toBe(id);
      expect(await registry.people.idOf('Zoe')).not.toBe(id);
      expect(await registry.people.names([id])).toEqual(new Map([[id, 'Zo\u00eb']]));
    });

    test('a token is found by the digest of its secret until it is revoked', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Admin') };
      const token = { name: 'resolve-1', role: 'viewer', secretSha256: sha('secret') } as const;
      const made = await registry.tokens.create(token, actor, NOON);
      expect(await registry.tokens.bySecret(sha('secret'))).toEqual(made);
      expect(await registry.tokens.bySecret(sha('other'))).toBeUndefined();
      await registry.tokens.revoke(made.id, actor, LATER);
      await registry.tokens.revoke(made.id, actor, LATER);
      expect(await registry.tokens.list()).toEqual([{ ...made, revokedAt: LATER }]);
      await expect(registry.tokens.revoke('nothing', actor, LATER)).rejects.toMatchObject({
        code: 'not-found',
      });
      const kinds = (await registry.events.after(1, 10)).map(({ kind }) => kind);
      expect(kinds).toEqual(['token-created', 'token-revoked']);
    });

    test('our own files are remembered by path and digest', async () => {
      const registry = await open();
      const file = { path: at('a\udcff.xmp'), sha256: sha('1'), purpose: 'sidecar' } as const;
      await registry.ownFiles.put(file);
      await registry.ownFiles.put({ ...file, sha256: sha('2') });
      expect(await registry.ownFiles.all()).toEqual([{ ...file, sha256: sha('2') }]);
      expect((await registry.ownFiles.at([file.path, at('b')])).size).toBe(1);
      await registry.ownFiles.remove(file.path);
      expect(await registry.ownFiles.all()).toEqual([]);
    });

    test('deaths of readers are counted by content and engine', async () => {
      const registry = await open();
      expect(await registry.readerDeaths.count(sha('a'), 1)).toBe(0);
      expect([
        await registry.readerDeaths.add(sha('a'), 1),
        await registry.readerDeaths.add(sha('a'), 1),
      ]).toEqual([1, 2]);
      expect(await registry.readerDeaths.count(sha('a'), 2)).toBe(0);
    });

    test('one watcher holds the lease until it lets go or its time is up', async () => {
      const { lease } = await open();
      expect(await lease.take('one', 0, 10)).toBe(true);
      expect(await lease.take('two', 9_999, 10)).toBe(false);
      expect(await lease.take('one', 9_999, 10)).toBe(true);
      expect(await lease.holder(19_998)).toBe('one');
      expect(await lease.take('two', 19_999, 10)).toBe(true);
      await lease.release('one');
      expect(await lease.holder(20_000)).toBe('two');
      await lease.release('two');
      expect(await lease.holder(20_000)).toBeUndefined();
    });
  });
}

function check(id: string, items: readonly CheckItem[]): Check {
  return {
    id,
    checkedAt: NOON,
    outcome: 'block',
    destination: 'final',
    deliverable: {
      title: 'Quayside',
      type: 'master',
      episode: undefined,
      territories: ['worldwide'],
      channels: [],
    },
    overrides: [],
    policies: [],
    scope: { kind: 'files', paths: [at('stills')] },
    counts: {
      items: items.length,
      pass: 1,
      warn: 0,
      review: 0,
      block: 1,
      incomplete: 0,
      unknown: 0,
      clearedByRuleOnly: 0,
      skipped: 0,
    },
    findings: [],
    items,
    versions: { provgate: '0.1.0', engine: 1, configurationSha256: sha('c'), eventSeq: Number(id.slice(-1)) },
  };
}

function item(path: string, verdict: CheckItem['verdict']): CheckItem {
  return {
    path: at(path),
    assetId: undefined,
    sha256: sha(path),
    sizeBytes: 1,
    kind: 'image',
    format: 'png',
    verified: 'bytes',
    origin: 'unknown',
    involvement: 'undetermined',
    suspected: false,
    conflict: false,
    temporary: false,
    tool: undefined,
    approvals: [],
    verdict,
    findings: [],
  };
}

function never(): never {
  throw new Error('expected a value');
}
