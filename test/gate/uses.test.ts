import { afterEach, describe, expect, test } from 'vitest';
import { revoke } from '../../src/records/revoke.ts';
import type { Stage } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';
import {
  aFinalUse,
  aUse,
  bothWays,
  declared,
  granted,
  told,
  underGuidance,
  verdictOf,
} from '../tricky/show.ts';

let show: Stage;
afterEach(() => show.close());

const SHOT = 'shot.png';
const shot = await generatedPng('a quay at dusk');

describe('a refusal', () => {
  test('for trailers says nothing of a master', async () => {
    show = await underGuidance({ [SHOT]: shot });
    await declared(show, SHOT, await aFinalUse(show));
    await granted(show, SHOT);
    await granted(show, SHOT, {
      id: 'NO-1',
      scope: { types: ['trailer'] },
      terms: { decision: 'rejected', rejects: 'all_use' },
    });
    expect(await verdictOf(show, SHOT, { type: 'master' })).toBe('pass OK-002');
    expect(await verdictOf(show, SHOT, { type: 'trailer' })).toBe('block APR-003');
  });

  test('ends with what is granted after it, and stands again once that is withdrawn', async () => {
    show = await underGuidance({ [SHOT]: shot });
    await declared(show, SHOT, await aUse(show));
    await told(show, SHOT);
    await granted(show, SHOT, { id: 'NO-1', terms: { decision: 'rejected', rejects: 'all_use' } });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'block APR-003', final: 'block APR-003' });
    await granted(show, SHOT, { id: 'YES-2' });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
    await revoke(show.runtime, 'YES-2', 'Second thoughts');
    expect((await bothWays(show, SHOT)).temp).toBe('block APR-003');
  });
});

describe('who may approve', () => {
  test('the person who declared or ran it may not, and the words ask for the authority it needs', async () => {
    show = await underGuidance({ [SHOT]: shot });
    await declared(show, SHOT, await aFinalUse(show), { by: 'Acme producer' });
    const { items } = await show.check([SHOT]);
    expect(items[0]?.findings[0]).toMatchObject({
      code: 'APR-001',
      args: { authority: 'production-legal' },
    });
    await granted(show, SHOT, { id: 'A-1', by: 'Noor Artist' });
    expect(await verdictOf(show, SHOT)).toBe('block APR-013');
    await granted(show, SHOT, { id: 'A-2', terms: { authority: 'contact' } });
    expect((await show.check([SHOT])).items[0]?.approvals.map(({ state }) => state).sort()).toEqual([
      'authority-too-low',
      'self-approved',
    ]);
    await granted(show, SHOT, { id: 'A-3' });
    expect(await verdictOf(show, SHOT)).toBe('pass OK-002');
  });

  test('whoever records the approval of a named file of unknown origin is not its maker thereby', async () => {
    show = await underGuidance({ 'still.png': await plainPng('still') });
    await show.approve(['still.png'], { authority: 'studio_legal', grantedBy: 'Studio lawyer' });
    await declared(show, 'still.png', await aFinalUse(show));
    expect(await verdictOf(show, 'still.png')).toBe('pass OK-002');
  });
});

test('where an item stands is told with its verdict, and nothing held is called cleared', async () => {
  show = await underGuidance({ [SHOT]: shot });
  const standing = async (type: 'master' | 'trailer') =>
    (await show.check([SHOT], { type })).items[0]?.clearance;
  expect(await standing('master')).toEqual({ state: 'temp_undeclared', word: 'temporary' });
  await declared(show, SHOT, await aFinalUse(show));
  expect(await standing('master')).toEqual({ state: 'temp_declared', word: 'temporary' });
  await granted(show, SHOT, { scope: { types: ['master'] } });
  expect(await standing('master')).toEqual({ state: 'approved', word: 'cleared' });
  expect(await standing('trailer')).toEqual({ state: 'approved', word: 'blocked' });
});
