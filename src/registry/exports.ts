import type { Ids } from '../domain/ports.ts';
import type { ExportRecords } from '../domain/registry.ts';
import type { Store } from './store.ts';

/** What left, and on which check's word. */
export function openExports(store: Store, ids: Ids): ExportRecords {
  return {
    record: (made, actor) =>
      store.write(async (tx, log) => {
        const id = ids.next();
        await tx.db
          .insertInto('exports')
          .values({
            production_id: tx.production,
            id,
            at: made.at,
            check_id: made.checkId,
            manifest_sha256: made.manifestSha256,
            files: made.files,
            event_seq: log.nextSeq(),
          })
          .execute();
        const { checkId: check, manifestSha256: manifest, files } = made;
        await log.append('export-made', { export: id, check, manifest, files }, actor, made.at);
        return { id, ...made };
      }),
    byId: (id) =>
      store.read(async (tx) => {
        const row = await tx.db
          .selectFrom('exports')
          .select(['at', 'check_id', 'manifest_sha256', 'files'])
          .where('production_id', '=', tx.production)
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        const { at, check_id: checkId, manifest_sha256: manifestSha256, files } = row;
        return { id, at, checkId, manifestSha256, files };
      }),
  };
}
