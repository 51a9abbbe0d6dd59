import type { Migration } from './migration.ts';

const PRODUCTION = 'production_id INTEGER NOT NULL REFERENCES productions (production_id)';

/** Columns that one claim takes, whatever it speaks of. */
const CLAIM = `
  n INTEGER NOT NULL,
  reader TEXT NOT NULL,
  reader_version INTEGER NOT NULL,
  rule TEXT NOT NULL,
  origin TEXT,
  involvement TEXT,
  strength TEXT NOT NULL,
  where_read TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  tool TEXT,
  status TEXT NOT NULL,
  event_seq INTEGER NOT NULL`;

const log = [
  `CREATE TABLE productions (
    production_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE heads (
    production_id INTEGER PRIMARY KEY REFERENCES productions (production_id),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE events (
    ${PRODUCTION},
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    asset_row_of TEXT AS (CASE WHEN body ->> '$.assetRow' IS NOT NULL THEN body ->> '$.asset' END) VIRTUAL,
    closes INTEGER AS (body ->> '$.closes') VIRTUAL,
    leaves INTEGER AS (body ->> '$.leaves') VIRTUAL,
    approval TEXT AS (body ->> '$.approval') VIRTUAL,
    PRIMARY KEY (production_id, seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX events_by_asset_row ON events (production_id, asset_row_of) WHERE asset_row_of IS NOT NULL',
  'CREATE INDEX events_by_closes ON events (production_id, closes) WHERE closes IS NOT NULL',
  'CREATE INDEX events_by_leaves ON events (production_id, leaves) WHERE leaves IS NOT NULL',
  'CREATE INDEX events_by_approval ON events (production_id, approval) WHERE approval IS NOT NULL',
];

const assets = [
  `CREATE TABLE assets (
    ${PRODUCTION},
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    holds_media INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT,
    origin TEXT NOT NULL,
    involvement TEXT NOT NULL,
    suspected INTEGER NOT NULL,
    conflict INTEGER NOT NULL,
    tool TEXT,
    by_rule_only INTEGER NOT NULL,
    overruled_by TEXT,
    temporary INTEGER NOT NULL,
    first_seen_at TEXT NOT NULL,
    first_seen_path BLOB NOT NULL,
    engine_version INTEGER NOT NULL,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, id),
    UNIQUE (production_id, sha256)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE evidence (
    ${PRODUCTION},
    asset_id TEXT NOT NULL,
    ${CLAIM},
    standing INTEGER NOT NULL,
    PRIMARY KEY (production_id, asset_id, n),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE location_evidence (
    ${PRODUCTION},
    asset_id TEXT NOT NULL,
    path BLOB NOT NULL,
    ${CLAIM},
    PRIMARY KEY (production_id, asset_id, path, n),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE locations (
    ${PRODUCTION},
    event_seq INTEGER NOT NULL,
    path BLOB NOT NULL,
    asset_id TEXT,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    closed_seq INTEGER NOT NULL DEFAULT 0,
    size_bytes INTEGER NOT NULL,
    mtime_us INTEGER NOT NULL,
    ctime_us INTEGER NOT NULL,
    birth_us INTEGER NOT NULL,
    inode TEXT NOT NULL,
    device TEXT NOT NULL,
    links INTEGER NOT NULL,
    hashed_at_us INTEGER NOT NULL,
    unreadable TEXT,
    replaced TEXT,
    sidecar_stamp TEXT,
    PRIMARY KEY (production_id, event_seq),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id),
    CHECK ((asset_id IS NULL) = (unreadable IS NOT NULL)),
    CHECK ((closed_seq = 0) = (closed_at IS NULL))
  ) STRICT, WITHOUT ROWID`,
  // closed_seq is 0 for the live place, so this holds "one live place a path" and finds the place before it.
  'CREATE UNIQUE INDEX locations_by_path ON locations (production_id, path, closed_seq)',
  'CREATE INDEX locations_by_asset ON locations (production_id, asset_id, closed_seq)',
  'CREATE INDEX locations_by_inode ON locations (production_id, inode, size_bytes) WHERE closed_seq = 0',
  'CREATE INDEX assets_by_engine ON assets (production_id, engine_version)',
];

const records = [
  `CREATE TABLE people (
    ${PRODUCTION},
    person_id TEXT NOT NULL,
    name TEXT,
    PRIMARY KEY (production_id, person_id),
    UNIQUE (production_id, name)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE declarations (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    involvement TEXT NOT NULL,
    tool TEXT,
    declarant TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    basis TEXT NOT NULL,
    document_sha256 TEXT,
    document_bytes INTEGER,
    document_name TEXT,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, record_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE declaration_assets (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    PRIMARY KEY (production_id, record_id, asset_id),
    FOREIGN KEY (production_id, record_id) REFERENCES declarations (production_id, record_id),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX declarations_by_asset ON declaration_assets (production_id, asset_id)',
  `CREATE TABLE approvals (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    id TEXT NOT NULL,
    id_folded TEXT NOT NULL,
    id_likeness TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    document_bytes INTEGER NOT NULL,
    document_name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    types TEXT,
    episodes TEXT,
    territories TEXT,
    channels TEXT,
    note TEXT,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, record_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX approvals_by_id ON approvals (production_id, id)',
  'CREATE INDEX approvals_by_likeness ON approvals (production_id, id_likeness)',
  `CREATE TABLE approval_assets (
    ${PRODUCTION},
    record_id TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    PRIMARY KEY (production_id, record_id, asset_id),
    FOREIGN KEY (production_id, record_id) REFERENCES approvals (production_id, record_id),
    FOREIGN KEY (production_id, asset_id) REFERENCES assets (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX approvals_by_asset ON approval_assets (production_id, asset_id)',
  `CREATE TABLE revocations (
    ${PRODUCTION},
    approval_id TEXT NOT NULL,
    at TEXT NOT NULL,
    revoked_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, approval_id)
  ) STRICT, WITHOUT ROWID`,
];

const outcomes = [
  `CREATE TABLE checks (
    ${PRODUCTION},
    id TEXT NOT NULL,
    event_seq INTEGER NOT NULL,
    checked_at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    destination TEXT NOT NULL,
    scope_sha256 TEXT NOT NULL,
    head TEXT NOT NULL,
    pass_items INTEGER NOT NULL,
    pass_items_sha256 TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    same_as TEXT,
    PRIMARY KEY (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX checks_by_scope ON checks (production_id, scope_sha256, event_seq)',
  `CREATE TABLE check_items (
    ${PRODUCTION},
    check_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (production_id, check_id, n),
    FOREIGN KEY (production_id, check_id) REFERENCES checks (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE exports (
    ${PRODUCTION},
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    check_id TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    files INTEGER NOT NULL,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE quarantine (
    ${PRODUCTION},
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    from_path BLOB NOT NULL,
    to_path BLOB NOT NULL,
    asset_id TEXT NOT NULL,
    codes TEXT NOT NULL,
    restored_at TEXT,
    event_seq INTEGER NOT NULL,
    PRIMARY KEY (production_id, id)
  ) STRICT, WITHOUT ROWID`,
];

const workings = [
  `CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ${PRODUCTION},
    kind TEXT NOT NULL,
    path BLOB NOT NULL,
    UNIQUE (production_id, kind, path)
  ) STRICT`,
  `CREATE TABLE coverage (
    production_id INTEGER PRIMARY KEY REFERENCES productions (production_id),
    facts TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE configurations (
    ${PRODUCTION},
    event_seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (production_id, event_seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE tokens (
    ${PRODUCTION},
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    person_id TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (production_id, id),
    UNIQUE (production_id, secret_sha256)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE own_files (
    ${PRODUCTION},
    path BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (production_id, path)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE reader_deaths (
    ${PRODUCTION},
    sha256 TEXT NOT NULL,
    engine_version INTEGER NOT NULL,
    deaths INTEGER NOT NULL,
    PRIMARY KEY (production_id, sha256, engine_version)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE leases (
    production_id INTEGER PRIMARY KEY REFERENCES productions (production_id),
    holder TEXT NOT NULL,
    until_us INTEGER NOT NULL
  ) STRICT`,
];

const APPEND_ONLY = [
  'events',
  'declarations',
  'declaration_assets',
  'approvals',
  'approval_assets',
  'revocations',
  'configurations',
];

/**
 * What a large production looks like, for SQLite's planner. Without it every index beginning with the production seems as good as
 * another, and a look-up of one row becomes a walk through all. Columns: table, index, rows, rows for each equal prefix.
 */
const STATISTICS = [
  ['events', 'events', '1000000 1000000 1'],
  ['events', 'events_by_asset_row', '1000000 1000000 2'],
  ['events', 'events_by_closes', '100000 100000 1'],
  ['events', 'events_by_leaves', '100000 100000 1'],
  ['events', 'events_by_approval', '10000 10000 5'],
  ['assets', 'assets', '1000000 1000000 1'],
  ['assets', 'sqlite_autoindex_assets_2', '1000000 1000000 1'],
  ['assets', 'assets_by_engine', '1000000 1000000 500000'],
  ['evidence', 'evidence', '3000000 3000000 3 1'],
  ['location_evidence', 'location_evidence', '1000000 1000000 2 1 1'],
  ['locations', 'locations', '1000000 1000000 1'],
  ['locations', 'locations_by_path', '1000000 1000000 2 1'],
  ['locations', 'locations_by_asset', '1000000 1000000 2 1'],
  ['locations', 'locations_by_inode', '1000000 1000000 1 1'],
  ['people', 'people', '1000 1000 1'],
  ['declarations', 'declarations', '10000 10000 1'],
  ['declaration_assets', 'declaration_assets', '100000 100000 10 1'],
  ['declaration_assets', 'declarations_by_asset', '100000 100000 2 1'],
  ['approvals', 'approvals', '10000 10000 1'],
  ['approvals', 'approvals_by_id', '10000 10000 2 1'],
  ['approvals', 'approvals_by_likeness', '10000 10000 2 1'],
  ['approval_assets', 'approval_assets', '100000 100000 10 1'],
  ['approval_assets', 'approvals_by_asset', '100000 100000 2 1'],
  ['revocations', 'revocations', '1000 1000 1'],
  ['checks', 'checks', '10000 10000 1'],
  ['checks', 'checks_by_scope', '10000 10000 100 1'],
  ['check_items', 'check_items', '1000000 1000000 100 1'],
  ['own_files', 'own_files', '100000 100000 1'],
];

/** The schema as first released. Records people made and the log can be added to, never changed. */
export const first: Migration = {
  version: 1,
  statements: [
    ...log,
    ...assets,
    ...records,
    ...outcomes,
    ...workings,
    ...APPEND_ONLY.flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (verb) =>
          `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
          BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      ),
    ),
    'ANALYZE',
    ...STATISTICS.map(
      ([table, index, rows]) =>
        `INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('${table}', '${index}', '${rows}')`,
    ),
  ],
};
