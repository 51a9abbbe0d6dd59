import type { Migration } from './migration.ts';

const PRODUCTION = 'production_id INTEGER NOT NULL REFERENCES productions (production_id)';

const papers = [
  `CREATE TABLE papers (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    supersedes TEXT,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, record_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX papers_by_kind ON papers (production_id, kind, event_seq)',
  'CREATE INDEX papers_by_superseded ON papers (production_id, supersedes) WHERE supersedes IS NOT NULL',
  `CREATE TABLE paper_assets (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    PRIMARY KEY (production_id, record_id, asset_id),
    FOREIGN KEY (production_id, record_id) REFERENCES papers (production_id, record_id),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX papers_by_asset ON paper_assets (production_id, asset_id)',
  `CREATE TABLE paper_subjects (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (production_id, record_id, about),
    FOREIGN KEY (production_id, record_id) REFERENCES papers (production_id, record_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX papers_by_subject ON paper_subjects (production_id, about)',
  `CREATE TABLE paper_documents (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (production_id, record_id, n),
    FOREIGN KEY (production_id, record_id) REFERENCES papers (production_id, record_id)
  ) STRICT, WITHOUT ROWID`,
];

const STATISTICS = [
  ['papers', 'papers', '10000 10000 1'],
  ['papers', 'papers_by_kind', '10000 10000 1000 1'],
  ['papers', 'papers_by_superseded', '1000 1000 1'],
  ['paper_assets', 'paper_assets', '100000 100000 10 1'],
  ['paper_assets', 'papers_by_asset', '100000 100000 2 1'],
  ['paper_subjects', 'paper_subjects', '10000 10000 2 1'],
  ['paper_subjects', 'papers_by_subject', '10000 10000 2 1'],
  ['paper_documents', 'paper_documents', '10000 10000 2 1'],
];

/** Papers people add to the record, what a declaration says of the use, and the further terms of approvals. */
export const papersStep: Migration = {
  version: 4,
  statements: [
    'ALTER TABLE declarations ADD COLUMN use_statement TEXT',
    'ALTER TABLE declarations ADD COLUMN supersedes TEXT',
    'CREATE INDEX declarations_by_superseded ON declarations (production_id, supersedes) WHERE supersedes IS NOT NULL',
    'ALTER TABLE approvals ADD COLUMN terms TEXT',
    `ALTER TABLE approvals ADD COLUMN supersedes TEXT AS (terms ->> '$.supersedes') VIRTUAL`,
    'CREATE INDEX approvals_by_superseded ON approvals (production_id, supersedes) WHERE supersedes IS NOT NULL',
    ...papers,
    ...['papers', 'paper_assets', 'paper_subjects', 'paper_documents'].flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (verb) =>
          `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
          BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      ),
    ),
    ...STATISTICS.map(
      ([table, index, rows]) =>
        `INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('${table}', '${index}', '${rows}')`,
    ),
  ],
};
