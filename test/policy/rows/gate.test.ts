import { afterEach, describe, expect, test } from 'vitest';
import { registryFile } from '../../../src/configuration/state.ts';
import type { Principle, UseStatement } from '../../../src/domain/use-statement.ts';
import { checkJson } from '../../../src/reports/check-json.ts';
import { wordsOf } from '../../../src/reports/words.ts';
import { rel, type Stage } from '../../helpers/gate-production.ts';
import { generatedPng } from '../../helpers/material.ts';
import { tamper } from '../../registry/production.ts';
import {
  aFinalUse,
  aUse,
  declared,
  granted,
  LATER,
  told,
  underGuidance,
  verdictOf,
} from '../../tricky/show.ts';

let show: Stage;
afterEach(() => show.close());

const board = await generatedPng('a mood board');
const TEMP = { destination: 'temp' } as const;
const PRINCIPLES: readonly Principle[] = ['P1', 'P2', 'P3', 'P4', 'P5'];
const DOUBTS = PRINCIPLES.flatMap((principle) => [
  { principle, answer: 'no' as const },
  { principle, answer: 'unsure' as const },
]);

/** The answers of someone who holds to all five principles, but for one. */
function answered(principle: Principle, answer: 'no' | 'unsure'): UseStatement['principles'] {
  const all = Object.fromEntries(PRINCIPLES.map((each) => [each, 'yes'])) as Record<Principle, 'yes'>;
  return { ...all, [principle]: answer };
}

describe('the rows of the guidance at the gate', () => {
  test('S0-07: nobody told, told after the work, told before it', async () => {
    show = await underGuidance({ 'board.png': board });
    await declared(show, 'board.png', await aUse(show));
    const said = [await verdictOf(show, 'board.png', TEMP)];
    await told(show, 'board.png', LATER);
    said.push(await verdictOf(show, 'board.png', TEMP));
    await told(show, 'board.png');
    said.push(await verdictOf(show, 'board.png', TEMP));
    expect(said).toEqual(['warn NTF-001', 'warn NTF-002', 'pass OK-003']);
  });

  test('S0-09: a report counts what is open in each of the four areas', async () => {
    const names = ['data.png', 'idea.png', 'voice.png', 'news.png'];
    const files = await Promise.all(names.map(async (name) => [name, await generatedPng(name)] as const));
    show = await underGuidance(Object.fromEntries(files));
    const open = { enterpriseSecured: 'no', enterpriseReason: 'A trial account' } as const;
    await declared(
      show,
      'data.png',
      await aUse(show, { ...open, inputs: [{ class: 'script', kind: 'scene 12' }] }),
    );
    await declared(show, 'idea.png', await aUse(show));
    const performer = await show.runtime.registry.people.idOf('Ana Ruiz');
    await declared(
      show,
      'voice.png',
      await aUse(show, { talent: [{ relation: 'replica_voice', performer }] }),
    );
    const real = { couldBeTakenAsReal: 'yes', newsStyle: true, realPerson: false, realEvent: true } as const;
    await declared(show, 'news.png', await aUse(show, { misleading: real }));
    const { areas } = checkJson(await show.check(names));
    expect(areas).toMatchObject({
      data_use: 1,
      creative_output: names.length,
      talent_performance: 1,
      ethics_representation: 1,
    });
  });

  test('S0-13, S0-06: out of finals unless approved, TEMPORARY all the same', async () => {
    show = await underGuidance({ 'shot.png': board });
    await declared(show, 'shot.png', await aFinalUse(show));
    const look = async () => {
      const [item] = (await show.check(['shot.png'])).items;
      return `${item?.verdict} ${item?.temporary === true ? 'TEMPORARY' : ''}`;
    };
    const before = await look();
    await granted(show, 'shot.png');
    expect([before, await look()]).toEqual(['block TEMPORARY', 'pass TEMPORARY']);
  });

  test('S1-07: what may leave says why, in words', async () => {
    show = await underGuidance({ 'board.png': board });
    await declared(show, 'board.png', await aUse(show));
    await told(show, 'board.png');
    const [item] = (await show.check(['board.png'], TEMP)).items;
    const [why, ...more] = item?.findings ?? [];
    if (item === undefined || why === undefined) throw new Error('a pass without a reason');
    expect([why.code, why.rules, more]).toEqual(['OK-003', ['M1'], []]);
    expect(wordsOf(why, item.path).message).toMatch(/declared/);
  });

  test.each(DOUBTS)(
    'S1-15, S1-16: $principle answered $answer is escalated, for temp too',
    async ({ principle, answer }) => {
      show = await underGuidance({ 'board.png': board });
      const principles = answered(principle, answer);
      await declared(show, 'board.png', await aUse(show, { principles }));
      await told(show, 'board.png');
      expect(await verdictOf(show, 'board.png', TEMP)).toBe('review APR-010');
    },
  );

  test('S1-19: what was said earlier stays readable, and a changed record is found', async () => {
    show = await underGuidance({ 'shot.png': board });
    const first = await declared(show, 'shot.png', await aFinalUse(show, { purpose: 'A fill-in' }));
    await declared(show, 'shot.png', await aFinalUse(show, { purpose: 'The hero shot' }), {
      supersedes: first.recordId,
    });
    const { registry, production } = show.runtime;
    const [item] = (await show.check(['shot.png'])).items;
    if (item?.assetId === undefined) throw new Error('shot.png is not registered');
    const all = await registry.declarations.of(item.assetId);
    expect(all.map(({ use }) => use?.purpose)).toEqual(['A fill-in', 'The hero shot']);
    expect((await registry.events.verify()).broken).toBeUndefined();
    tamper(registryFile(production), "UPDATE declarations SET basis = 'painted by hand'");
    expect((await registry.events.verify()).broken).toContain(item.assetId);
    const check = await show.check(rel(['shot.png']));
    expect(check.findings.concat(check.items.flatMap(({ findings }) => findings))).toContainEqual(
      expect.objectContaining({ code: 'GAT-002' }),
    );
  });
});
