import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Instant } from '../../src/domain/asset.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { Timers } from '../../watcher/timers.ts';
import { systemTimers } from '../../watcher/timers.ts';
import { startWatch, type Watch } from '../../watcher/watch.ts';
import { configure, generatedPng, openShow, plainPng, type Show } from './show.ts';
import { until } from './until.ts';

/** Ten times as fast as the clock on the wall. */
const quick: Timers = {
  now: () => systemTimers.now() * 10,
  after: (ms, run) => systemTimers.after(ms / 10, run),
};

async function watching(
  settings: Readonly<Record<string, unknown>> = {},
): Promise<{ show: Show; watch: Watch }> {
  const show = await openShow({ settleMs: 1_000, ...settings });
  const watch = await startWatch(show.runtime, { timers: quick });
  onTestFinished(() => watch.stop());
  await watch.firstSweep;
  return { show, watch };
}

const live = (show: Show, paths: readonly string[]): Promise<readonly string[]> =>
  until(
    'live paths',
    () => show.live(),
    (now) => JSON.stringify(now) === JSON.stringify(paths),
  );

describe('a watcher', () => {
  test('registers what comes, follows what moves, and ends what goes', async () => {
    const { show } = await watching();
    show.write('quay.png', generatedPng('1'));
    await live(show, ['quay.png']);
    renameSync(show.at('quay.png'), show.at('pier.png'));
    await live(show, ['pier.png']);
    expect((await show.located('pier.png'))?.location.hashedAtUs).toBe(0);
    unlinkSync(show.at('pier.png'));
    await live(show, []);
  });

  test('sees every file of a burst into new folders by another process', async () => {
    const { show } = await watching();
    const burst =
      'for d in $(seq 20); do mkdir -p new/$d/deep; for f in $(seq 40); do echo $d $f > new/$d/deep/$f.txt; done; done';
    execFileSync('sh', ['-c', burst], { cwd: show.dir });
    await until(
      'files of the burst',
      async () => (await show.live()).length,
      (count) => count === 800,
    );
  });

  test('a growing file gets no early verdict', async () => {
    const { show } = await watching({ settleMs: 5_000 });
    writeFileSync(show.at('take.bin'), 'start');
    for (let write = 0; write < 15; write++) {
      await new Promise((resolve) => setImmediate(resolve));
      await until(
        'a pause between writes',
        () => performance.now(),
        (() => {
          const from = performance.now();
          return (now: number) => now - from > 80;
        })(),
      );
      appendFileSync(show.at('take.bin'), `more ${write}`);
      expect(await show.live()).toEqual([]);
    }
    await live(show, ['take.bin']);
    expect((await show.located('take.bin'))?.asset?.sizeBytes).toBe(readFileSync(show.at('take.bin')).length);
  });

  test('saving by temporary file and rename leaves one asset under the final name', async () => {
    const { show } = await watching();
    show.write('matte.png', plainPng('1'));
    await live(show, ['matte.png']);
    writeFileSync(show.at('.matte.tmp'), plainPng('2'));
    renameSync(show.at('.matte.tmp'), show.at('matte.png'));
    await until(
      'the new bytes',
      () => show.located('matte.png'),
      (at) => at?.location.replaced !== undefined,
    );
    expect(await show.live()).toEqual(['matte.png']);
  });

  test('a sidecar that arrives has its partner read again', async () => {
    const { show } = await watching();
    show.write('quay.png', plainPng('1'));
    await live(show, ['quay.png']);
    show.write(
      'quay.xmp',
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:I="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" I:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>',
    );
    await until(
      'the partner',
      () => show.located('quay.png'),
      (at) => at?.asset?.temporary === true,
    );
  });

  test('one production has one watcher; the lease ends with it', async () => {
    const { show, watch } = await watching();
    await expect(startWatch(show.runtime, { timers: quick })).rejects.toMatchObject({
      code: 'already-watched',
    });
    await watch.stop();
    const next = await startWatch(show.runtime, { timers: quick });
    await next.stop();
  });

  test('a folder taken away and put back is watched again', async () => {
    const { show } = await watching();
    show.write('a/1.txt', '1');
    await live(show, ['a/1.txt']);
    rmSync(show.at('a'), { recursive: true });
    await live(show, []);
    show.write('a/2.txt', '2');
    await live(show, ['a/2.txt']);
    show.write('a/3.txt', '3');
    await live(show, ['a/2.txt', 'a/3.txt']);
  });

  test('quarantines a blocked arrival once its folder is quiet', async () => {
    const { show } = await watching({
      deliverables: [{ path: 'final/**', type: 'master', onBlock: 'quarantine' }],
    });
    show.write('final/quay.png', generatedPng('1'));
    await live(show, ['_QUARANTINE/final/quay.png']);
  });

  test('threat 16: a changed configuration judges again; a broken one is told and the old one kept', async () => {
    const { show } = await watching();
    show.write('final/quay.png', generatedPng('1'));
    await live(show, ['final/quay.png']);
    writeFileSync(show.at('provgate.json'), '{ broken');
    await until(
      'the log',
      () => show.log,
      (lines) => lines.some((line) => line.startsWith('configuration-kept')),
    );
    configure(show.dir, { deliverables: [{ path: 'final/**', type: 'master' }] });
    const lastCheck = () => show.runtime.registry.checks.lastOf(['final' as RelPath], 'final');
    await until('a check', lastCheck, (stored) => stored?.check.outcome === 'block');
  });

  test('threat 16: an approval that ends by itself, and one that is revoked, judge deliverables again', async () => {
    const { show } = await watching({ deliverables: [{ path: 'final/**', type: 'master' }] });
    show.write('final/quay.png', generatedPng('1'));
    await live(show, ['final/quay.png']);
    const { registry, actor, clock } = show.runtime;
    const assetId = (await show.located('final/quay.png'))?.asset?.id;
    if (assetId === undefined) throw new Error('quay.png is not registered');
    const approve = (id: string, validUntil: Instant | undefined) =>
      registry.approvals.record(
        {
          id,
          assetIds: [assetId],
          grantedBy: 'Studio contact',
          document: { name: 'mail.pdf', bytes: Buffer.from(`%PDF-1.4 ${id}`) },
          validFrom: clock.now(),
          validUntil,
          scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
          note: undefined,
        },
        actor,
        clock.now(),
      );
    const outcome = async () => (await registry.checks.lastOf(['final' as RelPath], 'final'))?.check.outcome;
    await approve('ENDS-1', new Date(Date.parse(clock.now()) + 4_000).toISOString() as Instant);
    await until('cleared', outcome, (now) => now === 'pass');
    await until('ended', outcome, (now) => now === 'block');
    await approve('REVOKED-1', undefined);
    await until('cleared again', outcome, (now) => now === 'pass');
    await registry.approvals.revoke('REVOKED-1', 'rights withdrawn', actor, clock.now());
    await until('revoked', outcome, (now) => now === 'block');
  });

  test('a root that goes away ends nothing, and is watched again when it is back', async () => {
    const show = await openShow({ settleMs: 1_000 });
    const home = show.at('');
    const media = show.at('media');
    mkdirSync(media);
    const runtime = { ...show.runtime, production: { ...show.runtime.production, root: media } };
    const watch = await startWatch(runtime, { timers: quick });
    onTestFinished(() => watch.stop());
    writeFileSync(`${media}/a.txt`, 'a');
    await live(show, ['a.txt']);
    renameSync(media, `${home}/elsewhere`);
    const unavailable = async () => (await show.runtime.registry.coverage.get()).unavailable;
    await until('away', unavailable, (reason) => reason !== undefined);
    expect(await show.live()).toEqual(['a.txt']);
    renameSync(`${home}/elsewhere`, media);
    await until('back', unavailable, (reason) => reason === undefined);
    writeFileSync(`${media}/b.txt`, 'b');
    await live(show, ['a.txt', 'b.txt']);
  });
});
