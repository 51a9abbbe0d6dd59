import { afterEach, describe, expect, test } from 'vitest';
import { recordBaseline } from '../../src/records/baseline.ts';
import { endConsent, listConsents, recordConsent } from '../../src/records/consent.ts';
import { declare } from '../../src/records/declare.ts';
import { attachEvidence } from '../../src/records/evidence.ts';
import { recordNotice } from '../../src/records/notice.ts';
import { listProfiles, recordProfile } from '../../src/records/profile.ts';
import { requireUse } from '../../src/records/use/use-input.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const FULL = { policy: ['netflix-genai-2025'] };
const letter = { name: 'letter.txt', bytes: Buffer.from('Agreed, regards.\n') };
const blank = { name: 'blank.txt', bytes: Buffer.from(' \n') };
const wrong = (next: RegExp) => expect.objectContaining({ code: 'usage', next: expect.stringMatching(next) });
const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';

describe('a baseline', () => {
  test("lists today's unknown files until a date; what comes later fails as before", async () => {
    show = await stage(
      { 'a.png': await plainPng('a'), [SUSPECT]: await plainPng('s'), 'g.png': await generatedPng('g') },
      FULL,
    );
    const request = {
      paths: rel(['']),
      by: 'Kim Lee',
      document: letter,
      until: '2099-12-31',
      confirmed: true,
    };
    const paper = await recordBaseline(show.runtime, request);
    expect(paper.assetIds).toHaveLength(1);
    expect(paper.body.until).toBe('2100-01-01T00:00:00.000Z');
    show.write('b.png', await plainPng('b'));
    const check = told(await show.check(['']));
    expect(check).toContainEqual('a.png warn ORG-001');
    expect(check).toContainEqual('b.png review ORG-001');
    expect(check.find((line) => line.startsWith(SUSPECT))).toContain('review');
  });

  test('needs a document that says something, and a date to come', async () => {
    show = await stage({ 'a.png': await plainPng('a') }, FULL);
    const request = { paths: rel(['a.png']), by: 'Kim Lee', document: letter, until: '2099-12-31' };
    await expect(recordBaseline(show.runtime, { ...request, document: blank })).rejects.toThrowError(
      wrong(/--document/),
    );
    await expect(recordBaseline(show.runtime, { ...request, until: '2020-01-01' })).rejects.toThrowError(
      wrong(/--until/),
    );
    await expect(recordBaseline(show.runtime, { ...request, paths: rel(['']) })).rejects.toThrowError(
      wrong(/--yes/),
    );
  });
});

describe('a notice', () => {
  test('is of a day that has come, by a channel there is, about what a model had a hand in', async () => {
    show = await stage({ 'a.png': await generatedPng('a'), 'b.png': await plainPng('b') }, FULL);
    const request = {
      paths: rel(['']),
      to: 'Studio contact',
      at: '2026-11-01',
      channel: 'mail',
      confirmed: true,
    };
    const paper = await recordNotice(show.runtime, request);
    expect(paper).toMatchObject({ body: { toldAt: '2026-11-01T00:00:00.000Z', channel: 'mail' } });
    expect(paper.assetIds).toHaveLength(1);
    await expect(recordNotice(show.runtime, { ...request, at: '2099-01-01' })).rejects.toThrowError(
      wrong(/--at/),
    );
    await expect(recordNotice(show.runtime, { ...request, channel: 'pigeon' })).rejects.toThrowError(
      wrong(/mail, ticket, call/),
    );
    await expect(recordNotice(show.runtime, { ...request, to: ' ' })).rejects.toThrowError(
      wrong(/--to NAME/),
    );
  });
});

describe('evidence', () => {
  test('is of a type the rules know, in its short form too; a wrong one names the nearest', async () => {
    show = await stage({ 'a.png': await generatedPng('a') }, FULL);
    const request = { paths: rel(['a.png']), type: 'legal review', document: letter };
    expect((await attachEvidence(show.runtime, request)).body.type).toBe('EV-LEGAL-REVIEW');
    await expect(attachEvidence(show.runtime, { ...request, type: 'legal-revue' })).rejects.toThrowError(
      wrong(/EV-LEGAL-REVIEW\?/),
    );
  });

  test('S0-15: a clearance names the input and the tool', async () => {
    show = await stage({ 'a.png': await generatedPng('a') }, FULL);
    const request = { paths: rel(['a.png']), type: 'input-clearance', document: letter };
    await expect(attachEvidence(show.runtime, { ...request, subject: 'script' })).rejects.toThrowError(
      wrong(/--tool/),
    );
    expect(
      (await attachEvidence(show.runtime, { ...request, subject: 'script', tool: 'ChatGPT' })).body,
    ).toMatchObject({
      subject: 'script',
      tool: 'ChatGPT',
    });
  });
});

describe('a consent', () => {
  const consent = { giver: 'Ana Ruiz', uses: 'pick-up lines', signed: '2026-10-01', document: letter };

  test('cures a replica made after it was signed, until it is suspended', async () => {
    show = await stage({ 'voice.png': await generatedPng('v') }, FULL);
    const use = requireUse({ use: 'talent-replica', talent: 'replica_voice: Ana Ruiz', made: '2026-11-01' });
    await declare(show.runtime, { paths: rel(['voice.png']), declarant: 'Kim Lee', use });
    const temp = { destination: 'temp' as const };
    expect((await show.check([''], temp)).outcome).toBe('block');
    const given = await recordConsent(show.runtime, consent);
    expect((await show.check([''], temp)).outcome).toBe('review');
    const ended = await endConsent(show.runtime, given.recordId, 'suspended');
    expect(ended).toMatchObject({ supersedes: given.recordId, body: { state: 'suspended' } });
    expect((await show.check([''], temp)).outcome).toBe('block');
    expect(await listConsents(show.runtime)).toHaveLength(1);
    await endConsent(show.runtime, given.recordId, 'withdrawn');
    await expect(endConsent(show.runtime, given.recordId, 'suspended')).rejects.toThrowError(
      expect.objectContaining({ code: expect.stringMatching(/conflict|not-found/) }),
    );
  });

  test('names the performer where somebody else agrees, and a day that has come', async () => {
    show = await stage({}, FULL);
    await expect(recordConsent(show.runtime, { ...consent, capacity: 'estate' })).rejects.toThrowError(
      wrong(/--performer/),
    );
    await expect(recordConsent(show.runtime, { ...consent, signed: '2099-01-01' })).rejects.toThrowError(
      wrong(/--signed/),
    );
    await expect(recordConsent(show.runtime, { ...consent, until: '2026-09-01' })).rejects.toThrowError(
      wrong(/--until/),
    );
  });
});

describe('a tool profile', () => {
  test('is superseded by one of the same name, keeps its terms by digest, and holds nothing but the tool', async () => {
    show = await stage({}, FULL);
    await recordProfile(show.runtime, { name: 'Midjourney', use: requireUse({ trains: 'unsure' }) });
    const paper = await recordProfile(show.runtime, {
      name: 'midjourney',
      use: requireUse({ tool: { vendor: 'Midjourney Inc' }, trains: 'no' }),
      terms: letter,
    });
    expect(await listProfiles(show.runtime)).toEqual([paper]);
    expect(paper.body.use).toEqual({
      tool: { name: 'midjourney', vendor: 'Midjourney Inc' },
      trainsOnIo: 'no',
      termsSnapshotSha256: paper.documents[0]?.sha256,
    });
    await expect(
      recordProfile(show.runtime, { name: 'x', use: requireUse({ purpose: 'a poster' }) }),
    ).rejects.toThrowError(wrong(/provgate declare/));
  });
});
