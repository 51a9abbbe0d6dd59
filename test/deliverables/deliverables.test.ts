import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { restore } from '../../src/deliverables/restore.ts';
import type { RelPath } from '../../src/domain/path.ts';
import { settleAccounts } from '../../watcher/accounts.ts';
import { sweep } from '../../watcher/sweep.ts';
import { generatedPng, openShow, plainPng, type Show } from '../watcher/show.ts';

const NOTICE = '_QUARANTINE/final - PLEASE READ.txt';

function openDelivery(onBlock: 'report' | 'quarantine' = 'quarantine', type = 'master'): Promise<Show> {
  // What was written before this instant is at rest.
  return openShow({ settleMs: 0, deliverables: [{ path: 'final/**', type, onBlock }] });
}

/** A delivery that was swept once while empty, so that whatever comes next has arrived. */
async function watched(onBlock: 'report' | 'quarantine' = 'quarantine', type?: string): Promise<Show> {
  const show = await openDelivery(onBlock, type);
  mkdirSync(show.at('final'));
  await sweep(show.runtime);
  await later(show);
  return show;
}

/** Lets the clock reach another millisecond: arrival is compared with the first sweep by instants. */
async function later(show: Show): Promise<void> {
  const { clock } = show.runtime;
  for (const now = clock.now(); clock.now() === now; ) await Promise.resolve();
}

const records = (show: Show) => show.runtime.registry.quarantine.list();

describe('judging deliverables', () => {
  test('threat 16: a folder is judged on every sweep, and an answer that stays the same is stored once', async () => {
    const show = await watched('report');
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const { checks } = show.runtime.registry;
    const first = await checks.lastOf(['final' as RelPath], 'final');
    expect(first?.check).toMatchObject({ outcome: 'block', scope: { paths: ['final'] } });
    await sweep(show.runtime);
    expect((await checks.lastOf(['final' as RelPath], 'final'))?.check.id).toBe(first?.check.id);
    expect(show.log.filter((line) => line.startsWith('deliverable-judged')).length).toBeGreaterThanOrEqual(2);
  });

  test('threat 16: what was cleared and is no longer is named', async () => {
    const show = await watched('report');
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const { registry, actor, clock } = show.runtime;
    const asset = (await show.located('final/quay.png'))?.asset;
    if (asset === undefined) throw new Error('quay.png is not registered');
    await registry.approvals.record(
      {
        id: 'NFLX-0042',
        assetIds: [asset.id],
        grantedBy: 'Studio contact',
        document: { name: 'mail.pdf', bytes: Buffer.from('%PDF-1.4 approved') },
        validFrom: clock.now(),
        validUntil: undefined,
        scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
        note: undefined,
      },
      actor,
      clock.now(),
    );
    await sweep(show.runtime);
    expect((await registry.checks.lastOf(['final' as RelPath], 'final'))?.check.outcome).toBe('pass');
    await later(show);
    await registry.approvals.revoke('NFLX-0042', 'rights withdrawn', actor, clock.now());
    await sweep(show.runtime);
    expect(show.log).toContain('no-longer-cleared {"folder":"final","items":1}');
  });

  test('report moves nothing and writes nothing', async () => {
    const show = await watched('report');
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    expect(existsSync(show.at('final/quay.png'))).toBe(true);
    expect(existsSync(show.at('_QUARANTINE'))).toBe(false);
  });

  test('a pattern that names files judges those files', async () => {
    const show = await openShow({ settleMs: 0, deliverables: [{ path: 'out/*.png', type: 'stills' }] });
    show.write('out/quay.png', generatedPng('1'));
    show.write('out/notes/a.txt', 'x');
    await sweep(show.runtime);
    const stored = await show.runtime.registry.checks.lastOf(['out/quay.png' as RelPath], 'final');
    expect(stored?.check.outcome).toBe('block');
  });
});

