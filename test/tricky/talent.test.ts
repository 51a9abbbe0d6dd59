import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/person.ts';
import type { Stage } from '../helpers/gate-production.ts';
import { wav } from '../helpers/material.ts';
import { aFinalUse, bothWays, consented, declared, granted, LATER, proved, underGuidance } from './show.ts';

let show: Stage;
let mira: PersonId;
beforeEach(async () => {
  show = await underGuidance({ [LINE]: wav(7) });
  mira = await show.runtime.registry.people.idOf('Mira Actor');
});
afterEach(() => show.close());

const LINE = 'line.wav';
const PROOFS = ['EV-GUILD-COMPLIANCE', 'EV-LEGAL-REVIEW', 'EV-MODEL-SCOPE', 'EV-QA-TEST'] as const;

/** A clone of the actor's voice, approved, with every proof but her consent. */
async function clonedVoice(): Promise<void> {
  const use = await aFinalUse(show, {
    useCases: ['UC-TALENT-REPLICA'],
    modality: ['audio_voice'],
    talent: [{ relation: 'replica_voice', performer: mira }],
  });
  await declared(show, LINE, use);
  await proved(show, LINE, ...PROOFS);
  await granted(show, LINE);
}

describe('whose voice or face it is', () => {
  test('X21: a voice clone, approval granted, no consent document', async () => {
    await clonedVoice();
    expect(await bothWays(show, LINE)).toEqual({
      temp: 'block HST-001,EVD-001',
      final: 'block HST-001,EVD-001',
    });
    await consented(show, 'Mira Actor');
    expect(await bothWays(show, LINE)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });

  test('X22: consent signed after the clone was made', async () => {
    await clonedVoice();
    await consented(show, 'Mira Actor', { signedAt: LATER });
    expect(await bothWays(show, LINE)).toEqual({
      temp: 'block HST-001,DEC-005,EVD-001',
      final: 'block HST-001,DEC-005,EVD-001',
    });
  });

  test('X23: consent withdrawn or suspended after approval', async () => {
    await clonedVoice();
    const first = await consented(show, 'Mira Actor');
    expect((await bothWays(show, LINE)).final).toBe('pass OK-002');
    for (const state of ['suspended', 'withdrawn'] as const) {
      const earlier = await show.runtime.registry.papers.list(['consent']);
      const supersedes = earlier[0]?.recordId ?? first.recordId;
      await consented(show, 'Mira Actor', { state, supersedes });
      const both = await bothWays(show, LINE);
      expect([both.temp, both.final]).toEqual([
        expect.stringMatching(/^block HST-001/),
        expect.stringMatching(/^block HST-001/),
      ]);
    }
  });

  test('X27: an AI dub with lip-sync', async () => {
    const use = await aFinalUse(show, {
      useCases: ['UC-DUB-LIPSYNC'],
      phase: 'localisation',
      talent: [{ relation: 'replica_voice', performer: mira }],
    });
    await declared(show, LINE, use);
    expect(await bothWays(show, LINE)).toEqual({
      temp: 'block HST-001,APR-010',
      final: 'block HST-001,APR-001',
    });
    await consented(show, 'Mira Actor', { uses: 'Dubbed in her own voice' });
    expect(await bothWays(show, LINE)).toEqual({ temp: 'review APR-010', final: 'block APR-001' });
    await granted(show, LINE);
    expect((await bothWays(show, LINE)).final).toBe('block EVD-001');
    await proved(show, LINE, 'EV-UNION-AGREEMENT');
    expect(await bothWays(show, LINE)).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });
});
