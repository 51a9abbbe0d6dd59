import type { Migration } from './migration.ts';

const PRODUCTION = 'production_id INTEGER NOT NULL REFERENCES productions (production_id)';

/** When the end of an approval takes effect, and under which approvals exports were made. An end may be brought forward, not undone. */
export const consequences: Migration = {
  version: 6,
  statements: [
    `CREATE TABLE approval_ends (
    ${PRODUCTION},
    approval_id TEXT NOT NULL,
    at TEXT NOT NULL,
    revoked_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    effective_at TEXT,
    retroactive INTEGER,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, approval_id, event_seq)
  ) STRICT, WITHOUT ROWID`,
    `INSERT INTO approval_ends (production_id, approval_id, at, revoked_by, reason, event_seq)
    SELECT production_id, approval_id, at, revoked_by, reason, event_seq FROM revocations`,
    'DROP TABLE revocations',
    'ALTER TABLE approval_ends RENAME TO revocations',
    'ALTER TABLE exports ADD COLUMN approvals_sha256 TEXT',
    `CREATE TABLE export_approvals (
    ${PRODUCTION},
    export_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    approval_id TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    place BLOB NOT NULL,
    PRIMARY KEY (production_id, export_id, n),
    FOREIGN KEY (production_id, export_id) REFERENCES exports (production_id, id)
  ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX exports_by_approval ON export_approvals (production_id, approval_id)',
    ...['revocations', 'export_approvals'].flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (verb) =>
          `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
          BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      ),
    ),
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('revocations', 'revocations', '1000 1000 1 1')",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('export_approvals', 'export_approvals', '100000 100000 1000 1')",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('export_approvals', 'exports_by_approval', '100000 100000 100')",
  ],
};
