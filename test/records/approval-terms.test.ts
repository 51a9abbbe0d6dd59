import { afterEach, describe, expect, test } from 'vitest';
import { hashBytes } from '../../src/files/hash.ts';
import { approve } from '../../src/records/approve.ts';
import { meetCondition, reopenCondition } from '../../src/records/conditions.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';
import { aFinalUse, declared, proved, underGuidance, verdictOf } from '../tricky/show.ts';

let show: Stage;
afterEach(() => show.close());

const shot = await generatedPng('a quay at dusk');
const other = await generatedPng('a tower falls');
const letter = (text: string) => ({ name: 'mail.txt', bytes: Buffer.from(text) });
const failure = (code: string) => expect.objectContaining({ code });
const attempts = async (): Promise<readonly string[]> =>
  (await show.runtime.registry.events.after(0, 1000))
    .filter(({ kind }) => kind === 'refused')
    .map(({ body }) => JSON.parse(body).attempt);

describe('what a letter says beyond a plain grant', () => {
  test('a plain approval in a production whose packs ask about no use has no further terms', async () => {
    show = await stage({ 'a.png': shot });
    expect((await show.approve(['a.png'])).terms).toBeUndefined();
  });

  test('everything it says is stored in one spelling', async () => {
    show = await underGuidance({ 'a.png': shot });
    const approval = await show.approve(['a.png'], {
      authority: 'Production-Legal',
      company: 'Studio',
      role: 'Counsel',
      useCases: ['background', 'UC-MUSIC'],
      maxProminence: 'story relevant',
      scenes: ['12'],
      shots: ['12A'],
      talent: ['Ada Performer'],
      conditions: ['credit in the end roller', 'new poster text'],
      derivatives: 'Conform',
      cut: 'Festival cut',
    });
    const [ada] = approval.terms?.talent ?? [];
    if (ada === undefined) throw new Error('no performer was stored');
    expect((await show.runtime.registry.people.names([ada])).get(ada)).toBe('Ada Performer');
    expect(approval.terms).toEqual({
      decision: 'granted_with_conditions',
      authority: 'production_legal',
      issuerCompany: 'Studio',
      issuerRole: 'Counsel',
      useCases: ['UC-BACKGROUND', 'UC-MUSIC'],
      maxProminence: 'story_relevant',
      placements: [{ scene: '12' }, { shot: '12A' }],
      talent: [ada],
      conditions: ['credit in the end roller', 'new poster text'],
      derivatives: 'conform',
      cut: 'Festival cut',
      packs: [expect.objectContaining({ id: 'netflix-genai-2025' })],
    });
  });

  test.each([
    [{ decision: 'maybe' }],
    [{ authority: 'the boss' }],
    [{ maxProminence: 'huge' }],
    [{ useCases: ['no-such-use'] }],
    [{ decision: 'granted-with-conditions' }],
    [{ decision: 'rejected', conditions: ['a credit'] }],
    [{ decision: 'rejected', until: '2999-12-31' }],
    [{ rejects: 'all-use' }],
    [{ derivatives: 'anything' }],
  ])('%o is refused before anything is recorded', async (said) => {
    show = await stage({ 'a.png': shot });
    await expect(show.approve(['a.png'], said)).rejects.toThrowError(failure('usage'));
    expect(await show.runtime.registry.approvals.list()).toEqual([]);
  });

  test('one that can never be checked says so before it is recorded', async () => {
    show = await stage({ 'a.png': shot });
    await show.approve(['a.png'], { useCases: ['background'] });
    expect(told(await show.check(['a.png']))).toEqual(['a.png block APR-008']);
  });

  test('files added later under the same id need the same words, not the same declarations', async () => {
    show = await underGuidance({ 'a.png': shot, 'b.png': other });
    await declared(show, 'a.png', await aFinalUse(show));
    await declared(show, 'b.png', await aFinalUse(show, { purpose: 'Another' }));
    const one = await show.approve(['a.png'], { authority: 'studio-legal' });
    const two = await show.approve(['b.png'], { authority: 'studio-legal' });
    expect([one.id === two.id, two.terms?.declarations?.length]).toEqual([true, 1]);
    await expect(show.approve(['b.png'], { authority: 'contact' })).rejects.toThrowError(failure('conflict'));
  });
});

