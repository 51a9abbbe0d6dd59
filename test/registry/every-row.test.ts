import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AssetId } from '../../src/domain/asset.ts';
import type { Check } from '../../src/domain/check.ts';
import type { NewPaper } from '../../src/domain/paper.ts';
import type { Actor, PersonId } from '../../src/domain/person.ts';
import type { Registry } from '../../src/domain/registry.ts';
import { createRegistry } from '../../src/registry/open.ts';
import { openSeal } from '../../src/seal/seal.ts';
import { optionsIn } from './options.ts';
import { at, bytes, captured, examined, generated, generatedName, instant, sha } from './seen.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');
const LATER = instant('2026-12-24T12:00:00.000Z');

/** Tables no verdict rests on, and why. Every other table must be proven, a new one too. */
const NOT_RELIED_ON: Readonly<Record<string, string>> = {
  outbox: 'work that is owed; doing it all again changes nothing',
  coverage: 'what is told of watching',
  people: 'names only, which may be erased; verdicts and records rest on ids',
  own_files: 'looked at only for sidecars and notices, whose bytes are compared',
  reader_deaths: 'makes a file unreadable, never readable',
  leases: 'which watcher runs',
  lineage_ids: 'look-ups, read from the bytes again with them',
  replies: 'answers given before',
  told: 'what a command outside was told',
  sqlite_sequence: 'of the engine',
  sqlite_stat1: 'of the engine',
  sqlite_stat4: 'of the engine',
  productions: 'its id stands in every event and is asked for when the registry is opened',
};

/** Columns of other tables no verdict rests on, and why. */
const FREE_COLUMNS: Readonly<Record<string, string>> = {
  'locations.closed_at': 'told only; that it ended, and by which event, is proven',
  'locations.size_bytes': 'identity on disk, noted anew with every look; an export reads all bytes again',
  'locations.mtime_us': 'identity on disk',
  'locations.ctime_us': 'identity on disk',
  'locations.birth_us': 'identity on disk',
  'locations.inode': 'identity on disk',
  'locations.device': 'identity on disk',
  'locations.links': 'identity on disk',
  'locations.hashed_at_us': 'identity on disk',
  'locations.sidecar_stamp': 'identity on disk',
  'members.n': 'the order, and another order is found',
  'check_items.n': 'the order, and another order is found',
  'paper_documents.n': 'the order, and another order is found',
  'export_approvals.n': 'the order, and another order is found',
  'tokens.name': 'a name, which may be erased',
};

interface Story {
  readonly registry: Registry;
  readonly file: string;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

let columns: readonly Column[] = [];
let tables: readonly string[] = [];
let story: Story;
let sqlite: Database.Database;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-every-row-'));
  story = await told(dir);
  sqlite = new Database(story.file);
  sqlite.pragma('ignore_check_constraints = ON');
  sqlite.pragma('foreign_keys = OFF');
  sqlite.pragma('busy_timeout = 10000');
  const names = sqlite
    .prepare<[], { readonly name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  tables = names.map(({ name }) => name).filter((name) => !(name in NOT_RELIED_ON));
  columns = tables.flatMap((table) =>
    sqlite
      .prepare<[], { readonly name: string; readonly type: string; readonly hidden: number }>(
        `PRAGMA table_xinfo(${table})`,
      )
      .all()
      .filter(({ hidden }) => hidden === 0)
      .map(({ name, type }) => ({ table, name, type })),
  );
  return async () => {
    sqlite.close();
    await story.registry.close();
    rmSync(dir, { recursive: true, force: true });
  };
});

describe('threat 13: every row that a verdict rests on', () => {
  test('tables that are said not to matter are there', () => {
    const there = sqlite.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
    expect(Object.keys(NOT_RELIED_ON).filter((name) => !there.includes(name))).toEqual([]);
  });

  test('the story holds rows of all of them, and is whole', async () => {
    const empty = tables.filter((table) => sqlite.prepare(`SELECT 1 FROM ${table}`).get() === undefined);
    expect(empty).toEqual([]);
    expect((await story.registry.events.verify()).broken).toBeUndefined();
  });

  test('a change to any column of any row is found', async () => {
    const unnoticed: string[] = [];
    for (const { table, name, type } of columns) {
      if (`${table}.${name}` in FREE_COLUMNS) continue;
      const broken = await afterwards(table, (where) =>
        sqlite.prepare(`UPDATE ${table} SET ${name} = ${otherValue(name, type)} WHERE ${where}`).run(),
      );
      unnoticed.push(...broken.map((row) => `${table}.${name} of ${row}`));
    }
    expect(unnoticed).toEqual([]);
  }, 240_000);

  test('any row that is taken out is found', async () => {
    const unnoticed: string[] = [];
    for (const table of tables) {
      const broken = await afterwards(table, (where) =>
        sqlite.prepare(`DELETE FROM ${table} WHERE ${where}`).run(),
      );
      unnoticed.push(...broken.map((row) => `${table}: ${row}`));
    }
    expect(unnoticed).toEqual([]);
  }, 240_000);
});

