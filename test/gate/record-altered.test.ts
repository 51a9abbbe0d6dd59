import { describe, expect, onTestFinished, test } from 'vitest';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { registryFile } from '../../src/configuration/state.ts';
import { declare } from '../../src/records/declare.ts';
import { revoke } from '../../src/records/revoke.ts';
import { undoDeclaration } from '../../src/records/undo.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { tamper } from '../registry/production.ts';

const GENAI = png({ before: [tEXt('prompt', '{"1":{"class_type":"KSampler","inputs":{}}}')] });
const LETTER = { name: 'letter.txt', bytes: Buffer.from('I painted this.') };

describe('threat 13: the gate notices by itself that the record was changed', () => {
  test('an approval that was revoked, with the revocation taken out', async () => {
    const { show, alter } = await production();
    await show.approve(['a.png']);
    await revoke(show.runtime, 'NFLX-0042', 'withdrawn');
    await expectVerdict(show, 'a.png block APR-006');
    alter('DELETE FROM revocations');
    await expectAltered(show);
  });

  test('an approval that was replaced, with the one that replaced it taken out or changed', async () => {
    for (const statement of [
      "DELETE FROM approval_assets WHERE record_id IN (SELECT record_id FROM approvals WHERE id = 'B-1'); DELETE FROM approvals WHERE id = 'B-1'",
      "UPDATE approvals SET terms = '{}' WHERE id = 'B-1'",
    ]) {
      const { show, alter } = await production();
      await show.approve(['a.png']);
      await show.runtime.registry.approvals.record(
        {
          id: 'B-1',
          assetIds: [await assetAt(show, 'a.png')],
          grantedBy: 'Studio contact',
          document: LETTER,
          validFrom: show.runtime.clock.now(),
          validUntil: undefined,
          scope: { types: ['trailer'], episodes: undefined, territories: undefined, channels: undefined },
          note: undefined,
          terms: { supersedes: 'NFLX-0042' },
        },
        show.runtime.actor,
        show.runtime.clock.now(),
      );
      expect((await show.check(['a.png'])).outcome).toBe('block');
      alter(statement);
      await expectAltered(show);
    }
  });

  test('a statement that was taken back, with the withdrawal taken out', async () => {
    const { show, alter } = await production();
    const declared = await declare(show.runtime, {
      paths: rel(['a.png']),
      origin: 'human',
      declarant: 'Ada',
      basis: 'painted',
      document: LETTER,
    });
    expect((await show.check(['a.png'])).outcome).toBe('pass');
    await undoDeclaration(show.runtime, declared.recordId, 'it was not me');
    await expectVerdict(show, 'a.png block APR-001');
    alter("DELETE FROM paper_subjects; DELETE FROM papers WHERE kind = 'withdrawal'");
    await expectAltered(show);
  });

  test('a paper about something else that was taken out: what it said cannot be known', async () => {
    const { show, alter } = await production();
    show.write('b.png', png({}));
    await show.runtime.registry.papers.record(
      [
        {
          kind: 'retirement',
          body: { reason: 'unused', retired: true },
          assetIds: [],
          about: [],
          documents: [],
        },
      ],
      show.runtime.actor,
      show.runtime.clock.now(),
    );
    expect((await show.check(['b.png'])).outcome).toBe('pass');
    alter('DELETE FROM papers');
    const check = await show.check(['b.png']);
    expect(check.outcome).toBe('incomplete');
    expect(told(check)[0]).toContain('GAT-002');
  });
});

describe('any GenAI file stays GenAI', () => {
  test('whatever is taken back, stripped, renamed or registered again', async () => {
    const { show } = await production();
    const blocked = async (path: string): Promise<string> => (await show.check([path])).outcome;
    show.write('said.png', png({ rgb: [1, 2, 3] }));
    const declared = await declare(show.runtime, {
      paths: rel(['said.png']),
      origin: 'genai',
      declarant: 'Ada',
      basis: 'made on Tuesday',
    });
    await undoDeclaration(show.runtime, declared.recordId, 'never mind');
    expect(await blocked('said.png')).toBe('block');
    show.write('renamed.png', png({ rgb: [1, 2, 3] }));
    expect(await blocked('renamed.png')).toBe('block');
    show.write('said.png', png({ rgb: [1, 2, 4] }));
    expect(await blocked('said.png')).toBe('review');
    await show.check(['a.png']);
    show.write('a.png', png({}));
    expect(await blocked('a.png')).toBe('review');
  });
});

async function expectVerdict(show: Stage, line: string): Promise<void> {
  expect(told(await show.check(['a.png']))).toEqual([line]);
}

async function expectAltered(show: Stage): Promise<void> {
  const check = await show.check(['a.png']);
  expect(check.items[0]?.findings.map(({ code }) => code)).toContain('GAT-002');
  expect(check.outcome).not.toBe('pass');
  expect((await show.runtime.registry.events.verify()).broken).toBeDefined();
}

async function assetAt(show: Stage, path: string) {
  const [found] = (await show.runtime.registry.locations.at(rel([path]))).values();
  const id = found?.asset?.id;
  if (id === undefined) throw new Error('no asset there');
  return id;
}

async function production(): Promise<{ readonly show: Stage; alter(statement: string): void }> {
  const show = await stage({ 'a.png': GENAI });
  onTestFinished(() => show.close());
  await show.check(['a.png']);
  return { show, alter: (statement) => tamper(registryFile(show.runtime.production), statement) };
}
