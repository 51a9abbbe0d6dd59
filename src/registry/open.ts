import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type { Clock, Ids } from '../domain/ports.ts';
import type { Registry } from '../domain/registry.ts';
import type { Seal } from '../domain/seal.ts';
import { openApprovals } from './approvals.ts';
import { openAssets } from './assets.ts';
import { backUp } from './backup.ts';
import { openCheckpoints } from './checkpoints.ts';
import { openChecks } from './checks.ts';
import { openConfigurations } from './configurations.ts';
import { connect } from './connect.ts';
import { openCoverage } from './coverage.ts';
import { createFile } from './create.ts';
import { openDeclarations } from './declarations.ts';
import { immediateSqlite } from './dialect.ts';
import { openDocuments } from './documents.ts';
import { openEvents } from './events.ts';
import { openExports } from './exports.ts';
import type { Classify } from './judge.ts';
import { openLease } from './lease.ts';
import { openLocations } from './locations.ts';
import { openMembers } from './members.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { openOutbox } from './outbox.ts';
import { openOwnFiles } from './own-files.ts';
import { openPapers } from './papers.ts';
import { patienceFor } from './patience.ts';
import { openPeople } from './people.ts';
import { privateFolder } from './private-files.ts';
import { productionOf } from './productions.ts';
import { openQuarantine } from './quarantine.ts';
import { openReaderDeaths } from './reader-deaths.ts';
import type { BeginRecording } from './recording.ts';
import { openReplies } from './replies.ts';
import { openStore } from './store.ts';
import type { Tables } from './tables.ts';
import { openTokens } from './tokens.ts';
import { openTold } from './told.ts';
import { requireForward } from './went-backwards.ts';

/** Where a production's registry is, and what it needs from outside. */
export interface OpenRegistryOptions {
  /** The database file. */
  readonly file: string;
  /** The state folder, which holds the documents. */
  readonly stateDir: string;
  readonly productionId: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly classify: Classify;
  /** Who is named in events of observations, by name. */
  readonly actorName?: string;
  /** How long another process may hold the registry before `registry-busy`; 30 s unless told. */
  readonly busyMs?: number;
  /** What is remembered of this record outside it; without one nothing is signed or compared. */
  readonly seal?: Seal;
  /** Steps of the schema; the released ones unless told. */
  readonly migrations?: readonly Migration[];
}

const BUSY_MS = 30_000;

/**
 * Opens a production's registry. Throws `registry-missing` where there is none (it is never made here), `registry-broken`,
 * `registry-newer`, `registry-busy` or `record-went-backwards`.
 */
export async function openRegistry(options: OpenRegistryOptions): Promise<Registry> {
  const { file, productionId, stateDir, ids, classify, clock } = options;
  const patiently = patienceFor(file, options.busyMs ?? BUSY_MS);
  const sqlite = await patiently(() => connect(file, options.migrations ?? migrations));
  try {
    const seen = options.seal?.lastSeen();
    const production = productionOf(sqlite, file, productionId, seen);
    const db = new Kysely<Tables>({ dialect: immediateSqlite(sqlite) });
    const checkpoints = openCheckpoints(options.seal, clock);
    const store = openStore(db, patiently, { production, productionId }, checkpoints);
    options.seal?.remember(await requireForward(store, seen, file));
    const documents = openDocuments(stateDir);
    const people = openPeople(store, ids);
    const actor =
      options.actorName === undefined ? undefined : { personId: await people.idOf(options.actorName) };
    const begin: BeginRecording = (tx, log) => ({ tx, log, classify, ids, actor, now: clock.now() });
    return {
      productionId,
      assets: openAssets(store, begin),
      members: openMembers(store),
      locations: openLocations(store, begin),
      declarations: openDeclarations(store, begin, documents),
      approvals: openApprovals(store, begin, documents),
      papers: openPapers(store, begin, documents),
      checks: openChecks(store),
      exports: openExports(store, ids),
      events: openEvents(store, checkpoints),
      outbox: openOutbox(store),
      quarantine: openQuarantine(store, begin),
      coverage: openCoverage(store),
      configurations: openConfigurations(store),
      people,
      told: openTold(store),
      tokens: openTokens(store, ids),
      replies: openReplies(store),
      ownFiles: openOwnFiles(store),
      readerDeaths: openReaderDeaths(store),
      lease: openLease(store),
      backup: (toDir) => patiently(() => backUp(file, stateDir, toDir)),
      close: async () => {
        checkpoints.close();
        await db.destroy();
        // Kysely closes only what it has used.
        if (sqlite.open) sqlite.close();
      },
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Makes the registry of a new production and opens it. Only `init` calls this; one that exists is refused (`conflict`). */
export async function createRegistry(options: OpenRegistryOptions): Promise<Registry> {
  const { file, stateDir, productionId } = options;
  for (const folder of [stateDir, dirname(file)]) privateFolder(folder);
  await createFile(file, productionId, options.clock.now(), options.migrations ?? migrations);
  return openRegistry(options);
}
