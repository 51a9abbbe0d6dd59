import { describe, expect, test } from 'vitest';
import type { AssetId } from '../../src/domain/asset.ts';
import { POINTS } from '../../src/domain/origin.ts';
import type { Registry } from '../../src/domain/registry.ts';
import {
  at,
  cameraFolder,
  captured,
  claim,
  examined,
  generated,
  generatedName,
  hashed,
  moved,
  sha,
  snapshot,
  unreadable,
} from '../registry/seen.ts';
import type { OpenEmpty } from './registry.ts';

export function registryAssets(open: OpenEmpty): void {
  describe('assets', () => {
    test('new bytes become an asset with their evidence, and GenAI is TEMPORARY from that moment on', async () => {
      const registry = await open();
      const [recorded] = await registry.assets.record([
        examined('stills/quay.png', { content: 'quay', evidence: [generated, captured] }),
      ]);
      expect(recorded).toMatchObject({
        path: 'stills/quay.png',
        change: 'registered',
        asset: {
          sha256: sha('quay'),
          origin: 'genai',
          involvement: 'full',
          temporary: true,
          tool: 'ComfyUI',
          firstSeenPath: 'stills/quay.png',
          eventSeq: 2,
        },
      });
      expect(await registry.assets.byDigest(sha('quay'))).toEqual(recorded?.asset);
      expect(await registry.assets.evidence(idOf(recorded))).toEqual([
        { ...generated, seq: 2 },
        { ...captured, seq: 2 },
      ]);
      expect(await kinds(registry)).toEqual(['production-created', 'asset-registered']);
    });

    test('every observation that changes something is exactly one event, and nothing changed is none', async () => {
      const registry = await open();
      const first = examined('a.png', { content: 'a' });
      const [a] = await registry.assets.record([first]);
      await registry.assets.record([first, hashed('a.png', { content: 'a' })]);
      await registry.assets.record([
        hashed('copy.png', { content: 'a' }),
        moved('copy.png', 'moved.png', idOf(a)),
        examined('a.png', { content: 'b' }),
        unreadable('c.png', 'EACCES'),
      ]);
      expect(await kinds(registry)).toEqual([
        'production-created',
        'asset-registered',
        'location-opened',
        'location-opened',
        'asset-registered',
        'location-unreadable',
      ]);
      expect(await registry.events.verify()).toEqual({ events: 6, broken: undefined });
    });

    test('copies and renames are places of one asset and need no new reading', async () => {
      const registry = await open();
      const [first] = await registry.assets.record([
        examined('a.png', { content: 'a', evidence: [generated] }),
      ]);
      const changes = await registry.assets.record([
        hashed('copy.png', { content: 'a' }),
        moved('a.png', 'b/a.png', idOf(first), { snapshot: snapshot(7) }),
      ]);
      expect(changes.map(({ change, asset }) => [change, asset])).toEqual([
        ['located', first?.asset],
        ['moved', first?.asset],
      ]);
      const places = await registry.locations.of(idOf(first));
      expect(places.map((place) => [place.path, place.to !== undefined, place.hashedAtUs > 0])).toEqual([
        ['a.png', true, true],
        ['copy.png', false, true],
        ['b/a.png', false, false],
      ]);
    });

    test('a rename over a copy of the same bytes ends the earlier place and nothing else', async () => {
      const registry = await open();
      const [first] = await registry.assets.record([
        examined('a.png', { content: 'a' }),
        hashed('b.png', { content: 'a' }),
      ]);
      const [over] = await registry.assets.record([moved('a.png', 'b.png', idOf(first))]);
      expect(over).toMatchObject({ change: 'moved', asset: first?.asset });
      const places = await registry.locations.of(idOf(first));
      expect(places.map((place) => [place.path, place.to !== undefined])).toEqual([
        ['a.png', true],
        ['b.png', false],
      ]);
      expect(await registry.assets.altered([idOf(first)])).toEqual([]);
    });

    test('a rename whose earlier place changed meanwhile carries no digest over', async () => {
      const registry = await open();
      const [first] = await registry.assets.record([examined('a.png', { content: 'a' })]);
      const [, late] = await registry.assets.record([
        examined('a.png', { content: 'other' }),
        moved('a.png', 'b.png', idOf(first)),
      ]);
      expect(late).toMatchObject({ change: 'unreadable', asset: undefined });
      expect((await registry.locations.at([at('b.png')])).get(at('b.png'))?.asset).toBeUndefined();
    });

    test('new bytes at an old path are a new asset; the old place ends and the new one names what it replaced', async () => {
      const registry = await open();
      const [before] = await registry.assets.record([examined('a.png', { content: 'one' })]);
      const [after] = await registry.assets.record([examined('a.png', { content: 'two' })]);
      expect(after?.change).toBe('changed');
      expect(idOf(after)).not.toBe(idOf(before));
      expect(await registry.locations.of(idOf(before))).toMatchObject([
        { path: 'a.png', to: expect.any(String) },
      ]);
      expect(await registry.locations.of(idOf(after))).toMatchObject([
        { to: undefined, replaced: idOf(before) },
      ]);
      expect(after?.asset?.suspected).toBe(false);
    });

    test('threat 3: bytes without evidence that take the place of a temporary asset are suspected', async () => {
      const registry = await open();
      await registry.assets.record([examined('shot.png', { content: 'genai', evidence: [generated] })]);
      const [stripped] = await registry.assets.record([examined('shot.png', { content: 'resaved' })]);
      expect(stripped?.asset).toMatchObject({ origin: 'unknown', suspected: true, temporary: false });
      expect(await registry.assets.evidence(idOf(stripped))).toMatchObject([
        { reader: 'replacement', rule: 'replaced-temporary', strength: 'heuristic', subject: 'location' },
      ]);
    });

    test('threat 3: bytes whose own evidence says how they were made may take its place', async () => {
      const registry = await open();
      await registry.assets.record([examined('shot.png', { content: 'genai', evidence: [generated] })]);
      const [shot] = await registry.assets.record([
        examined('shot.png', { content: 'plate', evidence: [captured] }),
      ]);
      expect(shot?.asset).toMatchObject({ origin: 'camera', suspected: false });
    });

    test.each([
      ['heuristic camera EXIF', claim({ points: POINTS.captured })],
      [
        'a camera credential nobody vouches for',
        claim({ points: POINTS.captured, strength: 'signed', status: 'untrusted' }),
      ],
    ])('threat 3: %s is no evidence of its own', async (_, evidence) => {
      const registry = await open();
      await registry.assets.record([examined('shot.png', { content: 'genai', evidence: [generated] })]);
      const [shot] = await registry.assets.record([
        examined('shot.png', { content: 'resaved', evidence: [evidence] }),
      ]);
      expect(shot?.asset?.suspected).toBe(true);
    });

    test('threat 3: saving twice, deleting first, an unreadable moment or known bytes do not wash the suspicion off', async () => {
      const registry = await open();
      const [plain] = await registry.assets.record([examined('elsewhere.png', { content: 'plain' })]);
      expect(plain?.asset?.suspected).toBe(false);
      for (const path of ['twice.png', 'deleted.png', 'blind.png', 'known.png']) {
        await registry.assets.record([examined(path, { content: `genai ${path}`, evidence: [generated] })]);
      }
      await registry.assets.record([examined('twice.png', { content: 'save one' })]);
      await registry.locations.close([at('deleted.png')], (await registry.events.newestAt()) ?? never());
      await registry.assets.record([unreadable('blind.png', 'EACCES')]);
      const results = await registry.assets.record([
        examined('twice.png', { content: 'save two' }),
        examined('deleted.png', { content: 'new file' }),
        examined('blind.png', { content: 'after chmod' }),
        hashed('known.png', { content: 'plain' }),
      ]);
      expect(results.map(({ asset }) => asset?.suspected)).toEqual([true, true, true, true]);
    });

    test('a GenAI claim of a place counts wherever the bytes appear, and stays when the place is gone', async () => {
      const registry = await open();
      await registry.assets.record([examined('a.png', { content: 'a' })]);
      const [named] = await registry.assets.record([
        hashed('ChatGPT Image.png', { content: 'a', place: [generatedName] }),
      ]);
      expect(named?.asset?.suspected).toBe(true);
      await registry.assets.record([moved('ChatGPT Image.png', 'plate.png', idOf(named))]);
      expect((await registry.assets.byId(idOf(named)))?.suspected).toBe(true);
    });

    test('threat 7: a camera folder speaks only for bytes first seen in it', async () => {
      const registry = await open();
      const folder = (path: string) => [cameraFolder(at(path))];
      const [offload, foreign] = await registry.assets.record([
        examined('01_CAMERA/a.mov', { content: 'a', place: folder('01_CAMERA/a.mov') }),
        examined('inbox/b.mov', { content: 'b' }),
      ]);
      expect(offload?.asset).toMatchObject({ origin: 'camera', byRuleOnly: true });
      const [copied, carried] = await registry.assets.record([
        hashed('01_CAMERA/b.mov', { content: 'b', place: folder('01_CAMERA/b.mov') }),
        moved('inbox/b.mov', '01_CAMERA/c.mov', idOf(foreign), { place: folder('01_CAMERA/c.mov') }),
      ]);
      expect([copied?.asset?.origin, carried?.asset?.origin]).toEqual(['unknown', 'unknown']);
    });

    test('a claim about a place that arrives later judges the asset again, as one event', async () => {
      const registry = await open();
      await registry.assets.record([examined('a.png', { content: 'a' })]);
      const sidecar = claim({ ...generated, subject: 'location', reader: 'sidecar', where: 'a.png.xmp' });
      const seen = hashed('a.png', { content: 'a', place: [sidecar], placeStamp: 'xmp-1' });
      const [later] = await registry.assets.record([seen]);
      expect(later).toMatchObject({ change: 'unchanged', asset: { origin: 'genai', temporary: true } });
      expect(await kinds(registry)).toEqual(['production-created', 'asset-registered', 'asset-reclassified']);
      // threat 21: taking the sidecar away again makes nothing milder.
      const [without] = await registry.assets.record([hashed('a.png', { content: 'a' })]);
      expect(without?.asset).toEqual(later?.asset);
    });

    test('what a newer reader no longer finds does not make GenAI milder, and the old claim still explains it', async () => {
      const registry = await open();
      await registry.assets.record([examined('a.png', { content: 'a', evidence: [generated] })]);
      const [again] = await registry.assets.record([
        examined('a.png', { content: 'a', evidence: [captured], examination: { engineVersion: 2 } }),
      ]);
      expect(again?.asset).toMatchObject({
        origin: 'genai',
        temporary: true,
        tool: 'ComfyUI',
        engineVersion: 2,
      });
      const evidence = await registry.assets.evidence(idOf(again));
      expect(evidence.map(({ rule, kept }) => [rule, kept])).toEqual([
        ['comfyui.prompt', true],
        ['canon-structure', undefined],
      ]);
      expect(await kinds(registry)).toEqual(['production-created', 'asset-registered', 'asset-reread']);
    });

    test('a newer reader that finds more is believed, and claims it finds again keep their age', async () => {
      const registry = await open();
      const weak = claim({ points: POINTS.captured });
      await registry.assets.record([examined('a.png', { content: 'a', evidence: [weak] })]);
      const [again] = await registry.assets.record([
        examined('a.png', {
          content: 'a',
          evidence: [{ ...weak, readerVersion: 2, excerpt: 'Canon EOS' }, generated],
          examination: { engineVersion: 2 },
        }),
      ]);
      expect(again?.asset).toMatchObject({ origin: 'genai', temporary: true });
      const evidence = await registry.assets.evidence(idOf(again));
      expect(evidence.map(({ rule, seq }) => [rule, seq])).toEqual([
        ['camera-exif', 2],
        ['comfyui.prompt', 3],
      ]);
    });

    test('an older reader does not undo what a newer one read', async () => {
      const registry = await open();
      const current = { engineVersion: 2 };
      const [first] = await registry.assets.record([
        examined('a.png', { content: 'a', evidence: [generated], examination: current }),
      ]);
      const [older] = await registry.assets.record([examined('a.png', { content: 'a' })]);
      expect(older?.asset).toEqual(first?.asset);
    });

    test('bytes that could not be read once are read again by the same reader', async () => {
      const registry = await open();
      const failed = { state: 'unreadable', stateReason: 'took longer than 5 s' } as const;
      await registry.assets.record([examined('a.png', { content: 'a', examination: failed })]);
      const [again] = await registry.assets.record([
        examined('a.png', { content: 'a', evidence: [generated] }),
      ]);
      expect(again?.asset).toMatchObject({ state: 'ok', stateReason: undefined, origin: 'genai' });
    });

    test('text from files is stored without NUL and lone surrogates, and no longer than allowed', async () => {
      const registry = await open();
      const hostile = claim({
        excerpt: `a\0b\ud800c${'x'.repeat(500)}`,
        where: 'png.text.\ud800',
        tool: 'T\0ol',
      });
      const [recorded] = await registry.assets.record([
        examined('a.png', { content: 'a', evidence: [hostile] }),
      ]);
      const [stored] = await registry.assets.evidence(idOf(recorded));
      expect(stored).toMatchObject({ where: 'png.text.\ufffd', tool: 'T\ufffdol' });
      expect(stored?.excerpt).toBe(`a\ufffdb\ufffdc${'x'.repeat(195)}`);
      expect(await registry.assets.altered([idOf(recorded)])).toEqual([]);
    });

    test('more than 200 observations are recorded in the order given', async () => {
      const registry = await open();
      const seen = Array.from({ length: 450 }, (_, n) => examined(`f${n}.png`, { content: `f${n}` }));
      const recorded = await registry.assets.record(seen);
      expect(recorded.map(({ path }) => path)).toEqual(seen.map(({ path }) => path));
      expect((await registry.assets.counts()).assets).toBe(450);
    });

    test('listing filters, pages in byte order of paths, and counts what is there now', async () => {
      const registry = await open();
      const latin1 = at('b\udce9.png');
      await registry.assets.record([
        examined('b/z.png', { content: 'z', evidence: [generated] }),
        examined('b0.png', { content: 'b0', evidence: [captured] }),
        examined(latin1, { content: 'latin' }),
        examined('B.png', { content: 'B', evidence: [claim({ points: POINTS.generated })] }),
        unreadable('b/y.png', 'EIO'),
        examined('gone.png', { content: 'gone', evidence: [generated] }),
      ]);
      await registry.locations.close([at('gone.png')], (await registry.events.newestAt()) ?? never());
      const list = async (filter: Parameters<Registry['assets']['list']>[0]) =>
        (await registry.assets.list(filter, { limit: 100 })).map(({ location }) => location.path);
      expect(await list({})).toEqual(['B.png', 'b/y.png', 'b/z.png', 'b0.png', latin1]);
      expect(await list({ under: at('b') })).toEqual(['b/y.png', 'b/z.png']);
      expect(await list({ under: at('b0.png') })).toEqual(['b0.png']);
      expect(await list({ origin: 'genai' })).toEqual(['b/z.png']);
      expect(await list({ suspected: true })).toEqual(['B.png']);
      expect(await list({ temporary: false, conflict: false, tool: 'none' })).toEqual([]);
      expect(await list({ state: 'unreadable' })).toEqual(['b/y.png']);
      const page = await registry.assets.list({}, { after: at('b/y.png'), limit: 2 });
      expect(page.map(({ location }) => location.path)).toEqual(['b/z.png', 'b0.png']);
      expect(await registry.assets.counts()).toMatchObject({
        assets: 4,
        locations: 5,
        byOrigin: { camera: 1, human: 0, genai: 1, unknown: 2 },
        temporary: 1,
        suspected: 1,
        unreadable: 1,
        incomplete: 0,
      });
    });

    test('work owed after the commit is noted with it', async () => {
      const registry = await open();
      await registry.assets.record([
        examined('a.png', { content: 'a', evidence: [generated], inDeliverable: true }),
        examined('b.png', { content: 'b', inDeliverable: true }),
        examined('c.png', { content: 'c' }),
      ]);
      const owed = async () =>
        (await registry.outbox.pending(100)).map(({ kind, path }) => `${kind} ${path}`);
      expect(await owed()).toEqual(['sidecar a.png', 'judge a.png', 'judge b.png']);
      await registry.outbox.done((await registry.outbox.pending(100)).map(({ id }) => id));
      await registry.assets.record([hashed('a.png', { content: 'a', inDeliverable: true })]);
      expect(await owed()).toEqual([]);
      const sidecar = claim({ ...generated, subject: 'location', reader: 'sidecar', where: 'c.png.xmp' });
      await registry.assets.record([hashed('d.png', { content: 'c', place: [sidecar] })]);
      expect((await owed()).sort()).toEqual(['judge c.png', 'judge d.png', 'sidecar c.png', 'sidecar d.png']);
    });

    test('work asked for again while it is being done is not ticked off with it', async () => {
      const registry = await open();
      await registry.outbox.add([{ kind: 'judge', path: at('a.png') }]);
      const [taken] = await registry.outbox.pending(1);
      await registry.outbox.add([{ kind: 'judge', path: at('a.png') }]);
      await registry.outbox.done([taken?.id ?? 0]);
      expect(await registry.outbox.pending(10)).toMatchObject([{ kind: 'judge', path: 'a.png' }]);
    });
  });
}

function idOf(recorded: { readonly asset: { readonly id: AssetId } | undefined } | undefined): AssetId {
  return recorded?.asset?.id ?? never();
}

async function kinds(registry: Registry): Promise<readonly string[]> {
  return (await registry.events.after(0, 100)).map(({ kind }) => kind);
}

function never(): never {
  throw new Error('expected a value');
}
