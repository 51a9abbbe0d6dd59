import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/person.ts';
import type { Stage } from '../helpers/gate-production.ts';
import { cameraJpeg, wav } from '../helpers/material.ts';
import {
  aFinalUse,
  aUse,
  bothWays,
  consented,
  declared,
  granted,
  judged,
  paper,
  proved,
  told,
  underGuidance,
  verdictOf,
} from './show.ts';

let show: Stage;
let mira: PersonId;
afterEach(() => show.close());

const LINE = 'line.wav';
const PROOFS = ['EV-GUILD-COMPLIANCE', 'EV-LEGAL-REVIEW', 'EV-MODEL-SCOPE', 'EV-QA-TEST'] as const;

/** Changes the database as somebody would who knows SQL and the file's place, and takes its guards away first. */
function past(...statements: readonly string[]): void {
  const db = new Database(show.at('.provgate/registry.db'));
  try {
    const guards = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
    for (const guard of guards) db.exec(`DROP TRIGGER "${guard}"`);
    db.pragma('foreign_keys = OFF');
    let changed = 0;
    for (const statement of statements) changed += db.prepare(statement).run().changes;
    if (changed === 0) throw new Error('nothing was altered');
  } finally {
    db.close();
  }
}

/** Whether the gate names the record as altered and lets nothing pass, in both directions. */
async function isNamed(path = LINE): Promise<void> {
  const both = await bothWays(show, path);
  for (const verdict of [both.temp, both.final]) {
    expect(verdict).toContain('GAT-002');
    expect(verdict).toMatch(/^(incomplete|block|review) /);
  }
}

describe('threat 13: rows changed outside the program', () => {
  beforeEach(async () => {
    show = await underGuidance({ [LINE]: wav(7), 'plate.jpg': await cameraJpeg() });
    mira = await show.runtime.registry.people.idOf('Mira Actor');
    const use = await aFinalUse(show, {
      useCases: ['UC-TALENT-REPLICA'],
      talent: [{ relation: 'replica_voice', performer: mira }],
    });
    await declared(show, LINE, use);
    await proved(show, LINE, ...PROOFS);
    await consented(show, 'Mira Actor');
    await granted(show, LINE, { terms: { conditions: ['Credit her'] } });
  });

  test('what a declaration says', async () => {
    past(`UPDATE declarations SET use_statement = replace(use_statement, 'replica_voice', 'customary')`);
    await isNamed();
  });

  test('what a paper says', async () => {
    past(`UPDATE papers SET body = replace(body, 'ferryman', 'anything') WHERE kind = 'consent'`);
    await isNamed();
  });

  test('what an approval says', async () => {
    expect(await verdictOf(show, LINE)).toBe('block APR-009');
    past(`UPDATE approvals SET terms = replace(terms, 'Credit her', 'None')`);
    await isNamed();
  });

  test('a paper that was taken out', async () => {
    const [first] = await show.runtime.registry.papers.list(['consent']);
    await consented(show, 'Mira Actor', { state: 'withdrawn', supersedes: first?.recordId ?? '' });
    past(
      `DELETE FROM paper_documents WHERE record_id IN (SELECT record_id FROM papers WHERE supersedes IS NOT NULL)`,
      `DELETE FROM papers WHERE supersedes IS NOT NULL`,
    );
    await isNamed();
  });

  test('a paper that was put in', async () => {
    past(
      `INSERT INTO papers SELECT production_id, 'forged', 'condition', '{"index":0,"state":"met"}', NULL, recorded_by, recorded_at, event_seq FROM papers LIMIT 1`,
      `INSERT INTO paper_subjects SELECT production_id, 'forged', record_id FROM approvals LIMIT 1`,
      `INSERT INTO paper_documents SELECT production_id, 'forged', n, sha256, size_bytes, name FROM paper_documents LIMIT 1`,
    );
    await isNamed();
  });

  test('a condition that was reopened, made to say it is met', async () => {
    const [approval] = await show.runtime.registry.approvals.list();
    const about = [approval?.recordId ?? ''];
    await paper(show, { kind: 'condition', body: { index: 0, state: 'met' } }, [], { about });
    expect(await verdictOf(show, LINE)).toBe('pass OK-002');
    await paper(show, { kind: 'condition', body: { index: 0, state: 'open' } }, [], { about });
    expect(await verdictOf(show, LINE)).toBe('block APR-009');
    past(`UPDATE papers SET body = replace(body, '"open"', '"met"') WHERE kind = 'condition'`);
    await isNamed();
  });

  test('a condition that was reopened, cut off from its approval', async () => {
    const [approval] = await show.runtime.registry.approvals.list();
    const about = [approval?.recordId ?? ''];
    await paper(show, { kind: 'condition', body: { index: 0, state: 'met' } }, [], { about });
    const open = await paper(show, { kind: 'condition', body: { index: 0, state: 'open' } }, [], { about });
    past(`DELETE FROM paper_subjects WHERE record_id = '${open.recordId}'`);
    await isNamed();
  });

  test('a newer declaration, cut off from its file so that an older one speaks', async () => {
    const use = await aFinalUse(show, { useCases: ['UC-TALENT-REPLICA', 'UC-MISLEADING'] });
    const newer = await declared(show, LINE, use);
    past(`DELETE FROM declaration_assets WHERE record_id = '${newer.recordId}'`);
    await isNamed();
  });

  test('a refusal, cut off from its file', async () => {
    await granted(show, LINE, { id: 'NO-1', terms: { decision: 'rejected', rejects: 'all_use' } });
    expect((await bothWays(show, LINE)).temp).toBe('block APR-003,APR-010');
    past(
      `DELETE FROM approval_assets WHERE record_id IN (SELECT record_id FROM approvals WHERE id = 'NO-1')`,
    );
    await isNamed();
  });
});

