import { describe, expect, test } from 'vitest';
import type { AssetId } from '../../src/domain/asset.ts';
import type { NewPaper } from '../../src/domain/paper.ts';
import type { Actor, PersonId } from '../../src/domain/person.ts';
import type { NewApproval, NewDeclaration, Registry } from '../../src/domain/registry.ts';
import { bytes, captured, examined, generated, generatedName, instant, sha } from '../registry/seen.ts';
import type { OpenEmpty } from './registry.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');
const LATER = instant('2026-12-24T12:00:00.000Z');
const LETTER = { name: 'letter.pdf', bytes: bytes('I drew this by hand.') };

export function registryPapers(open: OpenEmpty): void {
  describe('papers', () => {
    test('a recorded paper names its files, subjects and documents, and is found by each', async () => {
      const { registry, actor, genai, camera } = await withAssets(open);
      const paper = notice({
        assetIds: [genai, camera, genai],
        about: ['declaration-b', 'declaration-a'],
        documents: [LETTER],
      });
      const [made] = await registry.papers.record([paper], actor, NOON);
      expect(made).toMatchObject({
        kind: 'notice',
        body: { toldAt: NOON, channel: 'mail' },
        assetIds: [genai, camera].sort(),
        about: ['declaration-a', 'declaration-b'],
        documents: [{ sha256: sha('I drew this by hand.'), sizeBytes: 20, name: 'letter.pdf' }],
        supersedes: undefined,
        recordedBy: actor.personId,
        recordedAt: NOON,
      });
      const id = made?.recordId ?? never();
      expect(await registry.papers.byId(id)).toEqual(made);
      expect(await registry.papers.byId('nothing')).toBeUndefined();
      expect(await registry.papers.list(['notice', 'consent'])).toEqual([made]);
      expect(await registry.papers.list(['waiver'])).toEqual([]);
      expect(await registry.papers.ofAssets(['notice'], [camera])).toEqual(new Map([[camera, [made]]]));
      expect(await registry.papers.about(['notice'], ['declaration-a', 'other'])).toEqual(
        new Map([['declaration-a', [made]]]),
      );
      expect(await registry.approvals.document(made?.documents[0] ?? never())).toEqual(LETTER.bytes);
      expect(await registry.papers.altered([id])).toEqual([]);
      expect(await registry.events.gone()).toEqual([]);
      expect((await registry.events.verify()).broken).toBeUndefined();
    });

    test('papers of one call are recorded together or not at all', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const head = await registry.events.head();
      const good = notice({ assetIds: [genai] });
      const wrong = notice({ assetIds: ['nothing' as AssetId] });
      await expect(registry.papers.record([good, wrong], actor, NOON)).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await registry.events.head()).toEqual(head);
      expect(await registry.papers.list(['notice'])).toEqual([]);
    });

    test('a later paper takes the place of an earlier one, and both stay readable', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const [first] = await registry.papers.record([notice({ assetIds: [genai] })], actor, NOON);
      const again = notice({ assetIds: [genai], supersedes: first?.recordId });
      const [second] = await registry.papers.record([again], actor, LATER);
      expect(await registry.papers.list(['notice'])).toEqual([second]);
      expect(await registry.papers.ofAssets(['notice'], [genai])).toEqual(new Map([[genai, [second]]]));
      expect(await registry.papers.byId(first?.recordId ?? never())).toEqual(first);
      expect(await registry.papers.altered([first?.recordId ?? never()])).toEqual([]);
    });

    test('what is not there, was replaced already, or is of another kind is not replaced', async () => {
      const { registry, actor } = await withAssets(open);
      const [first] = await registry.papers.record([notice()], actor, NOON);
      const supersedes = first?.recordId ?? never();
      const unknown = registry.papers.record([notice({ supersedes: 'nothing' })], actor, NOON);
      await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
      const waiver: NewPaper = {
        kind: 'retirement',
        body: { reason: 'unused', retired: true },
        assetIds: [],
        about: [],
        documents: [],
        supersedes,
      };
      await expect(registry.papers.record([waiver], actor, NOON)).rejects.toMatchObject({ code: 'conflict' });
      await registry.papers.record([notice({ supersedes })], actor, NOON);
      const twice = registry.papers.record([notice({ supersedes })], actor, NOON);
      await expect(twice).rejects.toMatchObject({ code: 'conflict' });
    });

    test('an empty document, or words no engine keeps, are refused', async () => {
      const { registry, actor } = await withAssets(open);
      const empty = registry.papers.record(
        [notice({ documents: [{ name: 'x', bytes: bytes('') }] })],
        actor,
        NOON,
      );
      await expect(empty).rejects.toMatchObject({ code: 'usage' });
      const hidden: NewPaper = {
        kind: 'withdrawal',
        body: { reason: 'a\u0000b' },
        assetIds: [],
        about: ['x'],
        documents: [],
      };
      await expect(registry.papers.record([hidden], actor, NOON)).rejects.toMatchObject({
        code: expect.stringMatching(/usage|not-found/),
      });
    });

    test('what a paper is about is written and judged again', async () => {
      const { registry, actor, genai } = await withAssets(open);
      await registry.outbox.done((await registry.outbox.pending(100)).map(({ id }) => id));
      await registry.papers.record([notice({ assetIds: [genai] })], actor, NOON);
      const owed = await registry.outbox.pending(100);
      expect(owed.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['sidecar a.png', 'judge a.png']);
    });
  });

  describe('declarations that are revised or taken back', () => {
    test('the current one is the newest statement of use, then the newest; never one that was revised or withdrawn', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const current = async () => (await registry.declarations.current([genai])).get(genai);
      expect(await current()).toBeUndefined();
      const plain = await registry.declarations.record(said(genai), actor, NOON);
      expect(await current()).toEqual(plain);
      const used = await registry.declarations.record(
        said(genai, { use: { intendedUse: 'temp' } }),
        actor,
        NOON,
      );
      expect(await current()).toEqual(used);
      expect(used.use).toEqual({ intendedUse: 'temp' });
      await registry.declarations.record(said(genai), actor, LATER);
      expect(await current()).toEqual(used);
      const revised = await registry.declarations.record(
        said(genai, { use: { intendedUse: 'final' }, supersedes: used.recordId }),
        actor,
        LATER,
      );
      expect(revised.supersedes).toBe(used.recordId);
      expect(await current()).toEqual(revised);
      await registry.papers.record([withdrawal(revised.recordId)], actor, LATER);
      expect((await current())?.use).toBeUndefined();
      expect(await registry.declarations.byId(used.recordId)).toEqual(used);
      expect(await registry.declarations.altered([used.recordId, revised.recordId])).toEqual([]);
    });

    test('only the newest of a line is revised, and nothing that was withdrawn', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const first = await registry.declarations.record(said(genai), actor, NOON);
      const revise = (supersedes: string) =>
        registry.declarations.record(said(genai, { supersedes }), actor, NOON);
      await expect(revise('nothing')).rejects.toMatchObject({ code: 'not-found' });
      const second = await revise(first.recordId);
      await expect(revise(first.recordId)).rejects.toMatchObject({ code: 'conflict' });
      await registry.papers.record([withdrawal(second.recordId)], actor, NOON);
      await expect(revise(second.recordId)).rejects.toMatchObject({ code: 'conflict' });
    });

    test.each([
      [
        'a withdrawal',
        async (registry: Registry, actor: Actor, record: string) => {
          await registry.papers.record([withdrawal(record)], actor, LATER);
        },
      ],
      [
        'a revision that says GenAI',
        async (registry: Registry, actor: Actor, supersedes: string) => {
          const [id] = (await registry.declarations.byId(supersedes))?.assetIds ?? [];
          await registry.declarations.record(said(id ?? never(), { supersedes }), actor, LATER);
        },
      ],
    ])('%s of the statement that settled a claim brings GenAI and TEMPORARY back at once', async (_, end) => {
      const { registry, actor, genai } = await withAssets(open);
      const settled = await registry.declarations.record(human(genai, { document: LETTER }), actor, NOON);
      expect(await registry.assets.byId(genai)).toMatchObject({ origin: 'human', temporary: false });
      await end(registry, actor, settled.recordId);
      expect(await registry.assets.byId(genai)).toMatchObject({
        origin: 'genai',
        temporary: true,
        overruledBy: undefined,
      });
      expect(await registry.assets.altered([genai])).toEqual([]);
    });

    test('an answer to a suspicion that is taken back leaves the suspicion', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const [seen] = await registry.assets.record([
        examined('ChatGPT Image.png', { content: 'a', place: [generatedName] }),
      ]);
      const id = seen?.asset?.id ?? never();
      const answer = await registry.declarations.record(human(id), actor, NOON);
      expect(await registry.assets.byId(id)).toMatchObject({ origin: 'human', suspected: false });
      await registry.papers.record([withdrawal(answer.recordId)], actor, LATER);
      expect(await registry.assets.byId(id)).toMatchObject({ origin: 'unknown', suspected: true });
    });

    test('a file a revision leaves out is judged without the earlier statement', async () => {
      const { registry, actor, genai, unknown } = await withAssets(open);
      const both = { assetIds: [genai, unknown], document: LETTER };
      const first = await registry.declarations.record({ ...human(genai), ...both }, actor, NOON);
      expect(await registry.assets.byId(unknown)).toMatchObject({ origin: 'human' });
      const narrower = human(genai, { document: LETTER, supersedes: first.recordId });
      await registry.declarations.record(narrower, actor, LATER);
      expect(await registry.assets.byId(unknown)).toMatchObject({ origin: 'unknown' });
      expect(await registry.declarations.current([unknown])).toEqual(new Map());
    });

    test('a statement of GenAI that is taken back, or replaced by one without a document, makes nothing milder', async () => {
      const { registry, actor, unknown } = await withAssets(open);
      const spoken = await registry.declarations.record(said(unknown), actor, NOON);
      const denied = await registry.declarations.record(
        human(unknown, { supersedes: spoken.recordId }),
        actor,
        LATER,
      );
      expect(await registry.assets.byId(unknown)).toMatchObject({ origin: 'genai', temporary: true });
      const other = await registry.declarations.record(said(unknown), actor, LATER);
      await registry.papers.record([withdrawal(other.recordId)], actor, LATER);
      await registry.papers.record([withdrawal(denied.recordId)], actor, LATER);
      expect(await registry.assets.byId(unknown)).toMatchObject({ origin: 'genai', temporary: true });
      await registry.assets.record([
        examined('renamed.png', { content: 'unknown', examination: { engineVersion: 2 } }),
      ]);
      expect(await registry.assets.byId(unknown)).toMatchObject({ origin: 'genai', temporary: true });
    });

    test.each([
      ['nothing', [], 'usage'],
      ['two at once', ['a', 'b'], 'usage'],
      ['what is not there', ['nothing'], 'not-found'],
    ])('a withdrawal of %s is refused', async (_, about, code) => {
      const { registry, actor } = await withAssets(open);
      const attempt = registry.papers.record([{ ...withdrawal('x'), about }], actor, NOON);
      await expect(attempt).rejects.toMatchObject({ code });
    });

    test('a withdrawal is made once and not taken back', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const { recordId } = await registry.declarations.record(said(genai), actor, NOON);
      const [made] = await registry.papers.record([withdrawal(recordId)], actor, NOON);
      for (const about of [recordId, made?.recordId ?? never()]) {
        const again = registry.papers.record([withdrawal(about)], actor, NOON);
        await expect(again).rejects.toMatchObject({ code: 'conflict' });
      }
    });
  });

  describe('approvals that replace others', () => {
    test('an approval replaces another id, and that says by which', async () => {
      const { registry, actor, genai } = await withAssets(open);
      await registry.approvals.record(approval(genai, { id: 'A-1' }), actor, NOON);
      await registry.approvals.record(
        approval(genai, { id: 'B-1', terms: { supersedes: 'a-1' } }),
        actor,
        NOON,
      );
      await registry.approvals.record(
        approval(genai, { id: 'C-1', terms: { supersedes: 'B-1' } }),
        actor,
        NOON,
      );
      const states = (await registry.approvals.list()).map(({ id, supersededBy }) => [id, supersededBy]);
      expect(states).toEqual([
        ['A-1', 'B-1'],
        ['B-1', 'C-1'],
        ['C-1', undefined],
      ]);
      const records = (await registry.approvals.list()).map(({ recordId }) => recordId);
      expect(await registry.approvals.altered(records)).toEqual([]);
    });

    test('replacing what has no record is refused', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const attempt = registry.approvals.record(
        approval(genai, { id: 'B-1', terms: { supersedes: 'A-1' } }),
        actor,
        NOON,
      );
      await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
    });

    test('threat 5: a known id takes other terms only where it is said to be replaced; the earlier records end', async () => {
      const { registry, actor, genai, unknown } = await withAssets(open);
      const record = (changes: Partial<NewApproval>, at = NOON) =>
        registry.approvals.record(approval(genai, changes), actor, at);
      const first = await record({});
      await expect(record({ note: 'also the trailer' })).rejects.toMatchObject({ code: 'conflict' });
      const renewed = { note: 'also the trailer', terms: { supersedes: 'NFLX-0042' } };
      const second = await record(renewed);
      expect(second.recordId).not.toBe(first.recordId);
      expect(await record(renewed)).toEqual(second);
      const added = await record({ ...renewed, assetIds: [genai, unknown] });
      expect(added.assetIds).toEqual([unknown]);
      await expect(record({})).rejects.toMatchObject({ code: 'conflict' });
      const states = (await registry.approvals.byId('NFLX-0042')).map(({ supersededBy }) => supersededBy);
      expect(states).toEqual(['NFLX-0042', undefined, undefined]);
    });

    test('threat 5: what was replaced gets no more files, and what was revoked or has ended is not revived', async () => {
      const { registry, actor, genai, unknown } = await withAssets(open);
      const record = (changes: Partial<NewApproval>, at = NOON) =>
        registry.approvals.record(approval(genai, changes), actor, at);
      await record({ id: 'A-1' });
      await record({ id: 'B-1', terms: { supersedes: 'A-1' } });
      await expect(record({ id: 'A-1', assetIds: [unknown] })).rejects.toMatchObject({ code: 'conflict' });
      await expect(record({ id: 'A-1', terms: { supersedes: 'A-1' } })).rejects.toMatchObject({
        code: 'conflict',
      });
      await registry.approvals.revoke('B-1', 'withdrawn', actor, NOON);
      await expect(record({ id: 'B-1', note: 'x', terms: { supersedes: 'B-1' } })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await registry.approvals.byId('A-1'))[0]?.supersededBy).toBe('B-1');
      await record({ id: 'D-1', validUntil: LATER });
      const late = record({ id: 'D-1', validUntil: undefined, terms: { supersedes: 'D-1' } }, LATER);
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
    });
  });

  describe('names', () => {
    test('an erased name is gone everywhere, and log and records still hold', async () => {
      const { registry, actor, genai } = await withAssets(open);
      const made = await registry.declarations.record(human(genai, { document: LETTER }), actor, NOON);
      const token = { name: 'Ada Artist', role: 'viewer', secretSha256: sha('secret') } as const;
      await registry.tokens.create(token, actor, NOON);
      expect(await registry.people.erase('Ada Artist', actor, LATER)).toBe(made.declarant);
      expect(await registry.people.names([made.declarant])).toEqual(
        new Map([[made.declarant, 'erased person']]),
      );
      expect(await registry.assets.byId(genai)).toMatchObject({ overruledBy: 'erased person' });
      expect((await registry.tokens.list())[0]?.name).toBe('erased person');
      expect(await registry.declarations.altered([made.recordId])).toEqual([]);
      expect((await registry.events.verify()).broken).toBeUndefined();
      expect(await registry.people.idOf('Ada Artist')).not.toBe(made.declarant);
    });

    test('a person is erased by id as well, once, and nobody unknown', async () => {
      const { registry, actor } = await withAssets(open);
      await registry.people.erase(actor.personId, actor, NOON);
      for (const name of [actor.personId, 'Editor', 'Nobody']) {
        await expect(registry.people.erase(name, actor, NOON)).rejects.toMatchObject({ code: 'not-found' });
      }
    });
  });
}

