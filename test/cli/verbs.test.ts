import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Finished, finished, folder, provgate, provgateJson } from '../helpers/built.ts';
import { cameraJpeg, generatedPng, plainPng } from '../helpers/material.ts';
import { writeSparseMovie } from '../helpers/sparse-movie.ts';

interface AssetJson {
  readonly schema: string;
  readonly path: string;
  readonly origin: string;
  readonly state: string;
  readonly temporary: boolean;
  readonly evidence: readonly object[];
  readonly verdict?: string;
}

interface CheckJson {
  readonly schema: string;
  readonly outcome: string;
  readonly items: readonly { readonly path: string }[];
}

let dir: string;
let finals: string;
let mail: string;

/** A production: GenAI and camera work in `finals`, a still of unknown origin in `art`. */
async function production(): Promise<void> {
  dir = folder('verbs');
  [finals, mail] = [join(dir, 'finals'), join(folder('mail'), 'mail.txt')];
  mkdirSync(finals);
  mkdirSync(join(dir, 'art'));
  writeFileSync(join(finals, 'shot.png'), await generatedPng('a quay at dusk'));
  writeFileSync(join(finals, 'plate.jpg'), await cameraJpeg());
  writeFileSync(join(dir, 'art/idea.png'), await plainPng('idea'));
  writeFileSync(mail, 'Approved, regards.\n');
  expect((await provgate('init', dir)).code).toBe(0);
}

/** Runs the built command with text on its standard input. */
function provgateWith(stdin: string, ...args: string[]): Promise<Finished> {
  const child = spawn(process.execPath, [resolve('dist/src/cli/bin.js'), ...args]);
  child.stdin.end(stdin);
  return finished(child);
}

describe('init', () => {
  test('writes what people edit first, creates a private registry and tells files and bytes', async () => {
    const media = folder('init');
    mkdirSync(join(media, '06_DELIVERY'));
    writeFileSync(join(media, '06_DELIVERY/a.txt'), '12345');
    const run = await provgate(
      'init',
      media,
      '--title',
      'Quayside',
      '--deliverables',
      join(media, '06_DELIVERY'),
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/1 file, 5 bytes; a first sweep takes about/);
    expect(run.stdout).toMatch(/_QUARANTINE/);
    const written = JSON.parse(readFileSync(join(media, 'provgate.json'), 'utf8'));
    expect(written).toMatchObject({
      title: 'Quayside',
      root: '.',
      policy: [{ pack: 'approval-id' }],
      deliverables: [{ path: '06_DELIVERY/**', onBlock: 'quarantine' }],
    });
    expect(lstatSync(join(media, '.provgate')).mode & 0o777).toBe(0o700);
    expect(lstatSync(join(media, '.provgate/registry.db')).mode & 0o777).toBe(0o600);
  });

  test('keeps the state apart from media it never writes to', async () => {
    const [media, state] = [folder('media'), folder('state')];
    writeFileSync(join(media, 'a.txt'), 'a');
    expect((await provgate('init', media, '--state', state)).code).toBe(0);
    expect([existsSync(join(media, 'provgate.json')), existsSync(join(media, '.provgate'))]).toEqual([
      false,
      false,
    ]);
    expect(JSON.parse(readFileSync(join(state, 'provgate.json'), 'utf8')).root).toBe(media);
    expect((await provgate('scan', state)).code).toBe(0);
    expect((await provgate('list', join(media, 'a.txt'))).stdout).toContain('a.txt');
  });

  test('refuses what is a production already, and one in or around another', async () => {
    const outer = folder('outer');
    const inner = join(outer, 'finals');
    mkdirSync(inner);
    expect((await provgate('init', outer)).code).toBe(0);
    const again = await provgate('init', outer);
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/already; .*\n.*provgate status/)]);
    const nested = await provgate('init', inner);
    expect([nested.code, nested.stderr.includes(inner), nested.stderr.includes(outer)]).toEqual([
      2,
      true,
      true,
    ]);
    const around = folder('around');
    mkdirSync(join(around, 'show/.provgate'), { recursive: true });
    expect((await provgate('init', around)).code).toBe(2);
    expect(existsSync(join(around, 'provgate.json'))).toBe(false);
  });

  test('finds what is wrong before it writes anything', async () => {
    const media = folder('wrong');
    for (const [options, words] of [
      [['--policy', 'netflix'], /no policy named "netflix"/],
      [['--deliverables', '**'], /covers the whole production/],
      [['--state', join(media, 'state')], /lies inside the media/],
    ] as const) {
      const run = await provgate('init', media, ...options);
      expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(words)]);
    }
    expect(existsSync(join(media, 'provgate.json'))).toBe(false);
    expect((await provgate('init', join(media, 'nowhere'))).code).toBe(3);
  });
});

