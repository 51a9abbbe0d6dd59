import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Finished, finished, start } from '../helpers/built.ts';
import { genaiStill, photograph, plainPicture } from '../http/pictures.ts';
import { type Show, startShow } from '../http/show.ts';

const STILL = '06_DELIVERY/stills/quay.png';
const PLATE = '06_DELIVERY/stills/plate.jpg';
const MATTE = '05_ART/matte.png';

let show: Show;
let mail: string;
let elsewhere: string;
beforeAll(async () => {
  show = await startShow(
    { [STILL]: await genaiStill(), [PLATE]: await photograph(), [MATTE]: await plainPicture() },
    () => ({ pathMap: [{ from: '/Volumes/PROD', to: '.' }] }),
  );
  elsewhere = mkdtempSync(join(tmpdir(), 'provgate-workstation-'));
  mail = join(elsewhere, 'mail.txt');
  writeFileSync(mail, 'Approved, regards.\n');
});
afterAll(async () => {
  await show.close();
  rmSync(elsewhere, { recursive: true, force: true });
});

type Role = 'viewer' | 'editor' | 'asset-manager' | 'approver';

/** The built command at the server, as an account. */
function at(role: Role, ...args: string[]): Promise<Finished> {
  const env = { PROVGATE_URL: show.server.url, PROVGATE_TOKEN: show.tokens[role].secret };
  return finished(start(args, env));
}

/** The built command on the production itself. */
function here(...args: string[]): Promise<Finished> {
  return finished(start([...args, '--production', show.root]));
}

describe('verbs at a server', () => {
  test('check prints the same report and ends with the same code', async () => {
    await here('check', join(show.root, '06_DELIVERY'), '--quiet');
    const [remote, local] = [
      await at('editor', 'check', '06_DELIVERY', '--format', 'csv'),
      await here('check', join(show.root, '06_DELIVERY'), '--format', 'csv'),
    ];
    expect([remote.code, local.code]).toEqual([1, 1]);
    expect(withoutPlaces(remote.stdout)).toBe(withoutPlaces(local.stdout));
    const table = await at('editor', 'check', '/Volumes/PROD/06_DELIVERY');
    expect(table.code).toBe(1);
    expect(table.stdout).toMatch(
      /^BLOCK: 1 item may not leave without a valid approval; 1 of 2 items of unknown origin/,
    );
    expect(table.stdout).toContain(`provgate approve ${STILL}`);
  });

  test('a plate passes with 0, a path that is not there is undecided with 3', async () => {
    const passed = await at('editor', 'check', PLATE, '--format', 'json');
    expect([passed.code, JSON.parse(passed.stdout)]).toMatchObject([0, { outcome: 'pass' }]);
    expect((await at('editor', 'check', '06_DELIVERY/nothing-here')).code).toBe(3);
  });

  test('a report goes to a file whole', async () => {
    const file = join(elsewhere, 'report.json');
    const run = await at('editor', 'check', '06_DELIVERY', '--format', 'json', '--output', file);
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ outcome: 'block' });
    expect(run.stderr).toMatch(/^BLOCK: 1 item .*The report is in/m);
  });

  test('show and list print what they print here', async () => {
    const [remote, local] = [
      await at('viewer', 'show', STILL, '--format', 'json'),
      await here('show', join(show.root, STILL), '--format', 'json'),
    ];
    expect([remote.code, JSON.parse(remote.stdout)]).toEqual([0, JSON.parse(local.stdout)]);
    const table = await at('viewer', 'show', STILL, '--explain');
    expect([table.code, table.stdout]).toMatchObject([0, expect.stringContaining('In a final: BLOCK')]);
    for (const format of ['table', 'json', 'jsonl', 'csv']) {
      const args = ['list', '--format', format];
      const [there, own] = [await at('viewer', ...args), await here(...args)];
      expect([there.code, there.stdout]).toEqual([0, own.stdout]);
    }
    const genai = await at('viewer', 'list', '06_DELIVERY', '--temporary', '--format', 'jsonl');
    expect(
      genai.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).path),
    ).toEqual([STILL]);
  });

  test('threat 14: declare states in the name of the account, and of nobody else', async () => {
    const other = await at(
      'asset-manager',
      ...['declare', MATTE, '--origin', 'human', '--by', 'Kim Lee', '--basis', 'painted by hand'],
    );
    expect([other.code, other.stderr]).toMatchObject([
      2,
      expect.stringContaining('you are the asset-manager'),
    ]);
    const made = await at(
      'asset-manager',
      'declare',
      MATTE,
      '--origin',
      'human',
      '--basis',
      'painted by hand',
    );
    expect([made.code, made.stdout]).toMatchObject([
      0,
      expect.stringContaining('1 file declared as human by the asset-manager'),
    ]);
  });

  test('a folder is shown first, and nothing is recorded without a yes', async () => {
    const args = ['approve', '06_DELIVERY', '--id', 'STUDIO-1', '--by', 'Robin Vale', '--document', mail];
    const asked = await at('approver', ...args);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain(`Files the approval would cover:\n  ${STILL}  (GenAI)`);
    const made = await at('approver', ...args, '--yes');
    expect([made.code, made.stdout]).toMatchObject([0, expect.stringContaining(`  ${STILL}  (GenAI)\n`)]);
    expect(made.stdout).toMatch(/granted by Robin Vale, recorded by the approver/);
    expect((await at('editor', 'check', '06_DELIVERY')).code).toBe(0);
  });
});

