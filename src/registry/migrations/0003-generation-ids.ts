import type { Migration } from './migration.ts';

/** Ids found in files, to look up who shares them; they are read from the bytes again whenever those are. */
export const generationIds: Migration = {
  version: 3,
  statements: [
    `CREATE TABLE lineage_ids (
    production_id INTEGER NOT NULL REFERENCES productions (production_id),
    asset_id TEXT NOT NULL,
    role TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (production_id, asset_id, role, id),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id)
  ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX lineage_ids_by_id ON lineage_ids (production_id, id)',
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('lineage_ids', 'lineage_ids', '500000 500000 5 2 1')",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('lineage_ids', 'lineage_ids_by_id', '500000 500000 2')",
  ],
};