describe('quarantine', () => {
  test('a blocked arrival is put aside beside the folder, its place follows, and a notice says why', async () => {
    const show = await watched();
    show.write('final/reel/quay.png', generatedPng('1'));
    show.write('final/plain.txt', 'credits');
    await sweep(show.runtime);
    expect(existsSync(show.at('final/reel/quay.png'))).toBe(false);
    expect(readFileSync(show.at('_QUARANTINE/final/reel/quay.png'))).toEqual(generatedPng('1'));
    expect(existsSync(show.at('final/plain.txt'))).toBe(true);
    expect(await show.live()).toEqual(['_QUARANTINE/final/reel/quay.png', 'final/plain.txt']);
    expect(await records(show)).toMatchObject([
      { from: 'final/reel/quay.png', to: '_QUARANTINE/final/reel/quay.png', codes: ['APR-001'] },
    ]);
    const notice = readFileSync(show.at(NOTICE), 'utf8');
    expect(notice).toContain('came from final/reel/quay.png');
    expect(notice).toContain('GenAI without approval');
    expect(await sweep(show.runtime)).toMatchObject({ registered: 0, changed: 0, missing: 0 });
  });

  test('threat 24: what was there before the first complete sweep stays, and the notice says so', async () => {
    const show = await openDelivery();
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    await sweep(show.runtime);
    expect(existsSync(show.at('final/quay.png'))).toBe(true);
    expect(await records(show)).toEqual([]);
    expect(readFileSync(show.at(NOTICE), 'utf8')).toContain('final/quay.png: it was there before');
  });

  test('threat 24: a whole sequence moves, the frames that are not blocked as well', async () => {
    const show = await watched();
    for (let frame = 1; frame <= 5; frame++) {
      const name = `final/f.000${frame}.png`;
      show.write(name, frame === 3 ? generatedPng('3') : plainPng(String(frame)));
    }
    show.write('final/other.png', plainPng('other'));
    await sweep(show.runtime);
    expect((await show.live()).filter((path) => path.startsWith('final/'))).toEqual(['final/other.png']);
    expect(await records(show)).toHaveLength(5);
  });

  test('stills with numbers are pictures of their own, not frames', async () => {
    const show = await watched('quarantine', 'stills');
    for (let still = 1; still <= 4; still++) {
      show.write(`final/still_0${still}.png`, still === 3 ? generatedPng('3') : plainPng(String(still)));
    }
    await sweep(show.runtime);
    expect((await records(show)).map(({ from }) => from)).toEqual(['final/still_03.png']);
  });

  test('threat 24: a package moves as one folder, with everything in it', async () => {
    const show = await watched();
    show.write('final/imf/ASSETMAP.xml', '<AssetMap/>');
    show.write('final/imf/picture/quay.png', generatedPng('1'));
    show.write('final/loose.txt', 'x');
    await sweep(show.runtime);
    expect(existsSync(show.at('final/imf'))).toBe(false);
    expect(existsSync(show.at('_QUARANTINE/final/imf/ASSETMAP.xml'))).toBe(true);
    expect(existsSync(show.at('_QUARANTINE/final/imf/picture/quay.png'))).toBe(true);
    expect(existsSync(show.at('final/loose.txt'))).toBe(true);
  });

  test('threat 24: more than twenty at once are held, and a person is asked', async () => {
    const show = await watched();
    for (const letter of 'abcdefghijklmnopqrstu') show.write(`final/${letter}.png`, generatedPng(letter));
    await sweep(show.runtime);
    expect(await records(show)).toEqual([]);
    expect(readFileSync(show.at(NOTICE), 'utf8')).toContain('more than 20 at once');
  });

  test('nothing moves while the folder is busy, and it is judged when it is quiet', async () => {
    const show = await watched();
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime, { isBusy: () => true });
    expect(existsSync(show.at('final/quay.png'))).toBe(true);
    await settleAccounts(show.runtime, []);
    expect(existsSync(show.at('final/quay.png'))).toBe(false);
  });

  test('nothing already in quarantine is replaced', async () => {
    const show = await watched();
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    show.write('final/quay.png', generatedPng('2'));
    await sweep(show.runtime);
    expect(readFileSync(show.at('_QUARANTINE/final/quay.png'))).toEqual(generatedPng('1'));
    expect(readFileSync(show.at('_QUARANTINE/final (2)/quay.png'))).toEqual(generatedPng('2'));
  });

  test('a foreign sidecar travels with its file', async () => {
    const show = await watched();
    show.write('final/quay.png', generatedPng('1'));
    show.write('final/quay.png.xmp', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    await sweep(show.runtime);
    expect(existsSync(show.at('final/quay.png.xmp'))).toBe(false);
    expect(existsSync(show.at('_QUARANTINE/final/quay.png.xmp'))).toBe(true);
  });

  test('a move cut short between record and rename is completed, and between the two names as well', async () => {
    const show = await watched();
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime, { isBusy: () => true });
    const located = await show.located('final/quay.png');
    const assetId = located?.asset?.id;
    if (assetId === undefined) throw new Error('quay.png is not registered');
    const to = '_QUARANTINE/final/quay.png' as RelPath;
    const at = show.runtime.clock.now();
    await show.runtime.registry.quarantine.record({
      at,
      from: 'final/quay.png' as RelPath,
      to,
      assetId,
      codes: [],
    });
    await sweep(show.runtime);
    expect(await records(show)).toHaveLength(1);
    expect(await show.live()).toEqual([to]);
  });

  test('restored, a file is back at its place and stays there', async () => {
    const show = await watched();
    for (let frame = 1; frame <= 3; frame++) show.write(`final/f.${frame}.png`, generatedPng(String(frame)));
    await sweep(show.runtime);
    const [record] = await records(show);
    expect(await restore(show.runtime, record?.id ?? '')).toHaveLength(3);
    await sweep(show.runtime);
    expect(await show.live()).toEqual(['final/f.1.png', 'final/f.2.png', 'final/f.3.png']);
    expect((await records(show)).every(({ restoredAt }) => restoredAt !== undefined)).toBe(true);
    expect(readFileSync(show.at(NOTICE), 'utf8')).toContain('a person put it back');
  });

  test('restoring over another file, or what is not there, is refused by name', async () => {
    const show = await watched();
    show.write('final/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const [record] = await records(show);
    writeFileSync(show.at('final/quay.png'), 'other');
    await expect(restore(show.runtime, record?.id ?? '')).rejects.toMatchObject({ code: 'conflict' });
    await expect(restore(show.runtime, 'nothing')).rejects.toMatchObject({ code: 'not-found' });
  });
});
