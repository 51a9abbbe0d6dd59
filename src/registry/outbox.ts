import type { OutboxRecords } from '../domain/registry.ts';
import { pathFromBytes } from '../files/paths.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { owe } from './outbox-rows.ts';
import type { Store } from './store.ts';

/** Work owed after a commit, oldest first, until it is done. */
export function openOutbox(store: Store): OutboxRecords {
  return {
    pending: (limit) =>
      store.read(async (tx) => {
        const rows = await tx.db
          .selectFrom('outbox')
          .select(['id', 'kind', 'path'])
          .where('production_id', '=', tx.production)
          .orderBy('id')
          .limit(limit)
          .execute();
        return rows.map(({ id, kind, path }) => ({ id, kind, path: pathFromBytes(path) }));
      }),
    add: (entries) =>
      store.write(async (tx) => {
        for (const { kind, path } of entries) await owe(tx, kind, path);
      }),
    done: (ids) =>
      store.write(async (tx) => {
        for (const some of chunks(ids, LIST_VALUES)) {
          await tx.db
            .deleteFrom('outbox')
            .where('production_id', '=', tx.production)
            .where('id', 'in', some)
            .execute();
        }
      }),
  };
}
