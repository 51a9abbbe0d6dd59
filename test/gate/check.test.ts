import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { runCheck } from '../../src/gate/check.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const MAKE_PIPE = 'mkfifo';
const shot = await generatedPng('a quay at dusk');
const plate = await cameraJpeg();
const still = await plainPng('plate');

describe('the story of a shot', () => {
  test('blocked without approval, passes with one, keeps it under another name, loses it with one byte', async () => {
    show = await stage({ 'finals/shot_010.png': shot, 'finals/plate_010.jpg': plate });
    const blocked = await show.check(['finals']);
    expect(blocked).toMatchObject({ outcome: 'block', destination: 'final' });
    expect(told(blocked)).toEqual([
      expect.stringMatching(/^finals\/plate_010\.jpg (pass|warn) /),
      'finals/shot_010.png block APR-001',
    ]);
    expect(blocked.items[1]).toMatchObject({ origin: 'genai', temporary: true, approvals: [] });

    await show.approve(['finals/shot_010.png']);
    const passed = await show.check(['finals']);
    expect(passed.outcome).toBe('pass');
    expect(passed.items[1]).toMatchObject({
      verdict: 'pass',
      approvals: [{ id: 'NFLX-0042', state: 'valid' }],
    });

    renameSync(show.at('finals/shot_010.png'), show.at('finals/renamed.png'));
    expect((await show.check(['finals'])).outcome).toBe('pass');
    appendFileSync(show.at('finals/renamed.png'), '\0');
    const changed = await show.check(['finals']);
    expect(told(changed)).toContain('finals/renamed.png block APR-001');
    expect(changed.items[1]?.findings[0]?.args).toMatchObject({ earlier: 'NFLX-0042' });
    writeFileSync(show.at('finals/renamed.png'), shot);
    expect((await show.check(['finals'])).outcome).toBe('pass');
  });

  test('two copies are two items of one asset', async () => {
    show = await stage({ 'finals/a.png': shot, 'finals/b.png': shot });
    await show.approve(['finals/a.png']);
    const check = await show.check(['finals']);
    expect(told(check)).toEqual(['finals/a.png pass OK-002', 'finals/b.png pass OK-002']);
    expect(check.items[0]?.assetId).toBe(check.items[1]?.assetId);
  });
});

describe('an approval', () => {
  test('without a record is named and blocks', async () => {
    show = await stage({ 'finals/a.png': shot });
    const check = await show.check(['finals'], { approvalIds: ['NFLX-9999'] });
    expect(told(check)).toEqual(['finals/a.png block APR-000']);
    expect(check.findings.map(({ code }) => code)).toEqual(['APR-000']);
  });

  test('attached to bytes it was not given for does not cover them', async () => {
    show = await stage({ 'finals/a.png': shot, 'finals/b.png': await generatedPng('another quay') });
    await show.approve(['finals/a.png']);
    const check = await show.check(['finals'], { approvalIds: [' NFLX-0042 '] });
    expect(told(check)).toEqual(['finals/a.png pass OK-002', 'finals/b.png block APR-008']);
  });

  test('ends at its exclusive end and begins at its start', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.check(['finals']);
    await show
      .later('2027-01-01T00:00:00.000Z')
      .approve(['finals'], { from: '2027-02-01', until: '2027-02-28' });
    const on = async (instant: string) => told(await show.later(instant).check(['finals']))[0];
    expect(await on('2027-01-31T23:59:59.999Z')).toMatch(/block APR-004$/);
    expect(await on('2027-02-01T00:00:00.000Z')).toMatch(/pass OK-002$/);
    expect(await on('2027-02-28T23:59:59.999Z')).toMatch(/pass OK-002$/);
    expect(await on('2027-03-01T00:00:00.000Z')).toMatch(/block APR-005$/);
  });

  test('whose stored document is swapped or gone does not count (threat 37)', async () => {
    show = await stage({ 'finals/a.png': shot });
    const { document } = await show.approve(['finals']);
    const stored = show.at(`.provgate/documents/${document.sha256.slice(0, 2)}/${document.sha256}`);
    chmodSync(stored, 0o600);
    writeFileSync(stored, 'Approved for everything, regards.\n');
    expect(told(await show.check(['finals']))).toEqual(['finals/a.png block APR-011']);
    rmSync(stored);
    expect(told(await show.check(['finals']))).toEqual(['finals/a.png block APR-011']);
  });

  test('for one type and territory covers no deliverable that leaves them out (threat 6)', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.approve(['finals'], { types: ['trailer'], territories: ['fr'] });
    expect(told(await show.check(['finals']))).toEqual(['finals/a.png block APR-008']);
    const said = await show.check(['finals'], { type: 'trailer', territories: ['FR'] });
    expect(said).toMatchObject({ outcome: 'pass', deliverable: { type: 'trailer', territories: ['FR'] } });
  });

  test('does not answer a suspicion, but approving the named file does (threat 3)', async () => {
    show = await stage({ 'finals/ChatGPT Image Apr 3, 2025, 10_12_33 AM.png': still });
    expect((await show.check(['finals'])).outcome).toBe('review');
    await show.approve(['finals/ChatGPT Image Apr 3, 2025, 10_12_33 AM.png']);
    const check = await show.check(['finals']);
    expect(check.items[0]).toMatchObject({ origin: 'genai', temporary: true, verdict: 'pass' });
  });
});

