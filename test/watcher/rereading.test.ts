import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Engine, versionIn } from '../../src/domain/engine.ts';
import type { LogEvent } from '../../src/domain/event.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { AssetRecords } from '../../src/domain/registry.ts';
import { declare } from '../../src/records/declare.ts';
import { evidenceWords } from '../../src/reports/evidence-words.ts';
import { sweep } from '../../watcher/sweep.ts';
import { startWatch } from '../../watcher/watch.ts';
import { recordOlder, SAYS_CAMERA, SAYS_GENAI } from '../helpers/older-evidence.ts';
import { generatedPng, openShow, plainPng, productionAt, type Show, showAt } from './show.ts';
import { until } from './until.ts';

const BEFORE: Engine = { version: 10, places: 1, everyFormat: 10, formats: {} };
/** After an upgrade in which only the reader of PNG changed. */
const PNG_ROSE: Engine = { version: 11, places: 1, everyFormat: 10, formats: { png: 11 } };
const ALL_ROSE: Engine = { version: 11, places: 1, everyFormat: 11, formats: {} };

const upgraded = (show: Show, engine: Engine): Promise<Show> => showAt(productionAt(show.dir), engine);

async function engineAt(show: Show, path: string): Promise<number> {
  return versionIn((await show.located(path))?.asset?.engineVersion ?? Number.NaN);
}

async function rereadEvents(show: Show): Promise<readonly LogEvent[]> {
  const events = await show.runtime.registry.events.after(0, 100_000);
  return events.filter(({ kind }) => kind === 'asset-reread');
}

async function evidenceAt(show: Show, path: string): ReturnType<AssetRecords['evidence']> {
  const asset = (await show.located(path))?.asset;
  return asset === undefined ? [] : show.runtime.registry.assets.evidence(asset.id);
}

describe('after an upgrade', () => {
  test('a sweep reads again what the changed readers read, and nothing else', async () => {
    const old = await openShow({}, BEFORE);
    old.write('quay.png', plainPng('1'));
    old.write('notes.txt', 'a note');
    await sweep(old.runtime);
    const show = await upgraded(old, PNG_ROSE);
    expect(await sweep(show.runtime)).toMatchObject({ reread: 1, unchanged: 2, changed: 0, registered: 0 });
    expect([await engineAt(show, 'quay.png'), await engineAt(show, 'notes.txt')]).toEqual([11, 10]);
    const [event, ...others] = (await rereadEvents(show)).map(({ body }) => JSON.parse(body));
    expect(others).toEqual([]);
    expect(event).toMatchObject({ before: { origin: 'unknown' }, origin: 'unknown' });
    expect([versionIn(event.before.engine), versionIn(event.engine)]).toEqual([10, 11]);
  });

  test('the next sweep finds nothing left, and from then on none asks how each file was read', async () => {
    const old = await openShow({}, BEFORE);
    for (const name of ['a.png', 'b.txt']) old.write(name, plainPng(name));
    await sweep(old.runtime);
    const show = await upgraded(old, PNG_ROSE);
    await sweep(show.runtime);
    const { coverage } = show.runtime.registry;
    const engine = show.runtime.examiner.engineVersion;
    expect((await coverage.get()).readersAt).not.toBe(engine);
    expect(await sweep(show.runtime)).toMatchObject({ reread: 0, unchanged: 2, bytesHashed: 0 });
    expect(await coverage.get()).toMatchObject({ readersAt: engine, rereading: undefined });
    expect(await sweep(show.runtime)).toMatchObject({ reread: 0, unchanged: 2, bytesHashed: 0 });
  });

  test('rules for names that changed judge every place again, and a sidecar is read again where it stands', async () => {
    const old = await openShow({}, BEFORE);
    for (const name of ['a.png', 'copy/a.png']) old.write(name, plainPng('twice'));
    await sweep(old.runtime);
    const names: Engine = { version: 11, places: 11, everyFormat: 10, formats: {} };
    const show = await upgraded(old, names);
    expect(await sweep(show.runtime)).toMatchObject({ reread: 2, unchanged: 2 });
    expect(await sweep(show.runtime)).toMatchObject({ reread: 0, unchanged: 2 });
  });

  test('stopped in the middle, the next sweep reads what is left, and the record is whole', async () => {
    const old = await openShow({}, BEFORE);
    for (let index = 0; index < 300; index++) old.write(`a/${index}.png`, plainPng(String(index)));
    await sweep(old.runtime);
    const first = await upgraded(old, ALL_ROSE);
    const stop = new AbortController();
    const stopped = await sweep(first.runtime, {
      signal: stop.signal,
      onProgress: ({ files, isRereading }) => {
        if (isRereading && files === 50) stop.abort();
      },
    });
    expect(stopped).toMatchObject({ complete: false, missing: 0 });
    expect(stopped.reread).toBeLessThan(300);
    const told = await first.runtime.registry.coverage.get();
    expect(told.rereading?.total).toBe(300);
    const again = await sweep(first.runtime);
    expect([stopped.reread + again.reread, again.unchanged]).toEqual([300, 300]);
    expect((await rereadEvents(first)).length).toBe(300);
    expect(await first.runtime.registry.events.verify()).toMatchObject({ broken: undefined });
  });

  test('killed in the middle, nothing is lost and nothing is read in vain', {
    timeout: 120_000,
  }, async () => {
    const old = await openShow({}, BEFORE);
    for (let index = 0; index < 600; index++) old.write(`a/${index}.png`, plainPng(String(index)));
    await sweep(old.runtime);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'reread-child.ts'), old.dir, JSON.stringify(ALL_ROSE)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    const show = await upgraded(old, ALL_ROSE);
    const before = (await rereadEvents(show)).length;
    expect(before).toBeLessThan(600);
    expect(await sweep(show.runtime)).toMatchObject({ reread: 600 - before, unchanged: 600 });
    expect((await rereadEvents(show)).length).toBe(600);
    expect(await show.runtime.registry.events.verify()).toMatchObject({ broken: undefined });
  });

  test('a watcher takes in what is new first and reads the old again in the background', async () => {
    const old = await openShow({}, BEFORE);
    for (let index = 0; index < 250; index++) old.write(`a/${index}.png`, plainPng(String(index)));
    await sweep(old.runtime);
    old.write('new.png', generatedPng('new'));
    const past = statSync(old.at('new.png')).mtimeMs;
    await until(
      'the new file to be at rest',
      () => Date.now() - past,
      (age) => age > 200,
    );
    const show = await upgraded(old, ALL_ROSE);
    const watch = await startWatch(show.runtime);
    onTestFinished(() => watch.stop());
    expect(await watch.firstSweep).toMatchObject({ registered: 1, unchanged: 250, reread: 0 });
    const { registry } = show.runtime;
    await until(
      'all to be read again',
      async () => (await rereadEvents(show)).length,
      (count) => count === 250,
    );
    await until(
      'coverage',
      () => registry.coverage.get(),
      ({ rereading }) => rereading === undefined,
    );
    expect(await engineAt(show, 'a/7.png')).toBe(11);
  });
});

