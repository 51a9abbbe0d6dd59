import type { RelPath } from '../domain/path.ts';
import type { OwnFile, OwnFileRecords } from '../domain/registry.ts';
import { pathBytes, pathFromBytes } from '../files/paths.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

/** Files provgate wrote inside the media root; recognised by digest, never by name. */
export function openOwnFiles(store: Store): OwnFileRecords {
  return {
    at: (paths) =>
      store.read(async (tx) => {
        const found = new Map<RelPath, OwnFile>();
        for (const some of chunks(paths, LIST_VALUES)) {
          const rows = await ownFiles(tx).where('path', 'in', some.map(pathBytes)).execute();
          for (const row of rows) {
            const file = { ...row, path: pathFromBytes(row.path) };
            found.set(file.path, file);
          }
        }
        return found;
      }),
    all: () =>
      store.read(async (tx) => {
        const rows = await ownFiles(tx).orderBy('path').execute();
        return rows.map((row) => ({ ...row, path: pathFromBytes(row.path) }));
      }),
    put: ({ path, sha256, purpose }) =>
      store.write(async (tx) => {
        await tx.db
          .insertInto('own_files')
          .values({ production_id: tx.production, path: pathBytes(path), sha256, purpose })
          .onConflict((conflict) =>
            conflict.columns(['production_id', 'path']).doUpdateSet({ sha256, purpose }),
          )
          .execute();
      }),
    remove: (path) =>
      store.write(async (tx) => {
        await tx.db
          .deleteFrom('own_files')
          .where('production_id', '=', tx.production)
          .where('path', '=', pathBytes(path))
          .execute();
      }),
  };
}

function ownFiles(tx: Tx) {
  return tx.db
    .selectFrom('own_files')
    .select(['path', 'sha256', 'purpose'])
    .where('production_id', '=', tx.production);
}