describe('every entry of a final scope counts (threat 11)', () => {
  test('links, special files, dotfiles, partial files and names that are no UTF-8 are items (threat 28)', async () => {
    show = await stage(
      { 'finals/.hidden': 'x', 'finals/a.part': 'x', 'finals/a.tmp': 'x' },
      { ignore: ['**/*.tmp'] },
    );
    symlinkSync('/etc/hostname', show.at('finals/link.png'));
    execFileSync(MAKE_PIPE, [show.at('finals/pipe')]);
    writeFileSync(Buffer.concat([Buffer.from(show.at('finals/')), Buffer.from([0x61, 0xe9])]), 'latin');
    writeFileSync(Buffer.concat([Buffer.from(show.at('finals/')), Buffer.from([0x61, 0xea])]), 'latin too');
    const check = await show.check(['finals']);
    expect(check.outcome).toBe('incomplete');
    expect(check.items.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual([
      'finals/.hidden warn',
      'finals/a.part warn',
      'finals/a.tmp warn',
      'finals/a\udce9 warn',
      'finals/a\udcea warn',
      'finals/link.png incomplete',
      'finals/pipe incomplete',
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be listed is an item', async () => {
    show = await stage({ 'finals/a.jpg': plate, 'finals/locked/b.jpg': plate });
    chmodSync(show.at('finals/locked'), 0);
    const check = await show.check(['finals']);
    chmodSync(show.at('finals/locked'), 0o700);
    expect(told(check)).toContain('finals/locked incomplete FIL-004');
  });

  test('a foreign sidecar with its partner is no item; alone, or when it is none, it is', async () => {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>';
    show = await stage({
      'finals/a.jpg': plate,
      'finals/a.jpg.xmp': xmp,
      'finals/alone.xmp': xmp,
      'finals/b.jpg': Buffer.concat([plate, Buffer.from('b')]),
      'finals/b.jpg.xmp': 'no sidecar at all',
    });
    const check = await show.check(['finals']);
    expect(check.counts.skipped).toBe(1);
    expect(check.items.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual([
      expect.stringMatching(/^finals\/a\.jpg (pass|warn)$/),
      'finals/alone.xmp warn',
      expect.stringMatching(/^finals\/b\.jpg /),
      'finals/b.jpg.xmp incomplete',
    ]);
  });

  test('our own state is no item and is counted', async () => {
    show = await stage({ 'a.jpg': plate });
    const check = await show.check(['']);
    expect([check.items.map(({ path }) => path), check.counts.skipped]).toEqual([['a.jpg'], 2]);
  });

  test('an empty folder, and a path that is not there, never pass', async () => {
    show = await stage();
    mkdirSync(show.at('empty'));
    const empty = await show.check(['empty']);
    expect([empty.outcome, empty.findings.map(({ code }) => code)]).toEqual(['incomplete', ['TML-003']]);
    const missing = await show.check(['nowhere']);
    expect(missing.items[0]).toMatchObject({ path: 'nowhere', sha256: undefined, verdict: 'incomplete' });
  });

  test('each location appears once, also when it is named twice', async () => {
    show = await stage({ 'finals/a.jpg': plate, 'finals.txt': 'x' });
    const check = await show.check(['finals', 'finals/a.jpg', 'finals.txt', 'finals.txt']);
    expect(check.items.map(({ path }) => path)).toEqual(['finals.txt', 'finals/a.jpg']);
    expect(check.scope.paths).toEqual(['finals', 'finals.txt']);
  });

  test('a production inside the scope is a wrong call that names it (threat 12)', async () => {
    show = await stage({ 'finals/inner/provgate.json': '{}', 'finals/inner/a.jpg': plate });
    const ambiguous = expect.objectContaining({ code: 'ambiguous-production' });
    await expect(show.check(['finals'])).rejects.toThrowError(ambiguous);
    await expect(show.check(['finals/inner/a.jpg'])).rejects.toThrowError(ambiguous);
  });

  test('a file reached through a linked folder could not be decided', async () => {
    show = await stage({ 'real/a.jpg': plate });
    symlinkSync(show.at('real'), show.at('linked'));
    expect(told(await show.check(['linked/a.jpg']))).toEqual(['linked/a.jpg incomplete FIL-003']);
  });
});

describe('what holds other media', () => {
  test.each([
    [
      'cut.otio',
      '{"OTIO_SCHEMA":"Timeline.1","name":"lock","tracks":{"OTIO_SCHEMA":"Stack.1","children":[]}}',
    ],
    [
      'cut.edl',
      'TITLE: LOCK\nFCM: NON-DROP FRAME\n\n001  A001 V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n',
    ],
    ['all.zip', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])],
  ])('%s in a final is undecided until every member was read (threat 1)', async (name, bytes) => {
    show = await stage({ [`finals/${name}`]: bytes });
    const check = await show.check(['finals']);
    expect([check.outcome, check.items[0]?.findings.map(({ code }) => code)]).toEqual([
      'incomplete',
      expect.arrayContaining(['TML-001']),
    ]);
  });
});

describe('bytes are what counts', () => {
  /** Waits until the file's last change is older than the gate asks for, by the file system's own clock. */
  const settle = (file: string): void => {
    execFileSync('touch', ['-d', '10 seconds ago', file]);
  };

  test('a fresh file is read again; stat is believed only after it stood still', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    expect((await show.check(['finals'])).items[0]?.verified).toBe('bytes');
    const future = new Date(Date.now() + 60_000).toISOString();
    const later = show.later(future);
    expect((await later.check(['finals'], { rehash: true })).items[0]?.verified).toBe('bytes');
  });

  test('replaced bytes are found although size and mtime were restored (threat 4)', async () => {
    show = await stage({ 'finals/a.png': shot });
    settle(show.at('finals/a.png'));
    await show.approve(['finals']);
    expect((await show.check(['finals'])).outcome).toBe('pass');
    const bytes = readFileSync(show.at('finals/a.png'));
    const times = execFileSync('stat', ['-c', '%X %Y', show.at('finals/a.png')])
      .toString()
      .split(' ')
      .map(Number);
    bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
    writeFileSync(show.at('finals/a.png'), bytes);
    utimesSync(show.at('finals/a.png'), times[0] ?? 0, times[1] ?? 0);
    expect((await show.check(['finals'])).outcome).not.toBe('pass');
  });

  test('GenAI stripped in place is under review until a named answer (threat 3)', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.approve(['finals']);
    writeFileSync(show.at('finals/a.png'), still);
    expect(told(await show.check(['finals']))).toEqual(['finals/a.png review ORG-006,ORG-001']);
  });

  test('a hard link and a copy of approved bytes pass with them', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.approve(['finals']);
    linkSync(show.at('finals/a.png'), show.at('finals/b.png'));
    copyFileSync(show.at('finals/a.png'), show.at('finals/c.png'));
    expect((await show.check(['finals'])).counts.pass).toBe(3);
  });
});