/** Does something to each row in turn, past the program, and puts it back; gives the rows where nobody noticed. */
async function afterwards(table: string, change: (where: string) => void): Promise<readonly string[]> {
  const keys = sqlite
    .prepare<[], { readonly name: string; readonly pk: number }>(`PRAGMA table_xinfo(${table})`)
    .all()
    .filter(({ pk }) => pk > 0)
    .map(({ name }) => `'${name} = ' || quote(${name})`);
  const stored = columns
    .filter((column) => column.table === table)
    .map(({ name }) => name)
    .join(', ');
  const wheres = sqlite
    .prepare<[], string>(`SELECT ${keys.join(" || ' AND ' || ")} FROM ${table}`)
    .pluck()
    .all();
  sqlite.exec(`CREATE TEMP TABLE kept AS SELECT ${stored} FROM ${table}`);
  const unnoticed: string[] = [];
  for (const where of spread(wheres)) {
    pastTriggers(() => change(where));
    const { broken } = await story.registry.events.verify();
    if (broken === undefined) unnoticed.push(where);
    pastTriggers(() =>
      sqlite.exec(`DELETE FROM ${table}; INSERT INTO ${table} (${stored}) SELECT * FROM kept`),
    );
  }
  sqlite.exec('DROP TABLE kept');
  return unnoticed;
}

/** Rows of small tables all, of larger ones some. */
function spread(rows: readonly string[]): readonly string[] {
  const step = Math.ceil(rows.length / MOST_ROWS);
  return rows.filter((_, index) => index % step === 0 || index === rows.length - 1);
}

const MOST_ROWS = 8;

function pastTriggers(work: () => void): void {
  sqlite.transaction(() => {
    const guards = sqlite
      .prepare<[], { readonly name: string; readonly sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of guards) sqlite.exec(`DROP TRIGGER ${name}`);
    work();
    for (const { sql } of guards) sqlite.exec(sql);
  })();
}

function otherValue(name: string, type: string): string {
  if (type === 'INTEGER') return `coalesce(${name}, 0) + 1000`;
  if (type === 'BLOB') return `CAST(coalesce(${name}, x'') || x'61' AS BLOB)`;
  // Letters of no literal, so that what is JSON stays JSON and says something else.
  const said = `replace(replace(${name}, 'p', 'q'), 'o', 'p')`;
  return `CASE WHEN ${name} LIKE '{%' THEN ${said} ELSE coalesce(${name}, '') || 'x' END`;
}

/** A production in which something of everything was recorded. */
async function told(dir: string): Promise<Story> {
  const options = optionsIn(dir, { seal: openSeal(join(dir, 'memory'), dir) });
  const registry = await createRegistry(options);
  const actor = { personId: await registry.people.idOf('Editor') };
  const [genai, camera] = await assets(registry);
  await records(registry, actor, genai, camera);
  await outcomes(registry, actor, genai);
  return { registry, file: options.file };
}

async function assets(registry: Registry): Promise<readonly [AssetId, AssetId]> {
  const member = {
    path: 'a.png',
    sha256: sha('member'),
    sizeBytes: 3,
    kind: 'image',
    format: 'png',
    holdsMedia: false,
    origin: 'genai',
    involvement: 'full',
    suspected: false,
    tool: 'ComfyUI',
    unread: false,
  } as const;
  const recorded = await registry.assets.record([
    examined('shot.png', { content: 'genai', evidence: [generated] }),
    examined('plate.png', { content: 'camera', evidence: [captured], place: [generatedName] }),
    examined('all.zip', {
      content: 'zip',
      examination: {
        members: [member],
        type: { kind: 'container', format: 'zip', holdsMedia: true },
      },
    }),
    examined('plate.png', { content: 'other', evidence: [generated] }),
    { ...examined('gone.png', { content: 'gone' }), kind: 'unreadable', reason: 'no permission' },
  ]);
  return [recorded[0]?.asset?.id ?? never(), recorded[1]?.asset?.id ?? never()];
}

