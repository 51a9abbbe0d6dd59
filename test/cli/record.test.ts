import { cpSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { png } from '../../fixtures/build/png.ts';
import { type Finished, finished, folder, start } from '../helpers/built.ts';

describe('threat 13: the record on the command line', { timeout: 120_000 }, () => {
  test('an old copy of the state exits 3 with words that help; a restore, or an accepted reason, ends it', async () => {
    const { run, dir, state } = await production();
    cpSync(join(state, '.provgate'), join(dir, 'old'), { recursive: true });
    await run('registry', 'backup', join(dir, 'backup'), '--production', state);
    await run('check', state);
    const back = (): void => {
      rmSync(join(state, '.provgate'), { recursive: true });
      cpSync(join(dir, 'old'), join(state, '.provgate'), { recursive: true });
    };
    back();
    for (const verb of [
      ['check', state],
      ['status', state],
      ['audit', 'verify', '--production', state],
    ]) {
      const refused = await run(...verb);
      expect(refused.code).toBe(3);
      expect(refused.stderr).toMatch(/The record went backwards.*registry restore.*audit accept/s);
    }
    expect((await run('registry', 'restore', join(dir, 'backup'), '--yes', '--production', state)).code).toBe(
      0,
    );
    expect((await run('status', state)).code).toBe(0);
    back();
    expect((await run('status', state)).code).toBe(3);
    const accepted = await run('audit', 'accept', '--reason', 'snapshot', '--yes', '--production', state);
    expect(accepted.code).toBe(0);
    expect((await run('audit', 'verify', '--production', state)).code).toBe(0);
  });

  test('a state thrown away and begun anew exits 3', async () => {
    const { run, state } = await production();
    await run('check', state);
    const configuration = readFileSync(join(state, 'provgate.json'));
    rmSync(join(state, '.provgate'), { recursive: true });
    expect((await run('init', state)).code).toBe(2);
    expect((await run('check', state)).code).toBe(3);
    rmSync(join(state, 'provgate.json'));
    expect((await run('init', state)).code).toBe(0);
    writeFileSync(join(state, 'provgate.json'), configuration);
    const refused = await run('check', state);
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('The record went backwards')]);
  });

  test('the log is written out once and checked without the production', async () => {
    const { run, dir, state } = await production();
    await run('check', state);
    const file = join(dir, 'log.jsonl');
    expect((await run('audit', 'export', file, '--production', state)).code).toBe(0);
    expect((await run('audit', 'export', file, '--production', state)).code).toBe(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(state, { recursive: true });
    const verified = await run('audit', 'verify', file, '--format', 'json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ broken: null, checkpoints: [{ count: 2 }] });
    writeFileSync(file, readFileSync(file, 'utf8').replace('check-made', 'check-mode'));
    const altered = await run('audit', 'verify', file);
    expect([altered.code, altered.stdout]).toEqual([1, expect.stringMatching(/^BROKEN: event \d+/)]);
    expect((await run('audit', 'verify', join(dir, 'nothing'))).code).toBe(3);
  });

  test('a name is erased from every report, and the record still holds', async () => {
    const { run, state } = await production();
    const said = ['--origin', 'human', '--by', 'Ada Artist', '--basis', 'painted'];
    expect((await run('declare', join(state, 'a.png'), ...said)).code).toBe(0);
    expect((await run('people', 'erase', 'Ada Artist', '--production', state)).code).toBe(2);
    const erased = await run('people', 'erase', 'Ada Artist', '--yes', '--production', state);
    expect(erased.code).toBe(0);
    expect((await run('people', 'erase', 'Ada Artist', '--yes', '--production', state)).code).toBe(2);
    expect((await run('audit', 'verify', '--production', state)).code).toBe(0);
    expect((await run('show', join(state, 'a.png'))).stdout).not.toContain('Ada');
  });

  test('a copy of the whole production goes its own way, and one that was moved is known again', async () => {
    const { run, dir, state } = await production();
    const [copied, moved] = [join(dir, 'copied'), join(dir, 'moved')];
    cpSync(state, copied, { recursive: true });
    for (const place of [state, copied, state, copied]) expect((await run('check', place)).code).toBe(0);
    cpSync(join(state, '.provgate'), join(dir, 'old'), { recursive: true });
    await run('check', state);
    renameSync(state, moved);
    expect((await run('check', moved)).code).toBe(0);
    rmSync(join(moved, '.provgate'), { recursive: true });
    cpSync(join(dir, 'old'), join(moved, '.provgate'), { recursive: true });
    expect((await run('check', moved)).code).toBe(3);
  });

  test('another machine begins with the record as it stands, and says so', async () => {
    const { dir, state } = await production();
    const elsewhere = { PROVGATE_STATE_HOME: join(dir, 'elsewhere') };
    const first = await finished(start(['status', state, '--format', 'json'], elsewhere));
    expect(JSON.parse(first.stdout)).toMatchObject({ remembrance: 'first-seen' });
    const second = await finished(start(['status', state, '--format', 'json'], elsewhere));
    expect(JSON.parse(second.stdout)).toMatchObject({ remembrance: 'remembered' });
  });
});

interface Made {
  readonly dir: string;
  readonly state: string;
  run(...args: readonly string[]): Promise<Finished>;
}

async function production(): Promise<Made> {
  const dir = folder('record');
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const state = folder('record-media');
  onTestFinished(() => rmSync(state, { recursive: true, force: true }));
  writeFileSync(join(state, 'a.png'), png({}));
  const env = { PROVGATE_STATE_HOME: join(dir, 'state') };
  const run = (...args: readonly string[]): Promise<Finished> => finished(start(args, env));
  expect((await run('init', state)).code).toBe(0);
  return { dir, state, run };
}
