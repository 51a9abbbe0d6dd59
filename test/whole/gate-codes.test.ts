import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, provgate, provgateJson } from '../helpers/built.ts';
import { generatedPng } from '../helpers/material.ts';

interface CheckJson {
  readonly outcome: string;
  readonly items: readonly {
    readonly path: string;
    readonly verdict: string;
    readonly findings: readonly { readonly code: string }[];
  }[];
}

let dir: string;
let finals: string;
let mail: string;

/** A production with one unapproved GenAI still in `finals`, and a document to approve it with. */
async function show(configuration: Record<string, unknown> = {}): Promise<void> {
  dir = folder('codes');
  finals = join(dir, 'finals');
  mkdirSync(finals);
  writeFileSync(join(finals, 'shot.png'), await generatedPng('a quay at dusk'));
  mail = join(folder('mail'), 'mail.txt');
  writeFileSync(mail, 'Approved for the trailer, regards.\n');
  expect((await provgate('init', dir)).code).toBe(0);
  if (Object.keys(configuration).length > 0) await configure(configuration);
}

async function configure(change: Record<string, unknown>): Promise<void> {
  const { readFileSync } = await import('node:fs');
  const path = join(dir, 'provgate.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
}

async function approve(...options: string[]): Promise<void> {
  const run = await provgate(
    'approve',
    join(finals, 'shot.png'),
    '--id',
    'NFLX-0042',
    '--by',
    'Studio contact',
    '--document',
    mail,
    ...options,
  );
  expect(run.stderr + run.code).toMatch(/0$/);
}

async function verdict(...options: string[]): Promise<{ code: number | null; codes: string[] }> {
  const run = await provgateJson<CheckJson>('check', finals, ...options);
  return {
    code: run.code,
    codes: run.json.items.flatMap((item) => item.findings.map((finding) => finding.code)),
  };
}

describe('an approval opens the gate for exactly its bytes, scope and time', () => {
  beforeAll(() => show());

  test('without one it is blocked and named', async () => {
    const run = await provgateJson<CheckJson>('check', finals);
    expect(run.code).toBe(1);
    expect(run.json.items.map((item) => [item.path, item.verdict])).toEqual([['finals/shot.png', 'block']]);
    expect((await verdict()).codes).toContain('APR-001');
  });

  test('an id with no record is APR-000', async () => {
    expect(await verdict('--approval', 'NFLX-9999')).toMatchObject({
      code: 1,
      codes: expect.arrayContaining(['APR-000']),
    });
  });

  test('with one it passes, and for another type, episode or territory it does not', async () => {
    await approve('--deliverable', 'trailer', '--episode', '101', '--territory', 'FR');
    const scope = ['--deliverable', 'trailer', '--episode', '101', '--territory', 'FR'];
    expect((await verdict(...scope)).code).toBe(0);
    for (const other of [
      ['--deliverable', 'master', '--episode', '101', '--territory', 'FR'],
      ['--deliverable', 'trailer', '--episode', '102', '--territory', 'FR'],
      ['--deliverable', 'trailer', '--episode', '101', '--territory', 'DE'],
      [],
    ]) {
      expect(await verdict(...other)).toMatchObject({ code: 1, codes: expect.arrayContaining(['APR-008']) });
    }
  });

  test('after one byte changed it is another asset: APR-001', async () => {
    appendFileSync(join(finals, 'shot.png'), '\0');
    expect(await verdict('--deliverable', 'trailer', '--episode', '101', '--territory', 'FR')).toMatchObject({
      code: 1,
      codes: expect.arrayContaining(['APR-001']),
    });
  });
});

describe('an approval ends', () => {
  test('after its last day, exclusive: APR-005; before its first: APR-004', async () => {
    await show();
    await approve('--until', '2020-01-31');
    expect(await verdict()).toMatchObject({ code: 1, codes: expect.arrayContaining(['APR-005']) });
    await show();
    await approve('--from', '2999-01-01');
    expect(await verdict()).toMatchObject({ code: 1, codes: expect.arrayContaining(['APR-004']) });
  });

  test('when it is revoked: APR-006, and the id never revives (threat 5)', async () => {
    await show();
    await approve();
    expect((await verdict()).code).toBe(0);
    expect(
      (
        await provgate(
          'approvals',
          'revoke',
          'NFLX-0042',
          '--reason',
          'rights withdrawn',
          '--production',
          dir,
        )
      ).code,
    ).toBe(0);
    expect(await verdict()).toMatchObject({ code: 1, codes: expect.arrayContaining(['APR-006']) });
    const again = await provgate(
      'approve',
      join(finals, 'shot.png'),
      '--id',
      'nflx-0042 ',
      '--by',
      'Studio contact',
      '--document',
      mail,
    );
    expect(again.code).toBe(2);
  });

  test('when its stored document is deleted or swapped: APR-011 (threat 37)', async () => {
    await show();
    await approve();
    const { readdirSync, statSync, chmodSync } = await import('node:fs');
    const stored = readdirSync(join(dir, '.provgate'), { recursive: true, encoding: 'utf8' })
      .map((name) => join(dir, '.provgate', name))
      .find((path) => /[0-9a-f]{64}/.test(path) && statSync(path).isFile());
    if (stored === undefined) throw new Error('no stored document');
    chmodSync(stored, 0o600);
    writeFileSync(stored, 'Approved for everything, regards.\n');
    expect(await verdict()).toMatchObject({ code: 1, codes: expect.arrayContaining(['APR-011']) });
    rmSync(stored);
    expect(await verdict()).toMatchObject({ code: 1, codes: expect.arrayContaining(['APR-011']) });
  });
});

describe('what could not be established never passes', () => {
  beforeAll(() => show());

  test('a timeline or an archive in a final is 3 (threat 1)', async () => {
    const cut = join(dir, 'cut');
    mkdirSync(cut);
    writeFileSync(
      join(cut, 'lock.edl'),
      'TITLE: LOCK\nFCM: NON-DROP FRAME\n\n001  A001 V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n',
    );
    expect((await provgate('check', cut)).code).toBe(3);
    const zips = join(dir, 'zips');
    mkdirSync(zips);
    writeFileSync(join(zips, 'all.zip'), Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]));
    expect((await provgate('check', zips)).code).toBe(3);
  });

  test('an empty folder, a missing path and a truncated file are 3 (threat 19)', async () => {
    mkdirSync(join(dir, 'empty'));
    expect((await provgate('check', join(dir, 'empty'))).code).toBe(3);
    expect((await provgate('check', join(dir, 'nowhere'))).code).toBe(3);
    const cut = join(dir, 'truncated');
    mkdirSync(cut);
    const { cameraJpeg } = await import('../helpers/material.ts');
    const whole = await cameraJpeg();
    writeFileSync(join(cut, 'plate.jpg'), whole.subarray(0, whole.length - 900));
    expect((await provgate('check', cut)).code).toBe(3);
  });

  test('links and special files in the scope are 3, and are never opened (threats 11, 28)', async () => {
    const { symlinkSync } = await import('node:fs');
    const { execFileSync } = await import('node:child_process');
    const odd = join(dir, 'odd');
    mkdirSync(odd);
    symlinkSync('/etc/hostname', join(odd, 'link.png'));
    execFileSync('mkfifo', [join(odd, 'pipe.png')]);
    const run = await provgateJson<CheckJson>('check', odd);
    expect(run.code).toBe(3);
    expect(run.json.items.map((item) => item.verdict)).toEqual(['incomplete', 'incomplete']);
  });

  test('an unavailable root is 3', async () => {
    const media = folder('media');
    const state = folder('state');
    expect((await provgate('init', media, '--state', state)).code).toBe(0);
    rmSync(media, { recursive: true });
    expect((await provgate('check', '--production', state)).code).toBe(3);
    expect((await provgate('scan', state)).code).toBe(3);
  });

  // Root reads everything: nothing to see there.
  test.skipIf(process.getuid?.() === 0)('a file made unreadable is 3', async () => {
    const { chmodSync } = await import('node:fs');
    const locked = join(dir, 'locked');
    mkdirSync(locked);
    writeFileSync(join(locked, 'plate.jpg'), 'x');
    chmodSync(join(locked, 'plate.jpg'), 0);
    expect((await provgate('check', locked)).code).toBe(3);
  });
});

describe('a wrong call is 2', () => {
  test('an unknown pack, a non-empty export target, temp on a deliverables path (threat 23)', async () => {
    await show({ policy: 'no-such-pack' });
    expect((await provgate('check', finals)).code).toBe(2);
    await show({ deliverables: [{ path: 'finals/**', type: 'master' }] });
    expect((await provgate('check', finals, '--for', 'temp')).code).toBe(2);
    await show();
    await approve();
    const target = folder('target');
    writeFileSync(join(target, 'old.txt'), 'left from last week');
    expect((await provgate('export', finals, '--to', target)).code).toBe(2);
  });
});
