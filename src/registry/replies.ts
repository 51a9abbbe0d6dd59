import type { Selectable } from 'kysely';
import type { KeptReply, ReplyRecords, RequestKey } from '../domain/registry.ts';
import type { Store } from './store.ts';
import type { RepliesTable, Tx } from './tables.ts';

/** What was answered to requests that carry a key. A key is claimed in the same transaction that looks for it. */
export function openReplies(store: Store): ReplyRecords {
  return {
    claim: (key, { requestSha256, holder, nowUs, untilUs, most }) =>
      store.write(async (tx) => {
        await tx.db
          .deleteFrom('replies')
          .where('production_id', '=', tx.production)
          .where('until_us', '<=', nowUs)
          .execute();
        const kept = await rowOf(tx, key);
        if (kept !== undefined) return toKept(kept);
        if ((await countOf(tx, key)) >= most) return 'full';
        await tx.db
          .insertInto('replies')
          .values({
            production_id: tx.production,
            token_id: key.tokenId,
            request_key: key.key,
            request_sha256: requestSha256,
            holder,
            until_us: untilUs,
            status: null,
            headers: null,
            body: null,
          })
          .execute();
        return undefined;
      }),
    keep: (key, { status, headers, body }) =>
      store.write(async (tx) => {
        await tx.db
          .updateTable('replies')
          .set({ status, headers: JSON.stringify(headers), body })
          .where('production_id', '=', tx.production)
          .where('token_id', '=', key.tokenId)
          .where('request_key', '=', key.key)
          .execute();
      }),
    release: (key) =>
      store.write(async (tx) => {
        await tx.db
          .deleteFrom('replies')
          .where('production_id', '=', tx.production)
          .where('token_id', '=', key.tokenId)
          .where('request_key', '=', key.key)
          .execute();
      }),
  };
}

async function countOf(tx: Tx, { tokenId }: RequestKey): Promise<number> {
  const row = await tx.db
    .selectFrom('replies')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('production_id', '=', tx.production)
    .where('token_id', '=', tokenId)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

function rowOf(tx: Tx, { tokenId, key }: RequestKey): Promise<Selectable<RepliesTable> | undefined> {
  return tx.db
    .selectFrom('replies')
    .selectAll()
    .where('production_id', '=', tx.production)
    .where('token_id', '=', tokenId)
    .where('request_key', '=', key)
    .executeTakeFirst();
}

function toKept(row: Selectable<RepliesTable>): KeptReply {
  const { request_sha256: requestSha256, holder, status, headers, body } = row;
  if (status === null) return { requestSha256, holder, reply: undefined };
  const named: Readonly<Record<string, string>> = JSON.parse(headers ?? '{}');
  return { requestSha256, holder, reply: { status, headers: named, body: body ?? undefined } };
}
