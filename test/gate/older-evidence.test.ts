import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { judge } from '../../src/deliverables/judge.ts';
import { unitOf } from '../../src/deliverables/units.ts';
import type { RelPath } from '../../src/domain/path.ts';
import { exportFiles } from '../../src/export/export.ts';
import { runCheck } from '../../src/gate/check.ts';
import { finished, startFromSource } from '../helpers/built.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng } from '../helpers/material.ts';
import { BEFORE_ALL, recordOlder, SAYS_CAMERA } from '../helpers/older-evidence.ts';
import { startShow } from '../http/show.ts';

const SHOT = 'final/quay.png';
const shot = await generatedPng('a quay at dusk');

/** A GenAI still in a deliverables folder, on record as a camera's by the word of an engine of this version. */
async function misread(engineVersion: number = BEFORE_ALL): Promise<Stage> {
  const show = await stage({ [SHOT]: shot }, { deliverables: [{ path: 'final/**', type: 'master' }] });
  onTestFinished(() => show.close());
  await recordOlder(show.runtime, SHOT, [SAYS_CAMERA], engineVersion);
  return show;
}

describe('threat 22: evidence older than the readers is read again before it is judged', () => {
  test('what today’s readers read is believed by stat alone', async () => {
    const engine = (await misread()).runtime.examiner.engineVersion;
    const { items, outcome } = await (await misread(engine)).check(['final']);
    expect([outcome, items[0]?.origin, items[0]?.verified]).toEqual(['pass', 'camera', 'stat']);
  });

  test('a check', async () => {
    const show = await misread();
    const check = await show.check(['final']);
    expect(told(check)).toEqual([`${SHOT} block APR-001`]);
    expect(check.items[0]).toMatchObject({ origin: 'genai', temporary: true, verified: 'bytes' });
    expect(await show.runtime.registry.events.verify()).toMatchObject({ broken: undefined });
  });

  test('a check from the command line', async () => {
    const show = await misread();
    const child = startFromSource('check', show.at('final'), '--format', 'json');
    const { code, stdout } = await finished(child);
    expect([code, JSON.parse(stdout).items[0]?.origin]).toEqual([1, 'genai']);
  });

  test('a check over HTTP', async () => {
    const show = await startShow({ '06_DELIVERY/quay.png': shot });
    onTestFinished(() => show.close());
    await recordOlder(show.runtime, '06_DELIVERY/quay.png', [SAYS_CAMERA]);
    const body = { paths: ['06_DELIVERY'] };
    const heard = await show.ask('editor', 'POST', '/checks', { body, headers: { prefer: 'wait=60' } });
    expect(heard).toMatchObject({ status: 200, body: { outcome: 'block', items: [{ origin: 'genai' }] } });
  });

  test('an export', async () => {
    const show = await misread();
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-out-')));
    onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
    const to = join(outside, 'delivery');
    const { kind, run } = await exportFiles(show.runtime, { paths: rel(['final']), to });
    const origin = run.check.items[0]?.origin;
    expect([kind, run.check.outcome, origin, existsSync(to)]).toEqual(['refused', 'block', 'genai', false]);
  });

  test('the judgement of a deliverable folder', async () => {
    const { runtime } = await misread();
    const unit = unitOf(runtime, SHOT as RelPath);
    if (unit === undefined) throw new Error('final is a deliverable');
    expect(await judge(runtime, unit)).toMatchObject({
      outcome: 'block',
      check: { items: [{ origin: 'genai' }] },
    });
  });

  test('is undecided where it cannot be read again', async () => {
    const { runtime } = await misread();
    const examine = () => Promise.resolve({ kind: 'unreadable', reason: 'EIO' } as const);
    const broken = { ...runtime, examiner: { ...runtime.examiner, examine } };
    const { check } = await runCheck(broken, { paths: rel(['final']) });
    expect([check.outcome, check.items[0]?.findings[0]?.code]).toEqual(['incomplete', 'FIL-001']);
  });

  test('a place whose name was judged by older rules is judged by those of today', async () => {
    const name = 'final/ChatGPT Image Nov 22, 2026, 10_00_00 AM.png';
    const show = await stage({ [name]: shot });
    onTestFinished(() => show.close());
    const { examiner } = show.runtime;
    await recordOlder(show.runtime, name, [SAYS_CAMERA], examiner.engineVersion);
    expect((await show.check(['final'])).items[0]).toMatchObject({ suspected: false, verified: 'stat' });
    const newer = { ...examiner, placesVersion: examiner.placesVersion + 1 };
    const upgraded = { ...show.runtime, examiner: newer };
    const { check } = await runCheck(upgraded, { paths: rel(['final']) });
    expect(check.items[0]).toMatchObject({ suspected: true, verdict: 'review' });
  });
});
