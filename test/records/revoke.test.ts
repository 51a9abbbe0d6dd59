import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { zip } from '../../fixtures/build/zip.ts';
import { exportFiles } from '../../src/export/export.ts';
import { consequencesOf } from '../../src/records/consequences.ts';
import { revoke } from '../../src/records/revoke.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng } from '../helpers/material.ts';

let show: Stage;
const outside = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-revoke-')));
afterEach(async () => {
  await show.close();
  rmSync(outside, { recursive: true, force: true });
});

const shot = await generatedPng('a quay at dusk');
const failure = (code: string) => expect.objectContaining({ code });
const codes = async (at: Stage) => told(await at.check(['a.png']));

describe('withdrawing an approval', () => {
  test('X42: tells what left under it, and which files contain what it covered', async () => {
    show = await stage({ 'a.png': shot, 'b.png': await generatedPng('another') });
    show.write('pack.zip', zip([{ name: 'a.png', content: shot }]));
    await show.approve(['a.png']);
    await show.approve(['b.png'], { id: 'OTHER-1' });
    const made = await exportFiles(show.runtime, {
      paths: rel(['a.png', 'b.png']),
      to: join(outside, 'out'),
    });
    expect(made.kind).toBe('made');
    await show.check(['pack.zip']);
    const ended = await revoke(show.runtime, 'NFLX-0042', 'rights withdrawn', { retroactive: true });
    expect(ended[0]?.revocation).toMatchObject({ reason: 'rights withdrawn', retroactive: true });
    const found = await consequencesOf(show.runtime, ended);
    expect(
      found.exports.map(({ destination, files }) => [destination, files.map(({ place }) => place)]),
    ).toEqual([['final', ['a.png']]]);
    expect([found.untoldExports, found.holders.map(({ path }) => path)]).toEqual([0, ['pack.zip']]);
    expect(await codes(show)).toEqual(['a.png block APR-006']);
  });

  test('from a day ahead: it holds until then, can be brought forward, and is never put off', async () => {
    show = await stage({ 'a.png': shot });
    await show.approve(['a.png']);
    await revoke(show.runtime, 'NFLX-0042', 'rights end', { effective: '2999-06-01' });
    expect(await codes(show)).toEqual(['a.png pass OK-002']);
    expect(await codes(show.later('2999-06-01T00:00:00.000Z'))).toEqual(['a.png block APR-006']);
    await revoke(show.runtime, 'NFLX-0042', 'later after all', { effective: '2999-12-31' });
    expect(await codes(show.later('2999-06-01T00:00:00.000Z'))).toEqual(['a.png block APR-006']);
    await expect(show.approve(['a.png'])).rejects.toThrowError(failure('conflict'));
    const [record] = await revoke(show.runtime, 'NFLX-0042', 'at once');
    expect(record?.revocation).toMatchObject({ reason: 'at once' });
    expect(await codes(show)).toEqual(['a.png block APR-006']);
    expect(await show.runtime.registry.approvals.altered([record?.recordId ?? ''])).toEqual([]);
    expect((await show.runtime.registry.events.verify()).broken).toBeUndefined();
  });

  test('needs a reason and an id that is recorded; a refusal is not withdrawn', async () => {
    show = await stage({ 'a.png': shot });
    await show.approve(['a.png'], { decision: 'rejected' });
    await expect(revoke(show.runtime, 'NFLX-0042', 'by mistake')).rejects.toThrowError(failure('usage'));
    await expect(revoke(show.runtime, 'NFLX-0042', ' ')).rejects.toThrowError(failure('usage'));
    await expect(revoke(show.runtime, 'NFLX-1', 'why')).rejects.toThrowError(failure('not-found'));
  });
});
