import type { RelPath } from '../domain/path.ts';
import type { OutboxEntry } from '../domain/registry.ts';
import { pathBytes } from '../files/paths.ts';
import { type Slots, statement } from './statement.ts';
import type { OutboxTable, Tx } from './tables.ts';

interface Owed {
  readonly production: number;
  readonly kind: OutboxTable['kind'];
  readonly path: Uint8Array;
}

const forget = statement((db, slot: Slots<Owed>) =>
  db
    .deleteFrom('outbox')
    .where('production_id', '=', slot('production'))
    .where('kind', '=', slot('kind'))
    .where('path', '=', slot('path')),
);

const insert = statement((db, slot: Slots<Owed>) =>
  db
    .insertInto('outbox')
    .values({ production_id: slot('production'), kind: slot('kind'), path: slot('path') }),
);

/**
 * Notes work owed once this transaction is committed. Work already owed for the path gets a new number, so that whoever is at
 * it now does not tick off what came after it looked.
 */
export async function owe(tx: Tx, kind: OutboxEntry['kind'], path: RelPath): Promise<void> {
  const owed = { production: tx.production, kind, path: pathBytes(path) };
  await forget(tx, owed);
  await insert(tx, owed);
}
