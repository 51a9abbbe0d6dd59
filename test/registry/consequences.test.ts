import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../src/registry/migrate.ts';
import { migrations } from '../../src/registry/migrations/index.ts';

test('withdrawals recorded before they could have a day of their own stay as they are, and cannot be changed', () => {
  const sqlite = new Database(':memory:');
  try {
    const before = migrations.filter(({ version }) => version < 6);
    migrate(sqlite, ':memory:', before);
    sqlite.exec("INSERT INTO productions (production_id, id, created_at) VALUES (1, 'p', '2026-01-01')");
    sqlite.exec(
      "INSERT INTO revocations (production_id, approval_id, at, revoked_by, reason, event_seq) VALUES (1, 'A-1', '2026-01-01', 'x', 'deal off', 7)",
    );
    for (const { version, statements } of migrations)
      if (version >= 6) for (const text of statements) sqlite.exec(text);
    expect(sqlite.prepare('SELECT * FROM revocations').all()).toEqual([
      {
        production_id: 1,
        approval_id: 'A-1',
        at: '2026-01-01',
        revoked_by: 'x',
        reason: 'deal off',
        effective_at: null,
        retroactive: null,
        event_seq: 7,
      },
    ]);
    for (const change of ["UPDATE revocations SET reason = ''", 'DELETE FROM revocations'])
      expect(() => sqlite.exec(change)).toThrow(/append-only/);
  } finally {
    sqlite.close();
  }
});