describe('inspect', () => {
  test('tells how files were made without a production, one JSON object a line', async () => {
    await production();
    rmSync(join(dir, 'provgate.json'));
    const run = await provgate('inspect', dir, '--format', 'jsonl');
    const rows: AssetJson[] = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(run.code).toBe(0);
    expect(rows.map(({ path, origin, temporary }) => [path, origin, temporary])).toEqual([
      ['art/idea.png', 'unknown', false],
      ['finals/plate.jpg', expect.any(String), false],
      ['finals/shot.png', 'genai', true],
    ]);
    expect(rows.every(({ schema }) => schema === 'provgate.asset/1')).toBe(true);
  });

  test('calls a file by its base name, and reads a list from standard input', async () => {
    await production();
    const shot = join(finals, 'shot.png');
    const { json, code } = await provgateJson<AssetJson>('inspect', shot);
    expect([code, json.path, json.origin]).toEqual([0, 'shot.png', 'genai']);
    expect(json).not.toHaveProperty('verdict');
    const listed = await provgateWith(
      `${shot}\n${join(finals, 'plate.jpg')}\n`,
      'inspect',
      '-',
      '--format',
      'jsonl',
    );
    expect([listed.code, listed.stdout.trim().split('\n').length]).toEqual([0, 2]);
  });

  test('explains where a claim stands', async () => {
    await production();
    const run = await provgate('inspect', finals, '--explain');
    expect(run.stdout).toMatch(/at PNG text “\w+” \(png\.text\.\w+\): /);
    expect(run.stdout).toMatch(/; see: provgate rules [a-z]+\.[a-z-]+\n/);
  });

  test('is 3 for what is not there or no file, and says so; 0 for damaged files, which have their row', async () => {
    const odd = folder('odd');
    writeFileSync(join(odd, 'cut.png'), (await generatedPng('x')).subarray(0, 60));
    symlinkSync('/etc/hostname', join(odd, 'link.png'));
    const whole = await provgate('inspect', odd, '--format', 'jsonl');
    expect([whole.code, whole.stdout.trim().split('\n').length]).toEqual([0, 1]);
    expect(whole.stderr).toMatch(/link\.png is a link and was not followed/);
    for (const name of ['nowhere.png', 'link.png']) {
      const run = await provgate('inspect', join(odd, name));
      expect([run.code, run.stderr]).toEqual([3, expect.stringContaining(name)]);
    }
  });

  test('a movie of 50 GiB is read without its digest, and told how to get it', async () => {
    const large = join(folder('large'), 'large.mov');
    writeSparseMovie(large, 50 * 1024 ** 3);
    const run = await provgateJson<AssetJson & { sha256: string | null; verified: string | null }>(
      'inspect',
      large,
    );
    expect([run.code, run.json]).toMatchObject([0, { origin: 'genai', sha256: null, verified: null }]);
    expect(run.stderr).toContain('--hash');
    const hashed = join(folder('hashed'), 'hashed.mov');
    writeSparseMovie(hashed, 257 * 1024 ** 2);
    const { json } = await provgateJson<typeof run.json>('inspect', hashed, '--hash');
    expect(json).toMatchObject({ origin: 'genai', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('threat 12: hostile names reach a terminal as visible escapes, and JSON as they are', async () => {
    const odd = folder('hostile');
    const name = 'a\u001b[2J\u202egnp.txt';
    writeFileSync(join(odd, name), 'x');
    const table = await provgate('inspect', odd);
    expect(table.stdout).toContain('a\\u{1b}[2J\\u{202e}gnp.txt');
    expect(table.stdout).not.toContain('\u001b');
    const { json } = await provgateJson<readonly AssetJson[]>('inspect', odd);
    expect(json.map(({ path }) => path)).toEqual([name]);
  });
});

describe('a production', () => {
  beforeAll(production);

  test('lists by filter, in every format', async () => {
    expect((await provgate('scan', dir)).code).toBe(0);
    const genai = await provgateJson<{ items: AssetJson[] }>('list', dir, '--origin', 'genai');
    expect(genai.json.items.map(({ path }) => path)).toEqual(['finals/shot.png']);
    const under = await provgateJson<{ items: AssetJson[] }>('list', join(dir, 'art'));
    expect(under.json.items.map(({ path }) => path)).toEqual(['art/idea.png']);
    const csv = await provgate('list', dir, '--format', 'csv');
    expect(csv.stdout.split('\r\n')[0]).toMatch(/^path,origin,/);
  });

  test('shows one file whole, judged as for a final', async () => {
    const { json, code } = await provgateJson<AssetJson>('show', join(finals, 'shot.png'));
    expect([code, json.verdict, json.temporary]).toEqual([0, 'block', true]);
    expect(json.evidence.length).toBeGreaterThan(0);
    expect((await provgate('show', finals)).code).toBe(2);
    expect((await provgate('show', join(finals, 'gone.png'))).code).toBe(3);
  });

  test('threat 15: approving a folder lists it and asks; without an answer nothing is recorded', async () => {
    const approve = ['approve', finals, '--id', 'NFLX-0042', '--by', 'Studio contact', '--document', mail];
    const asked = await provgate(...approve);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toMatch(/finals\/shot\.png {2}\(GenAI\)[\s\S]*Nothing was done[\s\S]*--yes/);
    expect((await provgate('approvals', 'list', '--production', dir)).stdout).toBe(
      'There are no approvals.\n',
    );
    const done = await provgate(...approve, '--yes', '--until', '2999-12-31');
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('until 3000-01-01 00:00 UTC')]);
    expect((await provgate('check', finals)).code).toBe(0);
  });

  test('writes a report whole to a file, and the first line for people', async () => {
    const output = join(folder('report'), 'check.json');
    const run = await provgate('check', finals, '--format', 'json', '--output', output);
    expect([run.code, run.stdout]).toEqual([0, '']);
    expect(run.stderr).toMatch(/^PASS: no unapproved GenAI found; \d of 2 items of unknown origin/);
    const report: CheckJson = JSON.parse(readFileSync(output, 'utf8'));
    expect([report.schema, report.items.length]).toEqual(['provgate.check/1', 2]);
  });

  test('takes a list of paths, and no path at all only with --production', async () => {
    const listed = await provgateWith(
      `${join(finals, 'plate.jpg')}\n`,
      'check',
      '--from',
      '-',
      '--format',
      'json',
    );
    const report: CheckJson = JSON.parse(listed.stdout);
    expect(report.items.map(({ path }) => path)).toEqual(['finals/plate.jpg']);
    expect((await provgateWith('', 'check', '--from', '-')).code).toBe(2);
    expect((await provgate('check', '')).code).toBe(2);
    expect((await provgate('check')).code).toBe(2);
    const all = await provgateJson<CheckJson>('check', '--production', dir);
    expect(all.json.items.map(({ path }) => path)).toContain('art/idea.png');
  });

  test('records a declaration of one file, and previews several', async () => {
    const one = [
      'declare',
      join(dir, 'art/idea.png'),
      '--origin',
      'human',
      '--by',
      'Kim Lee',
      '--basis',
      'I drew it',
    ];
    expect((await provgate(...one)).code).toBe(0);
    const { json } = await provgateJson<AssetJson>('show', join(dir, 'art/idea.png'));
    expect(json.origin).toBe('human');
    const many = await provgate('declare', dir, '--origin', 'camera', '--by', 'Kim Lee', '--basis', 'report');
    expect([many.code, many.stderr]).toEqual([2, expect.stringMatching(/Left out:[\s\S]*shot\.png/)]);
  });

  test('threat 26: a token is shown once, kept as a hash, and ends when revoked', async () => {
    const made = await provgate(
      'token',
      'create',
      '--name',
      'Kim Lee',
      '--role',
      'editor',
      '--production',
      dir,
    );
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^\S{30,}\n$/)]);
    const file = join(folder('token'), 'secret');
    await provgate(
      'token',
      'create',
      '--name',
      'CI',
      '--role',
      'viewer',
      '--output',
      file,
      '--production',
      dir,
    );
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
    type Tokens = { tokens: { id: string; name: string; revokedAt: string | null }[] };
    const { json } = await provgateJson<Tokens>('token', 'list', '--production', dir);
    expect(json.tokens.map(({ name }) => name)).toEqual(['Kim Lee', 'CI']);
    expect((await provgate('token', 'revoke', json.tokens[0]?.id ?? '', '--production', dir)).code).toBe(0);
    const after = await provgateJson<Tokens>('token', 'list', '--production', dir);
    expect(after.json.tokens.map(({ revokedAt }) => revokedAt !== null)).toEqual([true, false]);
  });

  test('backs its record up, puts it back, and the log tells of it unbroken', async () => {
    const backup = join(folder('backup'), 'copy');
    expect((await provgate('registry', 'backup', backup, '--production', dir)).code).toBe(0);
    expect((await provgate('registry', 'backup', backup, '--production', dir)).code).toBe(2);
    expect((await provgate('registry', 'restore', backup, '--production', dir)).code).toBe(2);
    expect((await provgate('registry', 'restore', backup, '--yes', '--production', dir)).code).toBe(0);
    const audit = await provgate('audit', 'verify', '--production', dir);
    expect([audit.code, audit.stdout]).toEqual([0, expect.stringMatching(/^Unbroken: \d+ events/)]);
    rmSync(join(dir, '.provgate/registry.db'));
    expect((await provgate('check', finals)).code).toBe(3);
    expect((await provgate('init', dir)).code).toBe(2);
    expect((await provgate('registry', 'restore', backup, '--yes', '--production', dir)).code).toBe(0);
    expect((await provgate('check', finals)).code).toBe(0);
  });

  test('explains its policy, also where there is no production', async () => {
    expect((await provgate('policy', 'show', '--production', dir)).stdout).toMatch(/^approval-id /);
    expect((await provgate('policy', 'explain', 'apr-005')).stdout).toMatch(/^APR-005 .*ended/);
  });
});