describe('threat 37: stored documents of the papers', () => {
  const spoil = async (sha256: string, how: 'altered' | 'removed'): Promise<void> => {
    const file = show.at(`.provgate/documents/${sha256.slice(0, 2)}/${sha256}`);
    chmodSync(file, 0o600);
    if (how === 'removed') rmSync(file);
    else writeFileSync(file, 'Everything is fine, regards.\n');
  };

  test.each(['altered', 'removed'] as const)('a consent whose document is %s is no consent', async (how) => {
    show = await underGuidance({ [LINE]: wav(8) });
    mira = await show.runtime.registry.people.idOf('Mira Actor');
    const use = await aFinalUse(show, {
      useCases: ['UC-TALENT-REPLICA'],
      talent: [{ relation: 'replica_voice', performer: mira }],
    });
    await declared(show, LINE, use);
    await proved(show, LINE, ...PROOFS);
    const consent = await consented(show, 'Mira Actor');
    await granted(show, LINE);
    expect(await verdictOf(show, LINE)).toBe('pass OK-002');
    await spoil(consent.documents[0]?.sha256 ?? '', how);
    expect(await verdictOf(show, LINE)).toBe('block HST-001,EVD-001');
  });

  test.each(['altered', 'removed'] as const)(
    'proof that a condition was met, %s, meets none',
    async (how) => {
      show = await underGuidance({ [LINE]: wav(9) });
      await declared(show, LINE, await aFinalUse(show));
      const about = [await granted(show, LINE, { terms: { conditions: ['Credit the tool'] } })];
      const met = await paper(show, { kind: 'condition', body: { index: 0, state: 'met' } }, [], { about });
      expect(await verdictOf(show, LINE)).toBe('pass OK-002');
      await spoil(met.documents[0]?.sha256 ?? '', how);
      expect(await verdictOf(show, LINE)).toBe('block APR-009');
    },
  );

  test.each(['altered', 'removed'] as const)('a notice whose mail is %s told nobody', async (how) => {
    show = await underGuidance({ [LINE]: wav(9) });
    await declared(show, LINE, await aUse(show));
    const notice = await told(show, LINE);
    expect(await verdictOf(show, LINE, { destination: 'temp' })).toBe('pass OK-003');
    await spoil(notice.documents[0]?.sha256 ?? '', how);
    expect(await verdictOf(show, LINE, { destination: 'temp' })).toBe('warn NTF-001');
  });

  test.each(['altered', 'removed'] as const)(
    'a statement that a file is camera work, %s, is a word alone',
    async (how) => {
      show = await underGuidance({ 'plate.jpg': await cameraJpeg() });
      const said = await declared(show, 'plate.jpg', undefined, { origin: 'camera', documented: true });
      expect(await verdictOf(show, 'plate.jpg')).toBe('pass OK-001');
      await spoil(said.document?.sha256 ?? '', how);
      expect(await verdictOf(show, 'plate.jpg')).toBe('review ORG-003');
    },
  );
});

test('threat 36: a clock that runs backwards decides nothing', async () => {
  show = await underGuidance({ [LINE]: wav(9) });
  await declared(show, LINE, await aUse(show, { useCases: ['UC-BACKGROUND'] }));
  await judged(show, LINE);
  const check = await show.later('2025-05-01T00:00:00.000Z').check([LINE]);
  expect([check.outcome, check.findings.map(({ code }) => code)]).toEqual(['block', ['GAT-003']]);
});
