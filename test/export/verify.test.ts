import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportFiles } from '../../src/export/export.ts';
import { exitOfVerification, verify } from '../../src/export/verify.ts';
import { rel, type Stage, stage } from '../helpers/gate-production.ts';

let show: Stage;
let dir: string;
beforeEach(async () => {
  show = await stage({ 'finals/a.txt': 'a', 'finals/deep/b.txt': 'b', 'finals/caf\u00e9.txt': 'c' });
  dir = join(realpathSync(mkdtempSync(join(tmpdir(), 'provgate-verify-'))), 'delivery');
  const result = await exportFiles(show.runtime, { paths: rel(['finals']), to: dir });
  if (result.kind !== 'made') throw new Error(result.run.check.outcome);
});
afterEach(async () => {
  await show.close();
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

const looked = async () => {
  const result = await verify(dir);
  const { ok, altered, missing, extra, unreadable, twins } = result;
  return { exit: exitOfVerification(result), ok, altered, missing, extra, unreadable, twins };
};
const untouched = { exit: 0, ok: true, altered: [], missing: [], extra: [], unreadable: [], twins: [] };

describe('a delivery', () => {
  test('as it was made is whole, and verifying it changes nothing', async () => {
    expect(await looked()).toEqual(untouched);
    expect(readdirSync(dir).sort()).toEqual(['a.txt', 'caf\u00e9.txt', 'deep', 'provgate-manifest.json']);
  });

  test('with altered bytes is altered (1)', async () => {
    appendFileSync(join(dir, 'a.txt'), 'x');
    expect(await looked()).toEqual({ ...untouched, exit: 1, ok: false, altered: ['a.txt'] });
  });

  test('with something more has extra files (1), links and dotfiles too', async () => {
    writeFileSync(join(dir, '.DS_Store'), 'x');
    symlinkSync('a.txt', join(dir, 'link'));
    expect(await looked()).toEqual({ ...untouched, exit: 1, ok: false, extra: ['.DS_Store', 'link'] });
  });

  test('with something less has missing files (3)', async () => {
    rmSync(join(dir, 'deep/b.txt'));
    expect(await looked()).toEqual({ ...untouched, exit: 3, ok: false, missing: ['deep/b.txt'] });
  });

  test('both is 1', async () => {
    rmSync(join(dir, 'a.txt'));
    writeFileSync(join(dir, 'new.txt'), 'x');
    expect(await looked()).toMatchObject({ exit: 1, missing: ['a.txt'], extra: ['new.txt'] });
  });

  test('whose file became a link is altered, and the link is not followed', async () => {
    renameSync(join(dir, 'a.txt'), join(dir, '../a.txt'));
    symlinkSync('../a.txt', join(dir, 'a.txt'));
    expect(await looked()).toEqual({ ...untouched, exit: 1, ok: false, altered: ['a.txt'] });
  });

  test('copied by a disk that spells names otherwise is whole, and says so (threat 10)', async () => {
    renameSync(join(dir, 'caf\u00e9.txt'), join(dir, 'CAFE\u0301.txt'));
    expect(await looked()).toEqual({
      ...untouched,
      twins: [{ listed: 'caf\u00e9.txt', found: 'CAFE\u0301.txt' }],
    });
  });

  test('with a twin of other bytes is missing one and has one more', async () => {
    rmSync(join(dir, 'a.txt'));
    writeFileSync(join(dir, 'A.txt'), 'other');
    expect(await looked()).toMatchObject({ exit: 1, missing: ['a.txt'], extra: ['A.txt'], twins: [] });
  });
});

describe('without a manifest there is nothing to verify against (3)', () => {
  const unreadable = expect.objectContaining({ code: 'could-not-read' });

  test('when it is gone, damaged, of another kind, or names places outside', async () => {
    const manifest = join(dir, 'provgate-manifest.json');
    const text = readFileSync(manifest, 'utf8');
    for (const bad of ['', '{', '{}', text.slice(0, -20), text.replace('"a.txt"', '"../a.txt"')]) {
      writeFileSync(manifest, bad);
      await expect(verify(dir)).rejects.toThrowError(unreadable);
    }
    rmSync(manifest);
    await expect(verify(dir)).rejects.toThrowError(unreadable);
  });

  test('unless another one is named, which the one inside must equal', async () => {
    const kept = join(dir, '../kept.json');
    writeFileSync(kept, readFileSync(join(dir, 'provgate-manifest.json')));
    appendFileSync(join(dir, 'provgate-manifest.json'), ' ');
    expect((await verify(dir, { manifest: kept })).altered).toEqual(['provgate-manifest.json']);
    rmSync(join(dir, 'provgate-manifest.json'));
    expect((await verify(dir, { manifest: kept })).ok).toBe(true);
  });

  test('and a folder that is not there is missing', async () => {
    await expect(verify(join(dir, 'nowhere'))).rejects.toThrowError(
      expect.objectContaining({ code: 'path-missing' }),
    );
  });
});