describe('status', () => {
  interface StatusJson {
    readonly deliverables: readonly {
      readonly outcome: string;
      readonly notCleared: readonly { readonly path: string; readonly wasCleared: boolean }[];
    }[];
    readonly idlePatterns: readonly object[];
    readonly unprotected: readonly string[];
    readonly coverage: { readonly unavailable: string | null; readonly skipped: readonly object[] };
  }

  test('threats 16, 25, 31: names what is no longer cleared, patterns without files, and an open record', async () => {
    await production();
    const file = join(dir, 'provgate.json');
    const change = {
      deliverables: [{ path: 'FINALS/**', type: 'stills' }, { path: '07_NOWHERE/**' }],
      origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT' }],
      ignore: ['**/*.tmp', '**/*.bak'],
    };
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
    writeFileSync(join(dir, 'art/scrap.tmp'), 'x');
    await provgate('approve', join(finals, 'shot.png'), '--id', 'A', '--by', 'Studio', '--document', mail);
    expect((await provgate('scan', dir)).code).toBe(0);
    expect((await provgate('check', finals)).code).toBe(0);
    await provgate('approvals', 'revoke', 'A', '--reason', 'withdrawn', '--production', dir);
    chmodSync(join(dir, '.provgate'), 0o777);
    const { json, code } = await provgateJson<StatusJson>('status', dir);
    expect(code).toBe(0);
    expect(json.deliverables.map(({ outcome, notCleared }) => [outcome, notCleared])).toEqual([
      ['block', [expect.objectContaining({ path: 'finals/shot.png', wasCleared: true })]],
    ]);
    expect(json.idlePatterns).toEqual([
      { key: 'deliverables', pattern: '07_NOWHERE/**' },
      { key: 'origins', pattern: '01_CAMERA/**' },
      { key: 'ignore', pattern: '**/*.bak' },
    ]);
    expect(json.unprotected).toEqual(['.provgate can be written by other users']);
    expect(json.coverage.skipped).toContainEqual({ reason: 'ignored', count: 1 });
  });

  test('tells what the record knows while the media are away, with 3', async () => {
    const [media, state] = [join(folder('away'), 'media'), folder('state')];
    mkdirSync(media);
    writeFileSync(join(media, 'a.txt'), 'a');
    await provgate('init', media, '--state', state);
    await provgate('scan', state);
    rmSync(media, { recursive: true });
    const { json, code } = await provgateJson<StatusJson>('status', state);
    expect([code, json.coverage.unavailable]).toEqual([3, expect.any(String)]);
    expect((await provgate('approvals', 'list', '--production', state)).code).toBe(0);
    expect((await provgate('scan', state)).code).toBe(3);
  });
});
