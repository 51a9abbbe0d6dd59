import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { approve, previewApproval } from '../../src/records/approve.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const shot = await generatedPng('a quay at dusk');
const plate = await cameraJpeg();
const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';
const letter = { name: 'mail.txt', bytes: Buffer.from('Approved, regards.\n') };
const failure = (code: string) => expect.objectContaining({ code });
const asked = (paths: readonly string[]) => ({
  paths: rel(paths),
  id: 'NFLX-0042',
  grantedBy: 'Studio contact',
  document: letter,
});

describe('approving a folder (threat 15)', () => {
  test('shows what it would bind, asks, and binds exactly that', async () => {
    show = await stage({
      'finals/a.png': shot,
      'finals/b.jpg': plate,
      [`finals/${SUSPECT}`]: await plainPng('p'),
    });
    const request = asked(['finals']);
    const preview = await previewApproval(show.runtime, request);
    expect(preview.binds.map(({ path, because }) => [path, because])).toEqual([
      [`finals/${SUSPECT}`, 'suspected'],
      ['finals/a.png', 'genai'],
    ]);
    expect(preview.leaves.map(({ path }) => path)).toEqual(['finals/b.jpg']);
    expect(preview.needsConfirmation).toBe(true);
    await expect(approve(show.runtime, request, preview)).rejects.toThrowError(failure('usage'));

    show.write('finals/late.png', await generatedPng('arrived meanwhile'));
    const approval = await approve(show.runtime, { ...request, confirmed: true }, preview);
    expect(approval.assetIds).toHaveLength(2);
    expect(told(await show.check(['finals']))).toEqual([
      `finals/${SUSPECT} pass OK-002`,
      'finals/a.png pass OK-002',
      expect.stringMatching(/^finals\/b\.jpg/),
      'finals/late.png block APR-001',
    ]);
  });

  test('never covers files that come later', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.approve(['finals']);
    show.write('finals/b.png', await generatedPng('next'));
    expect(told(await show.check(['finals']))).toContain('finals/b.png block APR-001');
  });
});

describe('approving a named file', () => {
  test('of unknown origin thereby declares it GenAI', async () => {
    show = await stage({ 'finals/a.png': await plainPng('p') });
    const preview = await previewApproval(show.runtime, asked(['finals/a.png']));
    expect([preview.binds[0]?.because, preview.declares.length, preview.needsConfirmation]).toEqual([
      'named',
      1,
      false,
    ]);
    await approve(show.runtime, asked(['finals/a.png']), preview);
    const { items } = await show.check(['finals']);
    expect(items[0]).toMatchObject({ origin: 'genai', temporary: true, verdict: 'pass' });
    const [bound] = preview.binds;
    if (bound === undefined) throw new Error('nothing was bound');
    const said = await show.runtime.registry.declarations.of(bound.asset.id);
    expect(said).toMatchObject([{ origin: 'genai', basis: 'Approved as GenAI under NFLX-0042' }]);
  });

  test('whose bytes are no longer the registered ones is refused once, and said', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.check(['finals']);
    show.write('finals/a.png', await generatedPng('swapped'));
    await expect(show.approve(['finals/a.png'])).rejects.toThrowError(failure('conflict'));
    expect(await show.runtime.registry.approvals.list()).toEqual([]);
  });

  test('that is camera work is refused, because there is nothing to approve', async () => {
    show = await stage(
      { '01_CAMERA/a.jpg': plate },
      { origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT' }] },
    );
    await expect(show.approve(['01_CAMERA/a.jpg'])).rejects.toThrowError(failure('usage'));
  });

  test('that is not there could not be read', async () => {
    show = await stage({ 'finals/a.png': shot });
    await expect(show.approve(['finals/b.png'])).rejects.toThrowError(failure('path-missing'));
  });
});

describe('the document', () => {
  test('is refused when there is none, when it is empty or blank, and when it is media of the production (threat 15)', async () => {
    show = await stage({ 'finals/a.png': shot, 'finals/b.jpg': plate });
    await show.check(['finals']);
    for (const document of [
      undefined,
      { name: 'mail.txt', bytes: new Uint8Array() },
      { name: 'mail.txt', bytes: Buffer.from(' \n\t\r\n') },
      { name: 'letter.png', bytes: shot },
      { name: 'letter.jpg', bytes: plate },
    ])
      await expect(show.approve(['finals/a.png'], { document })).rejects.toThrowError(failure('usage'));
    expect(await show.runtime.registry.approvals.list()).toEqual([]);
  });

  test('may itself be kept in the production', async () => {
    show = await stage({ 'finals/a.png': shot, 'letters/mail.txt': letter.bytes });
    await show.check(['letters']);
    expect((await show.approve(['finals/a.png'])).document.sizeBytes).toBe(letter.bytes.length);
  });
});

describe('terms', () => {
  test('are stored normalised: territories, types, and days as moments in UTC (threat 36)', async () => {
    show = await stage({ 'finals/a.png': shot });
    const approval = await show.approve(['finals'], {
      territories: ['fr', 'FR', 'Worldwide'],
      types: ['Master'],
      channels: ['SVOD'],
      episodes: [' 101 '],
      until: '2999-12-31',
    });
    expect(approval.scope).toEqual({
      territories: ['FR', 'worldwide'],
      types: ['master'],
      channels: ['svod'],
      episodes: ['101'],
    });
    expect(approval.validUntil).toBe('3000-01-01T00:00:00.000Z');
  });

  test('that say nothing, hide characters or contradict themselves are refused', async () => {
    show = await stage({ 'finals/a.png': shot });
    for (const terms of [
      { territories: ['Frankreich'] },
      { types: ['feature'] },
      { types: ['unspecified'] },
      { until: 'next year' },
      { from: '2027-01-02', until: '2027-01-01' },
      { grantedBy: ' ' },
      { grantedBy: 'Ana\u202eziuR' },
    ])
      await expect(show.approve(['finals/a.png'], terms), JSON.stringify(terms)).rejects.toThrowError(
        failure('usage'),
      );
    expect(await show.runtime.registry.approvals.list()).toEqual([]);
  });

  test('an id that ended never revives, whatever its spelling (threat 5)', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.approve(['finals/a.png'], { until: '2020-01-31' });
    expect(told(await show.check(['finals']))).toEqual(['finals/a.png block APR-005']);
    await expect(show.approve(['finals/a.png'], { id: 'nflx-0042 ' })).rejects.toThrowError();
    rmSync(show.at('finals/a.png'));
  });
});
