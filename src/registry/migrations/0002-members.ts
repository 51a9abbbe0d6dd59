import type { Migration } from './migration.ts';

/** Files inside files. The list of an asset is found by its digest in the asset's row, which stands in the event that made it. */
export const members: Migration = {
  version: 2,
  statements: [
    'ALTER TABLE assets ADD COLUMN members_sha256 TEXT',
    'ALTER TABLE assets ADD COLUMN members_whole INTEGER',
    `CREATE TABLE members (
    production_id INTEGER NOT NULL REFERENCES productions (production_id),
    asset_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    holds_media INTEGER NOT NULL,
    origin TEXT NOT NULL,
    involvement TEXT NOT NULL,
    suspected INTEGER NOT NULL,
    tool TEXT,
    unread INTEGER NOT NULL,
    PRIMARY KEY (production_id, asset_id, n)
  ) STRICT, WITHOUT ROWID`,
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('members', 'members', '100000 100000 50 1')",
  ],
};
