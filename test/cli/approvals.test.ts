import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { folder, provgate, provgateJson } from '../helpers/built.ts';
import { generatedPng } from '../helpers/material.ts';

interface Register {
  readonly schema: string;
  readonly approvals: readonly {
    readonly id: string;
    readonly state: string;
    readonly conditions: readonly { readonly met: boolean }[];
  }[];
  readonly files?: readonly { readonly path: string }[];
  readonly consequences?: { readonly exports: readonly { readonly affected: boolean | null }[] };
}

let dir: string;
let mails: string;
const approvals = (...args: string[]) => provgate('approvals', ...args, '--production', dir);

beforeAll(async () => {
  dir = folder('approvals');
  mails = folder('mails');
  writeFileSync(join(dir, 'quay.png'), await generatedPng('a quay at dusk'));
  writeFileSync(join(dir, 'tower.png'), await generatedPng('a tower falls'));
  mkdirSync(join(dir, 'empty'));
  writeFileSync(
    join(mails, 'RE NFLX-0042 quay.eml'),
    'From: "Sam Contact" <sam@studio.example>\nDate: Tue, 3 Nov 2026 10:00:00 +0100\n\nApproved.\n',
  );
  writeFileSync(join(mails, 'letter.txt'), 'Approved as well.\n');
  expect((await provgate('init', dir)).code).toBe(0);
});

test('a folder of mails becomes a table, the table becomes approvals; a fault records nothing', async () => {
  const skeleton = await approvals('import', '--documents', mails);
  const [head, ...lines] = skeleton.stdout.trim().split('\r\n');
  expect(head).toMatch(/^document,id,by,path,sha256,from,until/);
  expect(lines).toEqual([
    expect.stringMatching(/^RE NFLX-0042 quay\.eml,NFLX-0042,Sam Contact,,,2026-11-03,/),
    expect.stringMatching(/^letter\.txt,,,/),
  ]);
  const table = join(folder('tables'), 'approvals.csv');
  const filled = (path: string): void =>
    writeFileSync(
      table,
      `document,id,by,path\nRE NFLX-0042 quay.eml,NFLX-0042,Sam Contact,quay.png\nletter.txt,NFLX-0043,Sam Contact,${path}\n`,
    );
  filled('gone.png');
  const faulty = await approvals('import', table, '--documents', mails, '--yes');
  expect([faulty.code, faulty.stderr]).toEqual([2, expect.stringContaining('line 3: gone.png is not there')]);
  expect((await approvals('list')).stdout).toBe('There are no approvals.\n');
  filled('tower.png');
  expect((await approvals('import', table, '--documents', mails)).code).toBe(2);
  expect((await approvals('import', table, '--documents', mails, '--yes')).code).toBe(0);
  expect((await provgate('check', join(dir, 'quay.png'), join(dir, 'tower.png'))).code).toBe(0);
  expect((await approvals('import', '--documents', mails)).stdout.trim().split('\r\n')).toHaveLength(1);
});

test('replace, meet a condition, look, withdraw: each command tells what is true now', async () => {
  const letter = join(mails, 'letter.txt');
  const said = ['--by', 'Sam Contact', '--document', letter, '--condition', 'credit, in the end roller'];
  const newer = await provgate(
    'approve',
    '--supersedes',
    'NFLX-0042',
    '--id',
    'NFLX-0050',
    ...said,
    '--production',
    dir,
  );
  expect([newer.code, newer.stdout]).toEqual([0, expect.stringContaining('replaces NFLX-0042')]);
  const blocked = await provgate('check', join(dir, 'quay.png'));
  expect([blocked.code, blocked.stdout]).toEqual([1, expect.stringContaining('APR-009')]);
  expect((await approvals('list', '--state', 'conditions-open')).stdout).toMatch(
    /^NFLX-0050 {2}conditions-open/,
  );
  const met = await approvals('meet', 'NFLX-0050', '--condition', '1', '--document', letter);
  expect(met.stdout).toContain('condition 1, met: credit, in the end roller');
  const out = join(folder('out'), 'delivery');
  expect((await provgate('export', join(dir, 'quay.png'), '--to', out)).code).toBe(0);
  const shown = await provgateJson<Register>('approvals', 'show', 'NFLX-0050', '--production', dir);
  expect(shown.json).toMatchObject({
    schema: 'provgate.approvals/1',
    approvals: [{ id: 'NFLX-0050', state: 'valid', conditions: [{ met: true }] }],
    files: [{ path: 'quay.png' }],
    consequences: { exports: [{ affected: null }] },
  });
  const ended = await approvals('revoke', 'NFLX-0050', '--reason', 'rights withdrawn', '--retroactive');
  expect(ended.stdout).toMatch(/Exported under it, 1 time:\n.*1 file; AFFECTED\n {4}quay\.png\n/);
  expect((await approvals('expiring', '--within', '6w')).stdout).toBe('No approval ends within 42 days.\n');
});

test('a request is one file to send, is listed, and is not written over anything', async () => {
  const page = join(folder('request'), 'request.html');
  const ask = ['request', join(dir, 'quay.png'), '--to', 'Sam Contact', '--output', page];
  const asked = await provgate(...ask, '--question', 'In the trailer?');
  expect([asked.code, asked.stdout]).toEqual([0, expect.stringContaining('Send it to Sam Contact.')]);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*In the trailer\?/);
  expect((await provgate(...ask)).code).toBe(2);
  expect((await provgate('request', join(dir, 'quay.png'), '--to', 'Sam')).stderr).toMatch(
    /^The file to write the request to is missing\./,
  );
  const listed = await provgate('request', 'list', '--production', dir);
  expect(listed.stdout).toMatch(/ {2}open\n {2}1 file to Sam Contact/);
  const id = listed.stdout.split(' ')[0] ?? '';
  expect((await provgate('request', 'withdraw', id, '--reason', 'cut', '--production', dir)).code).toBe(0);
  expect((await provgate('request', 'list', '--production', dir)).stdout).toContain(`${id}  withdrawn`);
});

test('nothing is waived where no policy lets it be', async () => {
  const letter = join(mails, 'letter.txt');
  const waived = await provgate(
    'waive',
    join(dir, 'quay.png'),
    ...['--code', 'APR-001', '--by', 'Me', '--reason', 'late', '--until', '2999-01-01', '--document', letter],
  );
  expect([waived.code, waived.stderr]).toEqual([2, expect.stringMatching(/^APR-001 cannot be waived\./)]);
  expect((await provgate('waive', 'list', '--production', dir)).stdout).toBe('Nothing is waived.\n');
});
