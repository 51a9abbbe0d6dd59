import type { Migration } from './migration.ts';

/**
 * What the log says of records people made, so that one that is gone or no longer in force is noticed; the digest of what was read from an
 * asset's bytes, in the row that stands in its event; what was told to a command.
 */
export const proof: Migration = {
  version: 5,
  statements: [
    'ALTER TABLE assets ADD COLUMN evidence_sha256 TEXT',
    `ALTER TABLE events ADD COLUMN record TEXT AS (CASE body ->> '$.kind'
      WHEN 'declaration-recorded' THEN body ->> '$.declaration'
      WHEN 'approval-recorded' THEN body ->> '$.record'
      WHEN 'paper-recorded' THEN body ->> '$.paper' END) VIRTUAL`,
    `ALTER TABLE events ADD COLUMN ends TEXT AS (body ->> '$.ends') VIRTUAL`,
    'CREATE INDEX events_by_record ON events (production_id, record) WHERE record IS NOT NULL',
    'CREATE INDEX events_by_ends ON events (production_id, ends) WHERE ends IS NOT NULL',
    `CREATE TABLE told (
    production_id INTEGER NOT NULL REFERENCES productions (production_id),
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, subject)
  ) STRICT, WITHOUT ROWID`,
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('events', 'events_by_record', '20000 20000 1')",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('events', 'events_by_ends', '2000 2000 1')",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('told', 'told', '1000 1000 1')",
  ],
};