describe('what a server refuses, and where there is none', () => {
  test('a role that may not is exit 2, in the words of the server', async () => {
    const run = await at('viewer', 'check', '06_DELIVERY', '--format', 'json');
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([2, { code: 'forbidden', exit: 2 }]);
    const stranger = await finished(
      start(['check', PLATE], { PROVGATE_URL: show.server.url, PROVGATE_TOKEN: 'pgt_nobody-knows-this-one' }),
    );
    expect([stranger.code, stranger.stderr]).toMatchObject([
      2,
      expect.stringContaining('does not know this'),
    ]);
  });

  test('a path outside the production is exit 2, and so is a local production beside a server', async () => {
    expect((await at('editor', 'check', '/etc/passwd')).code).toBe(2);
    expect((await at('editor', 'check', PLATE, '--production', show.root)).code).toBe(2);
  });

  test('threat 16: no answer is no verdict: exit 3, never one of this machine', async () => {
    const env = { PROVGATE_TOKEN: show.tokens.editor.secret };
    const run = await finished(
      start(['check', join(show.root, PLATE), '--server', 'http://127.0.0.1:9', '--format', 'json'], env),
    );
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([3, { code: 'server-unreachable' }]);
    expect(run.stderr).toContain('Could not reach the gate at http://127.0.0.1:9');
  });

  test.each([
    ['sends elsewhere', (url: string) => ({ status: 302, headers: { location: `${url}/x` }, body: '' })],
    ['says pass in another language', () => ({ status: 200, headers: {}, body: '{"outcome":"pass"}' })],
    ['breaks off', () => ({ status: 200, headers: { 'content-length': '1000' }, body: '{"schema":' })],
  ])('threat 26: what %s opens nothing', async (_what, answer) => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const { status, headers, body } = answer('http://127.0.0.1:9');
      response.writeHead(status, headers);
      response.write(body, () => response.destroy());
    });
    const listening = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const env = { PROVGATE_TOKEN: show.tokens.editor.secret };
    const run = await finished(start(['check', PLATE, '--server', `http://127.0.0.1:${port}`], env));
    server.close();
    expect(run.code).toBe(3);
    expect(asked).toEqual(['/api/v1/session']);
  });

  test('a gate that forgets the check it began, as after a restart, decided nothing: exit 3', async () => {
    const session = { name: 'Kim Lee', production: { title: 'Quayside', pathMap: [] } };
    const server = createServer((request, response) => {
      const answers = new Map<string, readonly [number, object]>([
        ['GET /api/v1/session', [200, session]],
        ['POST /api/v1/checks', [202, { schema: 'provgate.job/1', id: 'c1', status: 'running' }]],
      ]);
      const missing = { code: 'not-found', detail: 'There is no check with this id.', next: 'Look again.' };
      const [status, body] = answers.get(`${request.method} ${request.url}`) ?? [404, missing];
      request.resume();
      response.writeHead(status, { location: '/api/v1/checks/c1' }).end(JSON.stringify(body));
    });
    const listening = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const env = { PROVGATE_TOKEN: show.tokens.editor.secret };
    const run = await finished(start(['check', PLATE, '--server', `http://127.0.0.1:${port}`], env));
    server.close();
    expect([run.code, run.stderr]).toMatchObject([3, expect.stringContaining('no longer knows this check')]);
  });
});

/** Commands name paths as the reader stands; everything else must be equal. */
function withoutPlaces(text: string): string {
  return text.replaceAll(/provgate [^",]*/g, 'provgate …');
}
