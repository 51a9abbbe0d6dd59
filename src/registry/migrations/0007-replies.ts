import type { Migration } from './migration.ts';

/**
 * What was answered to requests that carry a key, for a day. Answers hold names, so they go when a name is erased; that the request
 * was carried out stays known.
 */
export const repliesStep: Migration = {
  version: 7,
  statements: [
    `CREATE TABLE replies (
    production_id INTEGER NOT NULL REFERENCES productions (production_id),
    token_id TEXT NOT NULL,
    request_key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    holder TEXT NOT NULL,
    until_us INTEGER NOT NULL,
    status INTEGER,
    headers TEXT,
    body TEXT,
    PRIMARY KEY (production_id, token_id, request_key)
  ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX replies_by_end ON replies (production_id, until_us)',
    `CREATE TRIGGER replies_forget_names AFTER UPDATE OF name ON people WHEN new.name IS NULL
    BEGIN UPDATE replies SET body = NULL WHERE production_id = new.production_id; END`,
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('replies', 'replies', '1000 1000 100 1')",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('replies', 'replies_by_end', '1000 1000 1')",
  ],
};
