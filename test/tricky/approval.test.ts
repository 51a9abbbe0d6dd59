import { appendFileSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/asset.ts';
import { exportFiles } from '../../src/export/export.ts';
import { revoke } from '../../src/records/revoke.ts';
import { rel, type Stage } from '../helpers/gate-production.ts';
import { generatedPng } from '../helpers/material.ts';
import { aFinalUse, bothWays, day, declared, granted, underGuidance, verdictOf } from './show.ts';

let show: Stage;
afterEach(() => show.close());

const SHOT = 'shot.png';
const shot = await generatedPng('a quay at dusk');

/** A declared shot of a production; whoever approves it comes later. */
async function aDeclaredShot(): Promise<void> {
  show = await underGuidance({ [SHOT]: shot });
  await declared(show, SHOT, await aFinalUse(show));
}

describe('what was approved', () => {
  test('X14: an approved clip encoded again, no derivation recorded', async () => {
    await aDeclaredShot();
    const id = 'NFLX-0042';
    await granted(show, SHOT, { id });
    show.write('again.png', await generatedPng('a quay at dusk, encoded again'));
    expect(await bothWays(show, 'again.png', { approvalIds: [id] })).toEqual({
      temp: 'review APR-010,DEC-001',
      final: 'block DEC-001,APR-008',
    });
  });

  test('X15: an approved clip painted over afterwards', async () => {
    await aDeclaredShot();
    await granted(show, SHOT);
    appendFileSync(show.at(SHOT), '\0');
    expect(await bothWays(show, SHOT, { approvalIds: ['NFLX-0042'] })).toEqual({
      temp: 'review APR-010,DEC-003',
      final: 'block DEC-003,APR-008',
    });
  });

  test('X18: an approval expires exactly at the moment of the check', async () => {
    await aDeclaredShot();
    await granted(show, SHOT, { validUntil: day('2100-01-01') });
    expect(await verdictOf(show.later('2099-12-31T23:59:59.999Z'), SHOT)).toBe('pass OK-002');
    expect(await verdictOf(show.later('2100-01-01T00:00:00.000Z'), SHOT)).toBe('block APR-005');
  });

  test('X19: an approval for another episode, or for another title', async () => {
    await aDeclaredShot();
    await granted(show, SHOT, { scope: { episodes: ['102'] } });
    expect(await verdictOf(show, SHOT, { episode: '101' })).toBe('block APR-008');
    expect(await verdictOf(show, SHOT, { episode: '102' })).toBe('pass OK-002');
    await show.close();
    await aDeclaredShot();
    expect(await verdictOf(show, SHOT, { approvalIds: ['NFLX-OF-ANOTHER-TITLE'] })).toBe('block APR-000');
  });

  test('X20: an approval id typed in, no such record', async () => {
    await aDeclaredShot();
    expect(await bothWays(show, SHOT, { approvalIds: ['NFLX-9999'] })).toEqual({
      temp: 'review APR-010',
      final: 'block APR-000',
    });
  });

  test('X34: a trailer cut from an approved episode', async () => {
    await aDeclaredShot();
    await granted(show, SHOT, { scope: { types: ['master'] } });
    expect(await verdictOf(show, SHOT, { type: 'master' })).toBe('pass OK-002');
    expect(await verdictOf(show, SHOT, { type: 'trailer' })).toBe('block APR-008');
  });

  test('X35: an approval for the US, an export for the world', async () => {
    await aDeclaredShot();
    await granted(show, SHOT, { scope: { territories: ['US'] } });
    expect(await verdictOf(show, SHOT, { territories: ['US'] })).toBe('pass OK-002');
    expect(await verdictOf(show, SHOT)).toBe('block APR-008');
  });

  test('X43: the same file in two titles, approved in one', async () => {
    const other = await underGuidance({ [SHOT]: shot }, { title: 'Harbour' });
    try {
      await declared(other, SHOT, await aFinalUse(other));
      await aDeclaredShot();
      await granted(show, SHOT);
      expect(await verdictOf(show, SHOT)).toBe('pass OK-002');
      expect(await verdictOf(other, SHOT)).toBe('block APR-001');
      expect(await verdictOf(other, SHOT, { approvalIds: ['NFLX-0042'] })).toBe('block APR-000');
    } finally {
      await other.close();
    }
  });
});

describe('an export of what was approved', () => {
  let outside: string;
  beforeEach(() => {
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-tricky-')));
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));
  const send = (stage: Stage) =>
    exportFiles(stage.runtime, { paths: rel([SHOT]), to: join(outside, 'delivery') });
  const codes = (result: Awaited<ReturnType<typeof send>>): readonly string[] =>
    result.run.check.items.map(
      ({ verdict, findings }) => `${verdict} ${findings.map(({ code }) => code).join(',')}`,
    );

  test('X16: valid at the check, expired when the export starts', async () => {
    await aDeclaredShot();
    await granted(show, SHOT, { validUntil: day('2100-01-01') });
    expect(await verdictOf(show.later('2099-12-31T23:00:00.000Z'), SHOT)).toBe('pass OK-002');
    const result = await send(show.later('2100-01-01T00:00:00.000Z'));
    expect([result.kind, codes(result)]).toEqual(['refused', ['block APR-005']]);
  });

  test('X17: it expires during a long export, and nothing appears at the target', async () => {
    await aDeclaredShot();
    await granted(show, SHOT, { validUntil: day('2100-01-01') });
    let now = '2099-12-31T23:59:00.000Z';
    const slow = show.later(now);
    const clock = { now: () => now as Instant, nowUs: () => Date.parse(now) * 1000 };
    const result = await exportFiles(
      { ...slow.runtime, clock },
      {
        paths: rel([SHOT]),
        to: join(outside, 'delivery'),
        onProgress: ({ phase }) => {
          if (phase === 'copy') now = '2100-01-01T00:00:00.000Z';
        },
      },
    );
    expect([result.kind, codes(result)]).toEqual(['refused', ['block APR-005']]);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('X42: revoked after delivery: the next export is refused, and what was delivered is told', async () => {
    await aDeclaredShot();
    await granted(show, SHOT);
    expect((await send(show)).kind).toBe('made');
    await revoke(show.runtime, 'NFLX-0042', 'The deal fell through');
    expect(await verdictOf(show, SHOT)).toBe('block APR-006');
    const { exports } = await show.runtime.registry.exports.under('NFLX-0042');
    expect(exports.flatMap(({ files }) => files.map(({ place }) => place))).toEqual([SHOT]);
  });
});