describe('under the full guidance', () => {
  test('S1-02: a generated shot is declared, asked for, granted and leaves; a declaration revised later asks again', async () => {
    show = await underGuidance({ 'a.png': shot });
    const first = await declared(show, 'a.png', await aFinalUse(show));
    expect(await verdictOf(show, 'a.png')).toBe('block APR-001');
    const approval = await show.approve(['a.png'], { authority: 'production-legal' });
    expect(approval.terms?.declarations).toEqual([first.recordId]);
    expect(await verdictOf(show, 'a.png')).toBe('pass OK-002');
    await declared(show, 'a.png', await aFinalUse(show, { purpose: 'Now the hero shot' }), {
      supersedes: first.recordId,
    });
    expect(await verdictOf(show, 'a.png')).toBe('block APR-014');
  });

  test('an authority below what the use needs does not cover it', async () => {
    show = await underGuidance({ 'a.png': shot });
    await declared(show, 'a.png', await aFinalUse(show));
    await show.approve(['a.png']);
    expect(await verdictOf(show, 'a.png')).toBe('block APR-012');
  });

  test('open conditions hold it back; proof that stays whole releases it; one that comes open holds it again', async () => {
    show = await underGuidance({ 'a.png': shot });
    await declared(show, 'a.png', await aFinalUse(show));
    await show.approve(['a.png'], { authority: 'studio-legal', conditions: ['credit', 'poster'] });
    const said: string[] = [];
    const look = async () => said.push(await verdictOf(show, 'a.png'));
    const meet = (condition: number) =>
      meetCondition(show.runtime, { id: 'NFLX-0042', condition, document: letter(`met ${condition}`) });
    await look();
    await meet(1);
    await look();
    await meet(2);
    await look();
    await reopenCondition(show.runtime, { id: 'NFLX-0042', condition: 2, reason: 'the old poster is back' });
    await look();
    expect(said).toEqual(['block APR-009', 'block APR-009', 'pass OK-002', 'block APR-009']);
    await expect(meet(3)).rejects.toThrowError(failure('not-found'));
    await expect(
      meetCondition(show.runtime, { id: 'NFLX-0042', condition: 1, document: undefined }),
    ).rejects.toThrowError(failure('usage'));
  });

  test('S1-01: an approval belongs to the production it was recorded in', async () => {
    const harbour = await underGuidance({ 'a.png': shot }, { title: 'Harbour' });
    try {
      await harbour.approve(['a.png'], { authority: 'studio-legal' });
      show = await underGuidance({ 'a.png': shot });
      await declared(show, 'a.png', await aFinalUse(show));
      expect(await verdictOf(show, 'a.png', { approvalIds: ['NFLX-0042'] })).toBe('block APR-000');
    } finally {
      await harbour.close();
    }
  });
});

describe('threat 14: nobody approves their own work', () => {
  test('who declared a file or ran the tool is not recorded as having approved it, however the name is typed', async () => {
    show = await underGuidance({ 'a.png': shot });
    const operator = await show.runtime.registry.people.idOf('Robin Operator');
    await declared(show, 'a.png', await aFinalUse(show, { operator }), { by: 'Noor Artist' });
    for (const grantedBy of ['Noor Artist', ' noor  ARTIST', 'robin operator'])
      await expect(show.approve(['a.png'], { grantedBy })).rejects.toThrowError(failure('forbidden'));
    expect(await attempts()).toEqual(['self-approval', 'self-approval', 'self-approval']);
    expect(await show.runtime.registry.approvals.list()).toEqual([]);
    await show.approve(['a.png'], { grantedBy: 'Studio contact' });
  });

  test('with accounts, the account that declared does not record the approval either', async () => {
    show = await underGuidance({ 'a.png': shot });
    const { registry, actor, clock } = show.runtime;
    const token = (name: string) =>
      registry.tokens.create({ name, role: 'admin', secretSha256: hashBytes(name) }, actor, clock.now());
    const [maker, approver] = [await token('Maker account'), await token('Approver')];
    const acting = (personId: typeof maker.personId) => ({ ...show.runtime, actor: { personId } });
    const use = await aFinalUse(show);
    await declared({ ...show, runtime: acting(maker.personId) }, 'a.png', use, { by: 'Noor Artist' });
    const request = {
      paths: rel(['a.png']),
      id: 'NFLX-7',
      grantedBy: 'Studio lawyer',
      authority: 'studio-legal',
      document: letter('yes'),
    };
    await expect(approve(acting(maker.personId), request)).rejects.toThrowError(failure('forbidden'));
    await approve(acting(approver.personId), request);
    expect(await verdictOf(show, 'a.png')).toBe('pass OK-002');
  });

  test('where no policy asks, one person may record everything with documents', async () => {
    show = await stage({ 'a.png': await plainPng('p') });
    await show.approve(['a.png'], { grantedBy: 'Noor Artist' });
    expect(told(await show.check(['a.png']))).toEqual(['a.png pass OK-002']);
  });

  test('a refusal may be recorded by anybody', async () => {
    show = await underGuidance({ 'a.png': shot });
    await declared(show, 'a.png', await aFinalUse(show), { by: 'Noor Artist' });
    await show.approve(['a.png'], { grantedBy: 'Noor Artist', decision: 'rejected' });
    expect(await verdictOf(show, 'a.png')).toBe('block APR-003');
  });
});

