import { afterEach, describe, expect, test } from 'vitest';
import type { Stage } from '../helpers/gate-production.ts';
import { generatedPng } from '../helpers/material.ts';
import {
  aFinalUse,
  aUse,
  bothWays,
  cleared,
  declared,
  granted,
  judged,
  proved,
  told,
  underGuidance,
} from './show.ts';

let show: Stage;
afterEach(() => show.close());

const SHOT = 'shot.png';
const staged = async (): Promise<void> => {
  show = await underGuidance({ [SHOT]: await generatedPng('a quay at dusk') });
};
const POSTER = { useCases: ['UC-BACKGROUND'], intendedUse: 'final' } as const;

describe('what it is used for', () => {
  test('X09: a generated wardrobe fix on an actor', async () => {
    await staged();
    const performer = await show.runtime.registry.people.idOf('Mira Actor');
    const fix = {
      useCases: ['UC-CUSTOMARY-POST'],
      talent: [{ relation: 'customary', performer, axes: ['appearance'] }],
    } as const;
    const first = await declared(show, SHOT, await aUse(show, fix));
    await told(show, SHOT);
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-003', final: 'block APR-001' });
    const use = await aUse(show, { ...fix, intendedUse: 'final' });
    await declared(show, SHOT, use, { supersedes: first.recordId });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'review APR-010', final: 'block APR-001' });
    await granted(show, SHOT, { terms: { authority: 'contact' } });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });

  test('X10: an incidental generated poster, declared, notified, judged incidental', async () => {
    await staged();
    await declared(show, SHOT, await aUse(show, POSTER));
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'warn TRI-001', final: 'block APR-001,TRI-001' });
    await told(show, SHOT);
    await judged(show, SHOT);
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-003', final: 'block APR-001' });
    await granted(show, SHOT, { terms: { authority: 'contact' } });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });

  test('a poster somebody judged to matter to the story needs more than the contact', async () => {
    await staged();
    await declared(show, SHOT, await aUse(show, POSTER));
    await told(show, SHOT);
    await judged(show, SHOT, 'story_relevant');
    await granted(show, SHOT, { terms: { authority: 'contact' } });
    expect((await bothWays(show, SHOT)).final).toBe('block APR-012');
    await granted(show, SHOT, { id: 'NFLX-0043', terms: { authority: 'production_legal' } });
    expect((await bothWays(show, SHOT)).final).toBe('pass OK-002');
  });

  test('X11: the same poster, then read aloud in a re-edit', async () => {
    await staged();
    const first = await declared(show, SHOT, await aUse(show, POSTER));
    await told(show, SHOT);
    await judged(show, SHOT);
    await granted(show, SHOT, { terms: { maxProminence: 'incidental' } });
    expect((await bothWays(show, SHOT)).final).toBe('pass OK-002');
    const use = await aUse(show, { ...POSTER, prominence: 'story_relevant' });
    await declared(show, SHOT, use, { supersedes: first.recordId });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'review APR-010', final: 'block APR-008' });
    const { items } = await show.check([SHOT]);
    expect(items[0]?.findings[0]?.args).toMatchObject({
      what: 'prominence',
      approved: 'incidental',
      needed: 'story relevant',
    });
  });

  test('X33: a mood board image left as set dressing on camera', async () => {
    await staged();
    const first = await declared(show, SHOT, await aUse(show, { useCases: ['UC-IDEATION'] }));
    await told(show, SHOT);
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-003', final: 'block APR-001' });
    await granted(show, SHOT, { id: 'NFLX-0041', terms: { useCases: ['UC-IDEATION'] } });
    expect((await bothWays(show, SHOT)).final).toBe('block APR-008');
    await declared(show, SHOT, await aUse(show, POSTER), { supersedes: first.recordId });
    await judged(show, SHOT);
    await granted(show, SHOT, { terms: { useCases: ['UC-BACKGROUND'] } });
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });

  test('X45: the declaration says "unsure" on principle 2', async () => {
    await staged();
    const principles = { P1: 'yes', P2: 'unsure', P3: 'yes', P4: 'yes', P5: 'yes' } as const;
    await declared(show, SHOT, await aUse(show, { principles }));
    await told(show, SHOT);
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'review APR-010', final: 'block APR-001' });
    await granted(show, SHOT);
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });

  test('X46: proprietary stills used in a consumer tool for a mood board', async () => {
    await staged();
    const use = await aUse(show, {
      useCases: ['UC-IDEATION'],
      tool: { name: 'Webtoy', deployment: 'saas_consumer' },
      enterpriseSecured: 'no',
      enterpriseReason: 'Nobody asked',
      inputs: [{ kind: 'unit stills', class: 'production_image' }],
    });
    await declared(show, SHOT, use);
    await told(show, SHOT);
    expect(await bothWays(show, SHOT)).toEqual({
      temp: 'review DAT-001,APR-010',
      final: 'block DAT-001,APR-001',
    });
    await granted(show, SHOT);
    await proved(show, SHOT, 'EV-TERMS-SNAPSHOT');
    expect((await bothWays(show, SHOT)).final).toBe('block DAT-001');
    await cleared(show, SHOT, 'unit stills', 'Another tool');
    expect((await bothWays(show, SHOT)).final).toBe('block DAT-001');
    await cleared(show, SHOT, 'unit stills', 'Webtoy');
    expect((await bothWays(show, SHOT)).final).toBe('pass OK-002');
  });

  test('X50: a synthetic background crowd, nobody recognisable', async () => {
    await staged();
    const use = await aFinalUse(show, {
      useCases: ['UC-SYNTHETIC-PERFORMER'],
      talent: [{ relation: 'synthetic_performer' }],
      unionImpact: [{ roleGroup: 'background actors' }],
    });
    await declared(show, SHOT, use);
    expect(await bothWays(show, SHOT)).toEqual({
      temp: 'review APR-010,UNI-001',
      final: 'block UNI-001,APR-001',
    });
    await granted(show, SHOT);
    expect((await bothWays(show, SHOT)).final).toBe('block UNI-001,EVD-001');
    await proved(show, SHOT, 'EV-UNION-AGREEMENT');
    expect(await bothWays(show, SHOT)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });
});
