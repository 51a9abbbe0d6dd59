import { afterEach, describe, expect, test } from 'vitest';
import { hashBytes } from '../../src/files/hash.ts';
import { previewWaiver, type WaiverRequest, waive } from '../../src/records/waive.ts';
import { rel, type Stage, stage } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';
import { aUse, declared, underGuidance, verdictOf } from '../tricky/show.ts';

let show: Stage;
afterEach(() => show.close());

const shot = await generatedPng('a quay at dusk');
const failure = (code: string) => expect.objectContaining({ code });
const asked = (paths: readonly string[], more: Partial<WaiverRequest> = {}): WaiverRequest => ({
  paths: rel(paths),
  codes: ['NTF-001'],
  grantedBy: 'Head of post',
  reason: 'the contact is away',
  until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  document: { name: 'mail.txt', bytes: Buffer.from('Go on for now.\n') },
  confirmed: true,
  ...more,
});
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('a waiver', () => {
  test('sets a finding aside for those bytes until its last day, and says so', async () => {
    show = await underGuidance({ 'a.png': await plainPng('p') });
    await declared(show, 'a.png', undefined, { origin: 'camera' });
    expect(await verdictOf(show, 'a.png')).toBe('review ORG-003');
    const paper = await waive(show.runtime, asked(['a.png'], { codes: ['org-003'] }));
    expect(await verdictOf(show, 'a.png')).toMatch(/^warn WVR-001/);
    expect(await verdictOf(show.later(paper.body.validUntil), 'a.png')).toBe('review ORG-003');
  });

  test('for one kind of deliverable reaches no other', async () => {
    show = await underGuidance({ 'a.png': await plainPng('p') });
    await declared(show, 'a.png', undefined, { origin: 'camera' });
    await waive(show.runtime, asked(['a.png'], { codes: ['ORG-003'], types: ['trailer'] }));
    expect(await verdictOf(show, 'a.png', { type: 'trailer' })).toMatch(/^warn WVR-001/);
    expect(await verdictOf(show, 'a.png', { type: 'master' })).toBe('review ORG-003');
  });

  test.each([
    ['a code no policy lets be waived', { codes: ['ORG-001'] }],
    ['an approval finding', { codes: ['APR-001'] }],
    ['a hard stop', { codes: ['HST-001'] }],
    ['what could not be read', { codes: ['FIL-001'] }],
    ['a time too long', { until: inDays(92) }],
    ['a time that is over', { until: '2020-01-01' }],
    ['no document', { document: undefined }],
    ['no reason', { reason: ' ' }],
    ['no code', { codes: [] }],
  ])('for %s is refused', async (_, more) => {
    show = await underGuidance({ 'a.png': shot });
    await expect(waive(show.runtime, asked(['a.png'], more))).rejects.toThrowError(failure('usage'));
    expect(await show.runtime.registry.papers.list(['waiver'])).toEqual([]);
  });

  test('is refused where no policy lets anything be waived', async () => {
    show = await stage({ 'a.png': shot });
    await expect(waive(show.runtime, asked(['a.png']))).rejects.toThrowError(failure('usage'));
  });

  test('threat 33: suspected files and what replaced temporary GenAI are never waived', async () => {
    const suspect = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';
    show = await underGuidance({ [`f/${suspect}`]: await plainPng('s'), 'f/a.png': shot, 'f/b.png': shot });
    await show.check(['f']);
    show.write('f/a.png', await plainPng('p'));
    const preview = await previewWaiver(show.runtime, asked(['f']));
    expect(preview.binds.map(({ path }) => path)).toEqual(['f/b.png']);
    expect(preview.leaves.map(({ path }) => path).sort()).toEqual([`f/${suspect}`, 'f/a.png']);
    await expect(previewWaiver(show.runtime, asked(['f/a.png']))).rejects.toThrowError(failure('usage'));
  });

  test('threat 33: is neither granted nor recorded by who made the file, nor recorded without the role', async () => {
    show = await underGuidance({ 'a.png': shot });
    await declared(show, 'a.png', await aUse(show), { by: 'Noor Artist' });
    await expect(waive(show.runtime, asked(['a.png'], { grantedBy: 'NOOR artist' }))).rejects.toThrowError(
      failure('forbidden'),
    );
    const { registry, actor, clock } = show.runtime;
    const account = async (name: string, role: 'editor' | 'approver') => {
      const token = { name, role, secretSha256: hashBytes(name) };
      const { personId } = await registry.tokens.create(token, actor, clock.now());
      return { ...show.runtime, actor: { personId } };
    };
    const [editor, approver] = [await account('Ed', 'editor'), await account('Ap', 'approver')];
    await expect(waive(editor, asked(['a.png']))).rejects.toThrowError(failure('forbidden'));
    await waive(approver, asked(['a.png']));
    const refused = (await registry.events.after(0, 1000)).filter(({ kind }) => kind === 'refused');
    expect(refused.map(({ body }) => JSON.parse(body).attempt)).toEqual([
      'self-waiver',
      'waiver-without-role',
    ]);
  });
});