async function records(registry: Registry, actor: Actor, genai: AssetId, camera: AssetId): Promise<void> {
  const declaration = {
    assetIds: [genai],
    origin: 'genai',
    involvement: 'full',
    tool: 'Firefly',
    declarant: 'Ada Artist',
    basis: 'made on Tuesday',
    document: { name: 'letter.pdf', bytes: bytes('I made this.') },
    use: { intendedUse: 'temp' },
  } as const;
  const { recordId } = await registry.declarations.record(declaration, actor, NOON);
  const revised = await registry.declarations.record({ ...declaration, supersedes: recordId }, actor, NOON);
  const human = { ...declaration, assetIds: [camera], origin: 'human', involvement: 'none' } as const;
  const taken = await registry.declarations.record(human, actor, NOON);
  const notice: NewPaper<'notice'> = {
    kind: 'notice',
    body: { to: 'person' as PersonId, toldAt: NOON, channel: 'mail' },
    assetIds: [genai, camera],
    about: [revised.recordId],
    documents: [{ name: 'mail.eml', bytes: bytes('Told.') }],
  };
  const [noticed] = await registry.papers.record(
    [
      notice,
      { kind: 'withdrawal', body: { reason: 'wrong' }, assetIds: [], about: [taken.recordId], documents: [] },
    ],
    actor,
    NOON,
  );
  await registry.papers.record([{ ...notice, supersedes: noticed?.recordId }], actor, LATER);
  const approval = {
    id: 'NFLX-1',
    assetIds: [genai],
    grantedBy: 'Grace Grantor',
    document: { name: 'approval.eml', bytes: bytes('Approved.') },
    validFrom: NOON,
    validUntil: LATER,
    scope: { types: ['master'], episodes: ['101'], territories: ['DE'], channels: ['svod'] },
    note: 'a note',
    terms: { authority: 'contact' },
  } as const;
  await registry.approvals.record(approval, actor, NOON);
  await registry.approvals.record(
    { ...approval, id: 'NFLX-2', terms: { supersedes: 'NFLX-1' } },
    actor,
    NOON,
  );
  await registry.approvals.revoke('NFLX-2', 'withdrawn', actor, NOON);
  const configuration = '{"title":"Top of the quay"}';
  await registry.configurations.seen(sha(configuration), configuration, actor, NOON);
  const token = { name: 'Kim', role: 'approver', secretSha256: sha('secret') } as const;
  await registry.tokens.create(token, actor, NOON);
  const { id } = await registry.tokens.create({ ...token, secretSha256: sha('other') }, actor, NOON);
  await registry.tokens.revoke(id, actor, LATER);
}

async function outcomes(registry: Registry, actor: Actor, genai: AssetId): Promise<void> {
  await registry.checks.record(check('check-1'), actor);
  await registry.checks.record(check('check-2'), actor);
  await registry.exports.record({ at: NOON, checkId: 'check-1', manifestSha256: sha('m'), files: 1 }, actor, [
    { approvalId: 'NFLX-1', assetId: genai, place: at('shot.png') },
  ]);
  const moved = {
    at: NOON,
    from: at('06/a.png'),
    to: at('_QUARANTINE/a.png'),
    assetId: genai,
    codes: ['APR-001'],
  };
  await registry.quarantine.record(moved);
  const { id } = await registry.quarantine.record(moved);
  await registry.quarantine.restored(id, LATER, actor);
}

function check(id: string): Check {
  return {
    id,
    checkedAt: NOON,
    outcome: 'block',
    destination: 'final',
    deliverable: {
      title: 'Quayside',
      type: 'master',
      episode: undefined,
      territories: ['worldwide'],
      channels: [],
    },
    overrides: [],
    policies: [],
    scope: { kind: 'files', paths: [at('stills')] },
    counts: {
      items: 2,
      pass: 1,
      warn: 0,
      review: 0,
      block: 1,
      incomplete: 0,
      unknown: 0,
      clearedByRuleOnly: 0,
      skipped: 0,
    },
    findings: [],
    items: [item('a.png', 'pass'), item('b.png', 'block')],
    versions: { provgate: '0.1.0', engine: 1, configurationSha256: sha('c'), eventSeq: 1 },
  };
}

function item(path: string, verdict: Check['items'][number]['verdict']): Check['items'][number] {
  return {
    path: at(path),
    assetId: undefined,
    sha256: sha(path),
    sizeBytes: 1,
    kind: 'image',
    format: 'png',
    verified: 'bytes',
    origin: 'unknown',
    involvement: 'undetermined',
    suspected: false,
    conflict: false,
    temporary: false,
    tool: undefined,
    approvals: [],
    verdict,
    findings: [],
  };
}

function never(): never {
  throw new Error('expected a value');
}