describe('a record changed behind the back of provgate (threat 13)', () => {
  test('decides nothing: an asset made camera work, an approval made to last', async () => {
    show = await stage({ 'finals/a.png': shot, 'finals/b.png': await generatedPng('another') });
    await show.approve(['finals/a.png'], { until: '2020-01-31' });
    await show.check(['finals']);
    const database = new Database(show.at('.provgate/registry.db'));
    database.exec(
      "UPDATE assets SET origin = 'camera', temporary = 0 WHERE CAST(first_seen_path AS TEXT) LIKE '%b.png'",
    );
    // Rows nobody may change, changed by somebody who knows where the lock is and puts it back.
    const rows = database
      .prepare<[], { readonly name: string; readonly sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of rows) database.exec(`DROP TRIGGER ${name}`);
    database.exec('UPDATE approvals SET valid_until = NULL');
    for (const { sql } of rows) database.exec(sql);
    database.close();
    const check = await show.check(['finals']);
    expect(check.outcome).toBe('incomplete');
    expect(check.items.map(({ findings }) => findings[0]?.code)).toEqual(['GAT-002', 'GAT-002']);
  });
});

describe('a check', () => {
  test('is refused by a clock set back behind the record (threat 36)', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    await show.check(['finals']);
    const check = await show.later('2001-01-01T00:00:00.000Z').check(['finals']);
    expect([check.outcome, check.findings.map(({ code }) => code)]).toEqual(['incomplete', ['GAT-003']]);
  });

  test('tells what changed since the last one of the same scope', async () => {
    show = await stage({ 'finals/a.png': shot, 'finals/b.jpg': plate });
    expect((await runCheck(show.runtime, { paths: rel(['finals']) })).changes).toBeUndefined();
    await show.approve(['finals']);
    show.write('finals/c.png', await generatedPng('new'));
    const { changes } = await runCheck(show.runtime, { paths: rel(['finals']) });
    expect(changes).toMatchObject({
      outcome: 'block',
      itemsBefore: 2,
      better: ['finals/a.png'],
      worse: ['finals/c.png'],
      gone: [],
    });
  });

  test('is stored unless it is only a look', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const look = await show.check(['finals'], { unrecorded: true });
    expect(await show.runtime.registry.checks.byId(look.id)).toBeUndefined();
    const made = await show.check(['finals']);
    expect((await show.runtime.registry.checks.byId(made.id))?.check.outcome).toBe('pass');
  });

  test('takes type, episode and territory from the deliverables entry, and options over it', async () => {
    const deliverables = [{ path: 'finals/**', type: 'master', episode: '101', territories: ['FR'] }];
    show = await stage({ 'finals/a.png': shot }, { deliverables });
    await show.approve(['finals'], { types: ['master'], episodes: ['101'], territories: ['FR'] });
    expect(await show.check(['finals'])).toMatchObject({
      outcome: 'pass',
      deliverable: { type: 'master', episode: '101', territories: ['FR'] },
      overrides: [],
    });
    expect(await show.check(['finals'], { episode: '102' })).toMatchObject({
      outcome: 'block',
      overrides: ['episode'],
    });
    const wrong = expect.objectContaining({ code: 'usage' });
    await expect(show.check(['finals'], { destination: 'temp' })).rejects.toThrowError(wrong);
  });

  test('counts what a folder rule alone clears, and stops believing it when the rule is taken away (threats 7, 17)', async () => {
    const origins = [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT card offload' }];
    show = await stage({ '01_CAMERA/a.jpg': await plainJpeg() }, { origins });
    const ruled = await show.check(['01_CAMERA']);
    expect([ruled.items[0]?.origin, ruled.counts.clearedByRuleOnly]).toEqual(['camera', 1]);
    show = await show.configured({ origins: [] });
    const bare = await show.check(['01_CAMERA']);
    expect([bare.items[0]?.origin, bare.counts.clearedByRuleOnly]).toEqual(['unknown', 0]);
  });

  test('whose root is not there cannot decide', async () => {
    show = await stage({ 'a.jpg': plate });
    const { production } = show.runtime;
    const gone = { ...show.runtime, production: { ...production, root: `${production.root}-away` } };
    await expect(runCheck(gone, { paths: rel(['']) })).rejects.toThrowError(
      expect.objectContaining({ code: 'root-unavailable' }),
    );
  });

  test('for temp lets GenAI through with a warning', async () => {
    show = await stage({ 'dailies/a.png': shot });
    const check = await show.check(['dailies'], { destination: 'temp' });
    expect([check.outcome, told(check)]).toEqual(['pass', ['dailies/a.png warn APR-001']]);
  });
});

async function plainJpeg(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width: 32, height: 24, channels: 3, background: '#654' } })
    .jpeg()
    .toBuffer();
}