describe('a refusal', () => {
  test('blocks in every pack, needs its document, and ends when something is granted after it', async () => {
    show = await stage({ 'a.png': shot });
    await show.approve(['a.png'], { id: 'YES-1' });
    await expect(
      show.approve(['a.png'], { id: 'NO-1', decision: 'rejected', document: undefined }),
    ).rejects.toThrowError(failure('usage'));
    await show.approve(['a.png'], { id: 'NO-1', decision: 'rejected' });
    expect(told(await show.check(['a.png']))).toEqual(['a.png block APR-003']);
    await show.approve(['a.png'], { id: 'YES-2', document: letter('now yes') });
    expect(told(await show.check(['a.png']))).toEqual(['a.png pass OK-002']);
  });
});

describe('replacing an approval', () => {
  test('takes its files where none are named; the old one counts no more', async () => {
    show = await stage({ 'a.png': shot, 'b.png': other });
    await show.approve(['a.png', 'b.png'], { id: 'A-100' });
    const newer = await show.approve([], { id: 'A-200', supersedes: 'A-100', types: ['master'] });
    expect(newer.assetIds).toHaveLength(2);
    expect(told(await show.check(['a.png'], { type: 'master' }))).toEqual(['a.png pass OK-002']);
    expect(told(await show.check(['a.png'], { type: 'trailer' }))).toEqual(['a.png block APR-008']);
    const [old] = await show.runtime.registry.approvals.byId('A-100');
    expect(old?.supersededBy).toBe('A-200');
  });

  test('of what is not there, and an approval of nothing, are refused', async () => {
    show = await stage({ 'a.png': shot });
    await expect(show.approve([], { supersedes: 'A-1' })).rejects.toThrowError(failure('not-found'));
    await expect(show.approve([])).rejects.toThrowError(failure('usage'));
  });

  test('with fewer files leaves the others without approval', async () => {
    show = await stage({ 'a.png': shot, 'b.png': other });
    await show.approve(['a.png', 'b.png'], { id: 'A-100' });
    await show.approve(['a.png'], { id: 'A-200', supersedes: 'A-100' });
    expect(told(await show.check(['a.png', 'b.png']))).toEqual(['a.png pass OK-002', 'b.png block APR-007']);
  });
});

test('an approval for one cut covers that cut, said at the check, and nothing that leaves it open', async () => {
  show = await stage({ 'a.png': shot });
  await show.approve(['a.png'], { cut: 'Festival cut' });
  const verdicts = [];
  for (const cut of [undefined, 'TV cut', 'festival cut'])
    verdicts.push(told(await show.check(['a.png'], cut === undefined ? {} : { cut }))[0]);
  expect(verdicts).toEqual(['a.png block APR-008', 'a.png block APR-008', 'a.png pass OK-002']);
});

test('a proof the use needs is asked for beside the approval', async () => {
  show = await underGuidance({ 'a.png': shot });
  await declared(show, 'a.png', await aFinalUse(show, { useCases: ['UC-MUSIC'] }));
  await show.approve(['a.png'], { authority: 'studio-legal' });
  expect(await verdictOf(show, 'a.png')).toBe('block EVD-001');
  await proved(show, 'a.png', 'EV-MUSIC-RIGHTS');
  expect(await verdictOf(show, 'a.png')).toBe('pass OK-002');
});
