import { describe, expect, test } from 'vitest';
import type { AssetId } from '../../src/domain/asset.ts';
import type { Actor } from '../../src/domain/person.ts';
import type { NewDeclaration, Registry } from '../../src/domain/registry.ts';
import { bytes, examined, generated, generatedName, hashed, instant } from '../registry/seen.ts';
import type { OpenEmpty } from './registry.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');
const LETTER = { name: 'statement.pdf', bytes: bytes('I drew this by hand.') };

export function registryDeclarations(open: OpenEmpty): void {
  describe('declarations', () => {
    test('a statement with basis and document settles a GenAI claim, and the asset says who overruled it', async () => {
      const { registry, actor, id } = await withGenai(open);
      const made = await registry.declarations.record(human(id, { document: LETTER }), actor, NOON);
      expect(made).toMatchObject({
        assetIds: [id],
        origin: 'human',
        basis: 'painted on set',
        recordedAt: NOON,
      });
      expect(await registry.assets.byId(id)).toMatchObject({
        origin: 'human',
        temporary: false,
        overruledBy: 'Ada Artist',
      });
      expect(await registry.declarations.of(id)).toEqual([made]);
      expect(await registry.assets.altered([id])).toEqual([]);
      const kinds = (await registry.events.after(2, 10)).map(({ kind }) => kind);
      expect(kinds).toEqual(['declaration-recorded', 'asset-reclassified']);
    });

    test('a statement without document leaves GenAI what it is', async () => {
      const { registry, actor, id } = await withGenai(open);
      await registry.declarations.record(human(id), actor, NOON);
      expect(await registry.assets.byId(id)).toMatchObject({ origin: 'genai', temporary: true });
    });

    test('a settled claim stays settled when the same bytes turn up elsewhere', async () => {
      const { registry, actor, id } = await withGenai(open);
      await registry.declarations.record(human(id, { document: LETTER }), actor, NOON);
      await registry.assets.record([hashed('copy.png', { content: 'a' })]);
      expect(await registry.assets.byId(id)).toMatchObject({ origin: 'human', temporary: false });
    });

    test('a named answer ends a suspicion, and one that arose later stands', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const [suspected] = await registry.assets.record([
        examined('ChatGPT Image.png', { content: 'a', place: [generatedName] }),
      ]);
      const id = suspected?.asset?.id ?? never();
      await registry.declarations.record(human(id), actor, NOON);
      expect(await registry.assets.byId(id)).toMatchObject({ origin: 'human', suspected: false });
      const other = { ...generatedName, where: 'DALL-E.png' };
      await registry.assets.record([hashed('DALL-E.png', { content: 'a', place: [other] })]);
      expect(await registry.assets.byId(id)).toMatchObject({ suspected: true });
    });

    test('somebody who says GenAI makes it GenAI and TEMPORARY', async () => {
      const registry = await open();
      const actor = { personId: await registry.people.idOf('Editor') };
      const [plain] = await registry.assets.record([examined('a.png', { content: 'a' })]);
      const id = plain?.asset?.id ?? never();
      const said = { ...human(id), origin: 'genai', involvement: 'partial', tool: 'Firefly' } as const;
      await registry.declarations.record(said, actor, NOON);
      expect(await registry.assets.byId(id)).toMatchObject({
        origin: 'genai',
        temporary: true,
        tool: 'Firefly',
      });
      expect((await registry.outbox.pending(10)).map(({ kind }) => kind)).toEqual(['sidecar', 'judge']);
    });

    test('a statement is listed among the evidence', async () => {
      const { registry, actor, id } = await withGenai(open);
      const { recordId } = await registry.declarations.record(human(id), actor, NOON);
      expect((await registry.assets.evidence(id)).at(-1)).toMatchObject({
        subject: 'statement',
        strength: 'attested',
        where: recordId,
        excerpt: 'painted on set',
      });
    });

    test.each([
      ['an empty basis', { basis: '  ' }, 'usage'],
      ['an empty document', { document: { name: 'x', bytes: bytes('') } }, 'usage'],
      ['no asset', { assetIds: [] }, 'usage'],
      ['an asset that is not registered', { assetIds: ['nothing' as AssetId] }, 'not-found'],
      ['a declarant without a name', { declarant: ' ' }, 'usage'],
    ])('%s is refused and nothing is recorded', async (_, wrong, code) => {
      const { registry, actor, id } = await withGenai(open);
      const head = await registry.events.head();
      const attempt = registry.declarations.record({ ...human(id), ...wrong }, actor, NOON);
      await expect(attempt).rejects.toMatchObject({ code });
      expect(await registry.events.head()).toEqual(head);
    });

    test('several are recorded all or none', async () => {
      const { registry, actor, id } = await withGenai(open);
      const head = await registry.events.head();
      const wrong = human(id, { assetIds: ['nothing' as AssetId] });
      await expect(registry.declarations.recordAll([human(id), wrong], actor, NOON)).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await registry.events.head()).toEqual(head);
      expect(await registry.declarations.of(id)).toEqual([]);
      const made = await registry.declarations.recordAll([human(id), human(id)], actor, NOON);
      expect(await registry.declarations.of(id)).toEqual(made);
    });
  });
}

async function withGenai(
  open: OpenEmpty,
): Promise<{ readonly registry: Registry; readonly actor: Actor; readonly id: AssetId }> {
  const registry = await open();
  const [recorded] = await registry.assets.record([
    examined('a.png', { content: 'a', evidence: [generated] }),
  ]);
  const actor = { personId: await registry.people.idOf('Editor') };
  return { registry, actor, id: recorded?.asset?.id ?? never() };
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

function never(): never {
  throw new Error('expected a value');
}
