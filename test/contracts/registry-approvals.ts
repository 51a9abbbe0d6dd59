import { describe, expect, test } from 'vitest';
import type { AssetId } from '../../src/domain/asset.ts';
import type { Actor } from '../../src/domain/person.ts';
import type { NewApproval, Registry } from '../../src/domain/registry.ts';
import { bytes, examined, generated, instant, sha } from '../registry/seen.ts';
import type { OpenEmpty } from './registry.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');
const LATER = instant('2026-12-24T12:00:00.000Z');
const MAIL = { name: 'approval.eml', bytes: bytes('Approved: quay shots.') };

export function registryApprovals(open: OpenEmpty): void {
  describe('approvals', () => {
    test('a recorded approval names assets, document, people and scope', async () => {
      const { registry, actor, ids } = await withAssets(open);
      const scope = { types: ['master'], episodes: ['101'], territories: ['US', 'DE'], channels: undefined };
      const made = await registry.approvals.record(approval(ids, { id: ' NFLX-0042 ', scope }), actor, NOON);
      expect(made).toMatchObject({
        id: 'NFLX-0042',
        assetIds: ids,
        recordedBy: actor.personId,
        recordedAt: NOON,
        document: { sha256: sha('Approved: quay shots.'), sizeBytes: 21, name: 'approval.eml' },
        scope: { types: ['master'], episodes: ['101'], territories: ['DE', 'US'], channels: undefined },
        revocation: undefined,
      });
      const names = await registry.people.names([made.grantedBy]);
      expect(names.get(made.grantedBy)).toBe('Grace Grantor');
      expect(await registry.approvals.byId('NFLX-0042')).toEqual([made]);
      expect(await registry.approvals.byId('nflx-0042')).toEqual([]);
      expect(await registry.approvals.forAssets(ids)).toEqual(new Map(ids.map((id) => [id, [made]])));
      expect(await registry.approvals.list()).toEqual([made]);
      expect(await registry.approvals.document(made.document)).toEqual(MAIL.bytes);
      expect(await registry.approvals.altered([made.recordId])).toEqual([]);
    });

    test('no id given asks for a generated one, easy to read aloud', async () => {
      const { registry, actor, ids } = await withAssets(open);
      const made = await registry.approvals.record(approval(ids, { id: undefined }), actor, NOON);
      expect(made.id).toMatch(/^PG-2026-[2-9A-HJKMNP-TV-Z]{8}$/);
    });

    test('the same approval again adds files as a revision, however the id is cased, and repeats nothing', async () => {
      const { registry, actor, ids } = await withAssets(open);
      const [a, b] = ids;
      const first = await registry.approvals.record(approval(ids.slice(0, 1)), actor, NOON);
      const second = await registry.approvals.record(
        approval(ids, { id: 'nflx-0042', validFrom: LATER }),
        actor,
        LATER,
      );
      expect([first.assetIds, second.assetIds]).toEqual([[a], [b]]);
      expect(second).toMatchObject({ id: 'NFLX-0042', validFrom: LATER });
      const head = await registry.events.head();
      expect(await registry.approvals.record(approval(ids), actor, LATER)).toEqual(first);
      expect(await registry.events.head()).toEqual(head);
      expect(await registry.approvals.byId('NFLX-0042')).toEqual([first, second]);
    });

    test.each([
      ['another grantor', { grantedBy: 'Somebody Else' }],
      ['another document', { document: { name: 'approval.eml', bytes: bytes('Approved: everything.') } }],
      ['a later end', { validUntil: LATER }],
      ['a later beginning', { validFrom: LATER }],
      [
        'a wider scope',
        { scope: { types: undefined, episodes: undefined, territories: ['worldwide'], channels: undefined } },
      ],
      ['another note', { note: 'also the trailer' }],
    ])('threat 5: a known id with %s is refused', async (_, changes) => {
      const { registry, actor, ids } = await withAssets(open);
      await registry.approvals.record(approval(ids.slice(0, 1)), actor, NOON);
      const stretched = registry.approvals.record(approval(ids, changes), actor, NOON);
      await expect(stretched).rejects.toMatchObject({ code: 'conflict' });
    });

    test.each([
      ['Cyrillic letters', 'NFL\u0425-0042'],
      ['Greek letters', '\u039dFLX-0042'],
      ['the letter O for zero', 'NFLX-OO42'],
      ['a full-width form', '\uff2eFLX-0042'],
      ['another dash', 'NFLX\u20110042'],
      ['a blank inside', 'NFLX -0042'],
    ])(
      'threat 5: an id that looks like a known one by %s is refused, even with the same terms',
      async (_, id) => {
        const { registry, actor, ids } = await withAssets(open);
        await registry.approvals.record(approval(ids.slice(0, 1)), actor, NOON);
        const twin = registry.approvals.record(approval(ids, { id }), actor, NOON);
        await expect(twin).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining('NFLX-0042'),
        });
      },
    );

    test.each([
      ['nothing', ' '],
      ['a zero-width space', 'NFLX\u200b-0042'],
      ['a bidi override', 'NFLX\u202e-0042'],
      ['a control character', 'NFLX\u0007-0042'],
      ['a byte-order mark', 'NFLX-0042\ufeff'],
      ['a soft hyphen', 'NFLX\u00ad0042'],
      ['a variation selector', 'NFLX-0042\ufe0f'],
      ['a lone surrogate', 'NFLX-0042\ud800'],
      ['more than 200 characters', 'N'.repeat(201)],
    ])('threat 5: an id that holds %s is refused', async (_, id) => {
      const { registry, actor, ids } = await withAssets(open);
      const attempt = registry.approvals.record(approval(ids, { id }), actor, NOON);
      await expect(attempt).rejects.toMatchObject({ code: 'usage' });
      expect(await registry.approvals.list()).toEqual([]);
    });

    test('threat 5: revoking hits every record of the id, and it never revives', async () => {
      const { registry, actor, ids } = await withAssets(open);
      await registry.approvals.record(approval(ids.slice(0, 1)), actor, NOON);
      await registry.approvals.record(approval(ids), actor, NOON);
      const ended = await registry.approvals.revoke('nflx-0042', 'licence withdrawn', actor, LATER);
      const revocation = { at: LATER, by: actor.personId, reason: 'licence withdrawn' };
      expect(ended.map((record) => record.revocation)).toEqual([revocation, revocation]);
      expect(await registry.approvals.byId('NFLX-0042')).toEqual(ended);
      const head = await registry.events.head();
      expect(await registry.approvals.revoke('NFLX-0042', 'again', actor, LATER)).toEqual(ended);
      expect(await registry.events.head()).toEqual(head);
      const revived = registry.approvals.record(approval(ids), actor, LATER);
      await expect(revived).rejects.toMatchObject({ code: 'conflict' });
    });

    test('threat 5: an approval that has ended is not extended; its end is exclusive', async () => {
      const { registry, actor, ids } = await withAssets(open);
      await registry.approvals.record(approval(ids.slice(0, 1), { validUntil: LATER }), actor, NOON);
      const atTheEnd = registry.approvals.record(approval(ids, { validUntil: LATER }), actor, LATER);
      await expect(atTheEnd).rejects.toMatchObject({ code: 'conflict' });
    });

    test('threat 15: an empty document, or one that is a still of the production, is refused', async () => {
      const { registry, actor, ids } = await withAssets(open);
      for (const document of [
        { name: 'empty.pdf', bytes: bytes('') },
        { name: 'a.png', bytes: bytes('a') },
      ]) {
        const attempt = registry.approvals.record(approval(ids, { document }), actor, NOON);
        await expect(attempt).rejects.toMatchObject({ code: 'usage' });
      }
    });

    test.each([
      ['an end before the beginning', { validFrom: LATER, validUntil: NOON }, 'usage'],
      ['no asset', { assetIds: [] }, 'usage'],
      ['an unknown asset', { assetIds: ['nothing' as AssetId] }, 'not-found'],
    ])('%s is refused', async (_, wrong, code) => {
      const { registry, actor, ids } = await withAssets(open);
      const attempt = registry.approvals.record({ ...approval(ids), ...wrong }, actor, NOON);
      await expect(attempt).rejects.toMatchObject({ code });
    });

    test('revoking an unknown id, or without a reason, is refused', async () => {
      const { registry, actor, ids } = await withAssets(open);
      await registry.approvals.record(approval(ids), actor, NOON);
      const unknown = registry.approvals.revoke('NFLX-9', 'why not', actor, NOON);
      await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
      const silent = registry.approvals.revoke('NFLX-0042', ' ', actor, NOON);
      await expect(silent).rejects.toMatchObject({ code: 'usage' });
    });

    test('what an approval covers is written and judged again when it is recorded and when it ends', async () => {
      const { registry, actor, ids } = await withAssets(open);
      const owed = async () => {
        const pending = await registry.outbox.pending(100);
        await registry.outbox.done(pending.map(({ id }) => id));
        return pending.map(({ kind, path }) => `${kind} ${path}`);
      };
      await owed();
      const both = ['sidecar a.png', 'judge a.png', 'sidecar b.png', 'judge b.png'];
      await registry.approvals.record(approval(ids), actor, NOON);
      expect(await owed()).toEqual(both);
      await registry.approvals.revoke('NFLX-0042', 'withdrawn', actor, LATER);
      expect(await owed()).toEqual(both);
    });
  });
}

async function withAssets(
  open: OpenEmpty,
): Promise<{ readonly registry: Registry; readonly actor: Actor; readonly ids: readonly AssetId[] }> {
  const registry = await open();
  const recorded = await registry.assets.record([
    examined('a.png', { content: 'a', evidence: [generated] }),
    examined('b.png', { content: 'b', evidence: [generated] }),
  ]);
  const actor = { personId: await registry.people.idOf('Editor') };
  return { registry, actor, ids: recorded.flatMap(({ asset }) => (asset === undefined ? [] : [asset.id])) };
}

function approval(assetIds: readonly AssetId[], changes: Partial<NewApproval> = {}): NewApproval {
  return {
    id: 'NFLX-0042',
    assetIds,
    grantedBy: 'Grace Grantor',
    document: MAIL,
    validFrom: NOON,
    validUntil: undefined,
    scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
    note: undefined,
    ...changes,
  };
}