describe('an origin never silently becomes milder', () => {
  test('what newer readers no longer find is kept, contradicts them and asks for a person', async () => {
    const show = await openShow();
    show.write('quay.png', plainPng('quay'));
    await recordOlder(show.runtime, 'quay.png', [SAYS_GENAI]);
    await sweep(show.runtime);
    expect((await show.located('quay.png'))?.asset).toMatchObject({
      origin: 'genai',
      temporary: true,
      conflict: true,
      tool: 'Old Generator',
      engineVersion: show.runtime.examiner.engineVersion,
    });
    expect(await evidenceAt(show, 'quay.png')).toMatchObject([
      { rule: SAYS_GENAI.rule, readerVersion: 1, kept: true },
    ]);
    const words = (await evidenceAt(show, 'quay.png')).map((item) => evidenceWords(item, () => undefined));
    expect(words.join()).toContain('a newer reader no longer finds this, so a person must look');
    expect(await show.runtime.registry.assets.noLongerFound()).toBe(1);
    expect((await rereadEvents(show)).map(({ body }) => JSON.parse(body))).toMatchObject([
      { before: { origin: 'genai', conflict: false, engine: 0 }, origin: 'genai', conflict: true },
    ]);
    expect(JSON.stringify(await rereadEvents(show))).not.toContain('Old Generator');
    expect(await show.runtime.registry.events.verify()).toMatchObject({ broken: undefined });
  });

  test('a person who looked settles it either way, by one statement', async () => {
    const show = await openShow();
    for (const name of ['yes.png', 'no.png']) {
      show.write(name, plainPng(name));
      await recordOlder(show.runtime, name, [SAYS_GENAI]);
    }
    await sweep(show.runtime);
    const state = (name: string, origin: 'genai' | 'human') =>
      declare(show.runtime, {
        paths: [name as RelPath],
        origin,
        declarant: 'Robin Vale',
        basis: 'asked the artist',
        document: { name: 'log.txt', bytes: Buffer.from('how it was made') },
      });
    await state('yes.png', 'genai');
    await state('no.png', 'human');
    expect(await show.runtime.registry.assets.noLongerFound()).toBe(0);
    expect((await show.located('yes.png'))?.asset).toMatchObject({ origin: 'genai', conflict: false });
    expect((await show.located('no.png'))?.asset).toMatchObject({
      origin: 'human',
      conflict: false,
      temporary: false,
      overruledBy: 'Robin Vale',
    });
  });

  test('a suspicion that newer readers no longer have stays until it is answered', async () => {
    const show = await openShow();
    show.write('quay.png', plainPng('quay'));
    await recordOlder(show.runtime, 'quay.png', [{ ...SAYS_GENAI, strength: 'heuristic' }]);
    await sweep(show.runtime);
    expect((await show.located('quay.png'))?.asset).toMatchObject({ origin: 'unknown', suspected: true });
  });

  test('a camera claim that newer readers no longer find is given up at once', async () => {
    const show = await openShow();
    show.write('quay.png', plainPng('quay'));
    await recordOlder(show.runtime, 'quay.png', [SAYS_CAMERA]);
    await sweep(show.runtime);
    expect((await show.located('quay.png'))?.asset).toMatchObject({ origin: 'unknown', conflict: false });
    expect(await evidenceAt(show, 'quay.png')).toEqual([]);
  });
});
