import { describe, expect, test } from 'vitest';
import type { Approval } from '../../src/domain/approval.ts';
import type { AssetId } from '../../src/domain/asset.ts';
import { newRegistry, outside, type Production, tamper } from './production.ts';
import { bytes, captured, examined, generated, hashed, instant } from './seen.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');

interface Story extends Production {
  readonly genai: AssetId;
  readonly camera: AssetId;
  readonly approval: Approval;
}

describe('threat 13: a record changed past the program', () => {
  test.each([
    ['the origin', "UPDATE assets SET origin = 'camera' WHERE origin = 'genai'"],
    ['the temporary mark', 'UPDATE assets SET temporary = 0'],
    ['the involvement', "UPDATE assets SET involvement = 'none' WHERE origin = 'genai'"],
    ['the digest', `UPDATE assets SET sha256 = '${'0'.repeat(64)}' WHERE origin = 'genai'`],
    ['the event the row names', 'UPDATE assets SET event_seq = event_seq + 1 WHERE temporary = 1'],
    [
      'the path of its place',
      "UPDATE locations SET path = x'61' WHERE closed_seq = 0 AND path = CAST('shot.png' AS BLOB)",
    ],
  ])('an asset is found where %s was changed', async (_, statement) => {
    const { registry, options, genai, camera } = await story();
    tamper(options.file, statement);
    expect(await registry.assets.altered([camera, genai])).toEqual([genai]);
    expect((await registry.events.verify()).broken).toContain(genai);
  });

  test('an asset is found where a place was bound to other bytes', async () => {
    const { registry, options, genai, camera } = await story();
    tamper(options.file, `UPDATE locations SET asset_id = '${camera}' WHERE asset_id = '${genai}'`);
    expect(await registry.assets.altered([camera])).toEqual([camera]);
  });

  test('an asset is found where its row was set back to an earlier state', async () => {
    const { registry, options, camera } = await story();
    const said = { ...statement([camera]), origin: 'genai', involvement: 'full' } as const;
    const actor = { personId: await registry.people.idOf('Editor') };
    const before = await registry.assets.byId(camera);
    await registry.declarations.record(said, actor, NOON);
    tamper(
      options.file,
      `UPDATE assets SET origin = 'camera', involvement = 'none', temporary = 0, event_seq = ${before?.eventSeq} WHERE id = '${camera}'`,
    );
    expect(await registry.assets.altered([camera])).toEqual([camera]);
  });

  test('an asset is found where a place that ended was opened again', async () => {
    const { registry, options, camera } = await story();
    await registry.assets.record([examined('plate.png', { content: 'other' })]);
    tamper(
      options.file,
      "DELETE FROM locations WHERE path = CAST('plate.png' AS BLOB) AND closed_seq = 0",
      `UPDATE locations SET closed_seq = 0, closed_at = NULL WHERE asset_id = '${camera}'`,
    );
    expect(await registry.assets.altered([camera])).toEqual([camera]);
  });

  test('an asset is found where a statement about it was changed', async () => {
    const { registry, options, camera, genai } = await story();
    const actor = { personId: await registry.people.idOf('Editor') };
    await registry.declarations.record(statement([camera]), actor, NOON);
    tamper(options.file, "UPDATE declarations SET basis = 'made up'");
    expect(await registry.assets.altered([genai, camera])).toEqual([camera]);
    expect((await registry.events.verify()).broken).toContain(camera);
  });

  test('evidence read again by newer readers is the record too', async () => {
    const { registry, genai } = await story();
    const read = { content: 'genai', evidence: [captured], examination: { engineVersion: 2 } };
    await registry.assets.record([examined('shot.png', read)]);
    expect(await registry.assets.byId(genai)).toMatchObject({ origin: 'genai', conflict: true });
    expect((await registry.events.verify()).broken).toBeUndefined();
  });

  test.each([
    ['taken out', 'DELETE FROM evidence'],
    ['said to count no more', 'UPDATE evidence SET standing = 0'],
    ['made to say camera', "UPDATE evidence SET origin = 'camera', involvement = 'none'"],
  ])('evidence that was %s clears nothing when its asset is judged again', async (_, text) => {
    const { registry, options, genai } = await story();
    const actor = { personId: await registry.people.idOf('Editor') };
    const [odd] = await registry.assets.record([
      examined('odd.png', { content: 'odd', evidence: [{ ...generated, strength: 'heuristic' }] }),
    ]);
    const id = odd?.asset?.id ?? never();
    expect(odd?.asset).toMatchObject({ suspected: true });
    tamper(options.file, text);
    expect((await registry.events.verify()).broken).toMatch(/^the evidence of asset/);
    const other = { ...statement([genai, id]), origin: 'genai', involvement: 'partial' } as const;
    const { recordId } = await registry.declarations.record(statement([genai, id]), actor, NOON);
    await registry.declarations.record({ ...other, supersedes: recordId, assetIds: [genai] }, actor, NOON);
    expect(await registry.assets.byId(id)).toMatchObject({ suspected: true, conflict: true });
    expect(await registry.assets.byId(genai)).toMatchObject({ origin: 'genai', temporary: true });
  });

  test('an asset whose row is gone is altered', async () => {
    const { registry, options, genai } = await story();
    tamper(options.file, `DELETE FROM assets WHERE id = '${genai}'`);
    expect(await registry.assets.altered([genai])).toEqual([genai]);
    expect((await registry.events.verify()).broken).toBe(`the asset ${genai} was removed`);
  });

  test.each([
    ['valid_until', "UPDATE approvals SET valid_until = '2999-01-01T00:00:00.000Z'"],
    ['types', 'UPDATE approvals SET types = NULL'],
    ['document', `UPDATE approvals SET document_sha256 = '${'0'.repeat(64)}'`],
    [
      'assets',
      "INSERT INTO approval_assets SELECT production_id, record_id, (SELECT id FROM assets WHERE origin = 'camera') FROM approvals",
    ],
  ])('an approval is found where its %s was changed', async (_, statement) => {
    const { registry, options, approval } = await story();
    expect(await registry.approvals.altered([approval.recordId])).toEqual([]);
    tamper(options.file, statement);
    expect(await registry.approvals.altered([approval.recordId])).toEqual([approval.recordId]);
    expect((await registry.events.verify()).broken).toContain(approval.recordId);
  });

  test.each([
    ['deleted', 'DELETE FROM revocations'],
    ['postponed', "UPDATE revocations SET at = '2999-01-01T00:00:00.000Z'"],
  ])('a revocation that was %s is found', async (_, statement) => {
    const { registry, options, approval } = await story();
    const actor = { personId: await registry.people.idOf('Editor') };
    await registry.approvals.revoke(approval.id, 'withdrawn', actor, NOON);
    expect(await registry.approvals.altered([approval.recordId])).toEqual([]);
    tamper(options.file, statement);
    expect(await registry.approvals.altered([approval.recordId])).toEqual([approval.recordId]);
    expect((await registry.events.verify()).broken).toBeDefined();
  });

  test.each([
    [
      'was altered',
      `UPDATE events SET body = replace(body, '"origin":"genai"', '"origin":"human"') WHERE seq = 2`,
      'event 2 is not what was written',
    ],
    ['was removed', 'DELETE FROM events WHERE seq = 3', 'event 3 is missing'],
    [
      'was put in another order',
      'UPDATE events SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3); UPDATE events SET seq = -seq WHERE seq < 0',
      'event 2 is not what was written',
    ],
    [
      'was given another kind',
      "UPDATE events SET kind = 'restored' WHERE seq = 2",
      'event 2 is listed as something else than was written',
    ],
    [
      'was dated back',
      "UPDATE events SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2",
      'event 2 is listed as something else than was written',
    ],
  ])('the log is broken where an event %s', async (_, statement, broken) => {
    const { registry, options } = await story();
    expect(await registry.events.verify()).toMatchObject({ broken: undefined });
    tamper(options.file, statement);
    expect(await registry.events.verify()).toMatchObject({ broken });
  });

  test('the log is broken where its end was cut off', async () => {
    const { registry, options } = await story();
    const { seq } = await registry.events.head();
    tamper(options.file, `DELETE FROM events WHERE seq = ${seq}`);
    expect((await registry.events.verify()).broken).toBe(
      `the log ends after event ${seq - 1}, but its head names event ${seq}`,
    );
  });

  test('an event that no longer hashes makes the rows it made untrusted', async () => {
    const { registry, options, genai, approval } = await story();
    tamper(options.file, `UPDATE events SET body = replace(body, '"at":"2026', '"at":"2025')`);
    expect(await registry.assets.altered([genai])).toEqual([genai]);
    expect(await registry.approvals.altered([approval.recordId])).toEqual([approval.recordId]);
  });

  test('the log can be added to, never changed', async () => {
    const { options } = await story();
    for (const table of [
      'events',
      'approvals',
      'approval_assets',
      'declarations',
      'revocations',
      'configurations',
    ]) {
      for (const text of [`UPDATE ${table} SET production_id = 2`, `DELETE FROM ${table}`]) {
        const attempt = () => outside(options.file, (sqlite) => sqlite.exec(text));
        const rows = outside(options.file, (sqlite) => sqlite.prepare(`SELECT 1 FROM ${table}`).all().length);
        if (rows > 0) expect(attempt).toThrow(`${table} is append-only`);
      }
    }
  });
});

