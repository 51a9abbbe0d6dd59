import type { Selectable } from 'kysely';
import { ProvgateError } from '../domain/errors.ts';
import type { QuarantineRecord, QuarantineRecords } from '../domain/registry.ts';
import { pathBytes, pathFromBytes } from '../files/paths.ts';
import { pathDigest } from './digest.ts';
import type { BeginRecording } from './recording.ts';
import type { Store } from './store.ts';
import type { QuarantineTable } from './tables.ts';

const COLUMNS = ['id', 'at', 'from_path', 'to_path', 'asset_id', 'codes', 'restored_at'] as const;

/** Which files were moved out of a deliverables folder, and which came back. */
export function openQuarantine(store: Store, begin: BeginRecording): QuarantineRecords {
  return {
    record: (moved) =>
      store.write(async (tx, log) => {
        const { ids, actor } = begin(tx, log);
        const id = ids.next();
        await tx.db
          .insertInto('quarantine')
          .values({
            production_id: tx.production,
            id,
            at: moved.at,
            from_path: pathBytes(moved.from),
            to_path: pathBytes(moved.to),
            asset_id: moved.assetId,
            codes: JSON.stringify(moved.codes),
            restored_at: null,
            event_seq: log.nextSeq(),
          })
          .execute();
        const fields = {
          quarantine: id,
          asset: moved.assetId,
          codes: moved.codes,
          from: pathDigest(moved.from),
          to: pathDigest(moved.to),
        };
        await log.append('quarantined', fields, actor, moved.at);
        return { id, ...moved, restoredAt: undefined };
      }),
    list: () =>
      store.read(async (tx) => {
        const rows = await tx.db
          .selectFrom('quarantine')
          .select(COLUMNS)
          .where('production_id', '=', tx.production)
          .orderBy('event_seq')
          .execute();
        return rows.map(toRecord);
      }),
    restored: (id, at, actor) =>
      store.write(async (tx, log) => {
        const row = await tx.db
          .updateTable('quarantine')
          .set({ restored_at: at })
          .where('production_id', '=', tx.production)
          .where('id', '=', id)
          .where('restored_at', 'is', null)
          .returning('asset_id')
          .executeTakeFirst();
        if (row === undefined) {
          throw new ProvgateError(
            'not-found',
            `Nothing in quarantine has the id ${id}.`,
            'List what is there with `provgate quarantine list`.',
          );
        }
        await log.append('restored', { quarantine: id, asset: row.asset_id }, actor, at);
      }),
  };
}

function toRecord(row: Pick<Selectable<QuarantineTable>, (typeof COLUMNS)[number]>): QuarantineRecord {
  const codes: readonly string[] = JSON.parse(row.codes);
  return {
    id: row.id,
    at: row.at,
    from: pathFromBytes(row.from_path),
    to: pathFromBytes(row.to_path),
    assetId: row.asset_id,
    codes,
    restoredAt: row.restored_at ?? undefined,
  };
}
