import { afterEach, describe, expect, test } from 'vitest';
import { listRequests, requestApproval, withdrawRequest } from '../../src/records/request.ts';
import { requestBundle } from '../../src/records/request-bundle.ts';
import { requestHtml } from '../../src/reports/request-html.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng } from '../helpers/material.ts';
import { aFinalUse, declared, underGuidance, verdictOf } from '../tricky/show.ts';

let show: Stage;
afterEach(() => show.close());

const shot = await generatedPng('a quay at dusk');
const failure = (code: string) => expect.objectContaining({ code });
const ask = (paths: readonly string[], more: object = {}) =>
  requestApproval(show.runtime, { paths: rel(paths), to: 'Studio contact', confirmed: true, ...more });
const states = async (at: Stage = show) => (await listRequests(at.runtime)).map(({ state }) => state);

describe('asking for approval', () => {
  test('names GenAI and suspected files as they are now; an open request shows at the gate', async () => {
    show = await stage({
      'f/a.png': shot,
      'f/b.jpg': await cameraJpeg(),
      'f/plain.png': await plainPng('p'),
    });
    const paper = await ask(['f'], { questions: ['May it be in the trailer?'], due: '2999-01-31' });
    expect(paper.assetIds).toHaveLength(1);
    expect(paper.body).toMatchObject({
      questions: ['May it be in the trailer?'],
      dueAt: '2999-02-01T00:00:00.000Z',
    });
    expect(told(await show.check(['f/a.png']))).toEqual(['f/a.png block APR-002']);
    expect(await states()).toEqual(['open']);
    expect(await states(show.later('2999-02-01T00:00:00.000Z'))).toEqual(['overdue']);
  });

  test('of several files asks first, and of nothing is refused', async () => {
    show = await stage(
      { 'f/a.png': shot, 'f/b.jpg': await cameraJpeg() },
      { origins: [{ path: '**/*.jpg', origin: 'camera', by: 'DIT' }] },
    );
    await expect(ask(['f'], { confirmed: false })).rejects.toThrowError(failure('usage'));
    await expect(ask(['f/b.jpg'])).rejects.toThrowError(failure('usage'));
  });

  test('is answered by an approval of the same files, which need not be named again', async () => {
    show = await stage({ 'a.png': shot, 'b.png': await generatedPng('another') });
    const { recordId } = await ask(['a.png', 'b.png']);
    const approval = await show.approve([], { answers: recordId });
    expect(approval.assetIds).toHaveLength(2);
    expect(await listRequests(show.runtime)).toMatchObject([{ state: 'answered', answers: ['NFLX-0042'] }]);
  });

  test('is answered in part, and only for what was asked', async () => {
    show = await stage({ 'a.png': shot, 'b.png': await generatedPng('b'), 'c.png': await generatedPng('c') });
    const { recordId } = await ask(['a.png', 'b.png']);
    await expect(show.approve(['c.png'], { answers: recordId })).rejects.toThrowError(failure('usage'));
    await show.approve(['a.png'], { answers: recordId, decision: 'rejected' });
    expect(await states()).toEqual(['partly-answered']);
  });

  test('taken back, it is open no more and cannot be answered', async () => {
    show = await stage({ 'a.png': shot });
    const { recordId } = await ask(['a.png']);
    await withdrawRequest(show.runtime, recordId, 'the shot was cut');
    expect(told(await show.check(['a.png']))).toEqual(['a.png block APR-001']);
    expect(await states()).toEqual(['withdrawn']);
    await expect(show.approve([], { answers: recordId })).rejects.toThrowError(failure('conflict'));
    await expect(withdrawRequest(show.runtime, recordId, 'again')).rejects.toThrowError(failure('conflict'));
    await expect(withdrawRequest(show.runtime, 'nothing', 'x')).rejects.toThrowError(failure('not-found'));
  });
});

describe('what the studio contact gets', () => {
  const page = async (paper: Awaited<ReturnType<typeof ask>>, withMedia = false): Promise<string> =>
    [...requestHtml(await requestBundle(show.runtime, paper, withMedia))].join('');

  test('tells files, evidence, declarations with names, and why approval is needed', async () => {
    show = await underGuidance({ 'a.png': shot });
    await declared(show, 'a.png', await aFinalUse(show, { keyCharacter: true, purpose: 'Stand-in' }));
    const bundle = await requestBundle(show.runtime, await ask(['a.png']));
    expect(bundle).toMatchObject({
      title: 'Quayside',
      to: 'Studio contact',
      declarations: [{ declarant: 'Noor Artist', use: { operator: 'Noor Artist', purpose: 'Stand-in' } }],
    });
    const [file] = bundle.files;
    expect(file?.reasons).toContainEqual({ rule: 'B1', title: 'Key creative elements' });
    expect(file?.evidence.map(({ rule }) => rule)).toEqual(['infotext.webui']);
    expect(file?.reasons).toContainEqual({ rule: 'G-5', title: 'Other generated element for final' });
    expect(file?.lacks).toBeUndefined();
    expect(await verdictOf(show, 'a.png')).toBe('block APR-002');
  });

  test('is one file without scripts or links out; hostile words in it stay words', async () => {
    show = await underGuidance({ 'a.png': shot });
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
    await declared(show, 'a.png', await aFinalUse(show, { purpose: evil }), { basis: evil });
    const html = await page(await ask(['a.png'], { questions: [evil] }));
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain('<script type="application/json"');
    expect(html).not.toMatch(/<img|https?:\/\/|<[^>]*\s(src|href|on\w+)=/i);
    const json = /id="provgate-request">(.*)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ schema: 'provgate.request/1', questions: [evil] });
  });

  test('holds pictures only where that was asked for', async () => {
    show = await stage({ 'a.png': shot });
    const paper = await ask(['a.png']);
    expect(await page(paper)).not.toContain('data:image');
    expect(await page(paper, true)).toContain(
      `data:image/png;base64,${Buffer.from(shot).toString('base64')}`,
    );
    show.write('a.png', await generatedPng('swapped'));
    expect(await page(paper, true)).not.toContain('data:image');
  });
});