async function story(): Promise<Story> {
  const production = await newRegistry();
  const { registry } = production;
  const [genai, camera] = await registry.assets.record([
    examined('shot.png', { content: 'genai', evidence: [generated] }),
    examined('plate.png', { content: 'camera', evidence: [captured] }),
    hashed('copy.png', { content: 'genai' }),
  ]);
  const ids = [genai?.asset?.id ?? never(), camera?.asset?.id ?? never()] as const;
  const actor = { personId: await registry.people.idOf('Editor') };
  const approval = await registry.approvals.record(
    {
      id: 'NFLX-0042',
      assetIds: [ids[0]],
      grantedBy: 'Grace Grantor',
      document: { name: 'approval.eml', bytes: bytes('Approved.') },
      validFrom: NOON,
      validUntil: instant('2026-12-24T12:00:00.000Z'),
      scope: { types: ['master'], episodes: undefined, territories: undefined, channels: undefined },
      note: undefined,
    },
    actor,
    NOON,
  );
  return { ...production, genai: ids[0], camera: ids[1], approval };
}

function statement(assetIds: readonly AssetId[]) {
  return {
    assetIds,
    origin: 'camera',
    involvement: 'none',
    tool: undefined,
    declarant: 'Dana DIT',
    basis: 'camera report A012',
    document: undefined,
  } as const;
}

function never(): never {
  throw new Error('expected a value');
}