async function withAssets(open: OpenEmpty): Promise<{
  readonly registry: Registry;
  readonly actor: Actor;
  readonly genai: AssetId;
  readonly camera: AssetId;
  readonly unknown: AssetId;
}> {
  const registry = await open();
  const recorded = await registry.assets.record([
    examined('a.png', { content: 'genai', evidence: [generated] }),
    examined('b.png', { content: 'camera', evidence: [captured] }),
    examined('c.png', { content: 'unknown' }),
  ]);
  const [genai, camera, unknown] = recorded.map(({ asset }) => asset?.id ?? never());
  const actor = { personId: await registry.people.idOf('Editor') };
  return {
    registry,
    actor,
    genai: genai ?? never(),
    camera: camera ?? never(),
    unknown: unknown ?? never(),
  };
}

function notice(changes: Partial<NewPaper<'notice'>> = {}): NewPaper<'notice'> {
  return {
    kind: 'notice',
    body: { to: 'person-1' as PersonId, toldAt: NOON, channel: 'mail' },
    assetIds: [],
    about: [],
    documents: [],
    ...changes,
  };
}

function withdrawal(record: string): NewPaper<'withdrawal'> {
  return { kind: 'withdrawal', body: { reason: 'a mistake' }, assetIds: [], about: [record], documents: [] };
}

function said(id: AssetId, changes: Partial<NewDeclaration> = {}): NewDeclaration {
  return { ...human(id), origin: 'genai', involvement: 'full', tool: 'Firefly', ...changes };
}

function human(id: AssetId, changes: Partial<NewDeclaration> = {}): NewDeclaration {
  return {
    assetIds: [id],
    origin: 'human',
    involvement: 'none',
    tool: undefined,
    declarant: 'Ada Artist',
    basis: 'painted on set',
    document: undefined,
    ...changes,
  };
}

function approval(id: AssetId, changes: Partial<NewApproval> = {}): NewApproval {
  return {
    id: 'NFLX-0042',
    assetIds: [id],
    grantedBy: 'Grace Grantor',
    document: { name: 'approval.eml', bytes: bytes('Approved: quay shots.') },
    validFrom: NOON,
    validUntil: undefined,
    scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
    note: undefined,
    ...changes,
  };
}

function never(): never {
  throw new Error('expected a value');
}
