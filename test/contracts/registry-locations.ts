import { describe, expect, test } from 'vitest';
import { type RelPath, ROOT } from '../../src/domain/path.ts';
import type { LiveLocation, Registry } from '../../src/domain/registry.ts';
import { at, examined, generated, hashed, instant, snapshot, unreadable } from '../registry/seen.ts';
import type { OpenEmpty } from './registry.ts';

export function registryLocations(open: OpenEmpty): void {
  describe('locations', () => {
    test('live places come in byte order of their exact names, also those that are no UTF-8', async () => {
      const registry = await open();
      const paths = ['z', 'a/b', 'a', 'a.b', 'a/\udcff', 'é', 'e\u0301', '\u{1f600}', '\uffee'].map(at);
      await registry.assets.record(paths.map((path, n) => examined(path, { content: `c${n}` })));
      const listed = (await all(registry, ROOT)).map(({ path }) => path);
      expect(listed).toEqual(['a', 'a.b', 'a/b', 'a/\udcff', 'e\u0301', 'z', 'é', '\uffee', '\u{1f600}']);
      expect((await all(registry, at('a'))).map(({ path }) => path)).toEqual(['a', 'a/b', 'a/\udcff']);
    });

    test('more places than one chunk are all seen once', async () => {
      const registry = await open();
      const paths = Array.from({ length: 5_001 }, (_, n) => `f${String(n).padStart(5, '0')}`);
      await registry.assets.record(paths.map((path) => unreadable(path, 'EACCES')));
      const chunks: number[] = [];
      const seen: string[] = [];
      for await (const chunk of registry.locations.live(ROOT)) {
        chunks.push(chunk.length);
        seen.push(...chunk.map(({ path }) => path));
      }
      expect(chunks).toEqual([5_000, 1]);
      expect(seen).toEqual(paths);
    });

    test('a live place tells what a sweep compares', async () => {
      const registry = await open();
      const seen = snapshot(1);
      const [recorded] = await registry.assets.record([
        examined('a', { content: 'a', snapshot: seen, placeStamp: 'x', at: '2026-11-22T09:00:00.500Z' }),
      ]);
      expect(await all(registry, ROOT)).toEqual([
        {
          path: 'a',
          assetId: recorded?.asset?.id,
          snapshot: seen,
          hashedAtUs: Date.UTC(2026, 10, 22, 9, 0, 0, 500) * 1000,
          placeStamp: 'x',
        },
      ]);
      expect(await registry.locations.likeSnapshot(seen)).toHaveLength(1);
      expect(await registry.locations.likeSnapshot({ ...seen, birthUs: 1 })).toEqual([]);
    });

    test('a newer look at unchanged bytes refreshes the place without an event', async () => {
      const registry = await open();
      await registry.assets.record([examined('a', { content: 'a', snapshot: snapshot(1) })]);
      const head = await registry.events.head();
      await registry.assets.record([
        hashed('a', {
          content: 'a',
          snapshot: snapshot(2),
          at: '2026-11-22T09:30:00.000Z',
          placeStamp: 's',
        }),
      ]);
      expect(await all(registry, ROOT)).toMatchObject([{ snapshot: snapshot(2), placeStamp: 's' }]);
      await registry.locations.refresh(at('a'), snapshot(3), 42);
      expect(await all(registry, ROOT)).toMatchObject([{ snapshot: snapshot(3), hashedAtUs: 42 }]);
      expect(await registry.events.head()).toEqual(head);
    });

    test('closing ends the places and keeps the assets; only live places are counted', async () => {
      const registry = await open();
      const [a] = await registry.assets.record([
        examined('a', { content: 'a', evidence: [generated] }),
        unreadable('b', 'EIO'),
      ]);
      await registry.outbox.done((await registry.outbox.pending(10)).map(({ id }) => id));
      const closed = await registry.locations.close(
        [at('a'), at('b'), at('nothing')],
        instant('2026-11-22T11:00:00.000Z'),
      );
      expect(closed).toBe(2);
      expect(await all(registry, ROOT)).toEqual([]);
      expect(await registry.assets.byId(a?.asset?.id ?? never())).toEqual(a?.asset);
      expect(await registry.outbox.pending(10)).toMatchObject([{ kind: 'sidecar', path: 'a' }]);
      expect(await registry.events.verify()).toMatchObject({ broken: undefined });
    });

    test('a file that cannot be read is a place without asset; failing in the same way again is nothing new', async () => {
      const registry = await open();
      const seen = unreadable('locked.mov', 'EACCES', { snapshot: snapshot(5) });
      const changes = [];
      for (let n = 0; n < 2; n++) changes.push(...(await registry.assets.record([seen])));
      changes.push(
        ...(await registry.assets.record([unreadable('locked.mov', 'EIO', { snapshot: snapshot(5) })])),
      );
      expect(changes.map(({ change }) => change)).toEqual(['unreadable', 'unchanged', 'unreadable']);
      const place = (await registry.locations.at([at('locked.mov')])).get(at('locked.mov'));
      expect(place).toMatchObject({ asset: undefined, location: { unreadable: 'EIO', assetId: undefined } });
    });

    test('an asset whose file cannot be read any more is not said to be there, until it is seen again', async () => {
      const registry = await open();
      const [first] = await registry.assets.record([examined('a', { content: 'a', evidence: [generated] })]);
      await registry.assets.record([unreadable('a', 'EACCES')]);
      expect(await registry.locations.of(first?.asset?.id ?? never())).toMatchObject([
        { to: expect.any(String) },
      ]);
      const [back] = await registry.assets.record([hashed('a', { content: 'a' })]);
      expect(back).toMatchObject({ change: 'located', asset: { suspected: false, temporary: true } });
    });

    test('places at given paths come with their assets', async () => {
      const registry = await open();
      await registry.assets.record([examined('a', { content: 'a' }), examined('b', { content: 'b' })]);
      const found = await registry.locations.at([at('b'), at('c'), at('a')]);
      expect([...found.keys()].sort()).toEqual(['a', 'b']);
      expect(found.get(at('b'))?.asset?.firstSeenPath).toBe('b');
    });
  });
}

async function all(registry: Registry, under: RelPath): Promise<readonly LiveLocation[]> {
  const found: LiveLocation[] = [];
  for await (const chunk of registry.locations.live(under)) found.push(...chunk);
  return found;
}

function never(): never {
  throw new Error('expected a value');
}
