import type { Kysely } from 'kysely';
import type { Checkpoints } from './checkpoints.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import type { Patience } from './patience.ts';
import type { Tables, Tx } from './tables.ts';

/** The only way to a transaction. Work gets no other handle, holds nothing but queries, and may run more than once. */
export interface Store {
  /** One consistent view. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** All or nothing, alone among all processes; what `log` is given is appended with the rest. */
  write<T>(work: (tx: Tx, log: EventLog) => Promise<T>): Promise<T>;
}

/** Makes the door to a production's rows. */
export function openStore(
  db: Kysely<Tables>,
  patiently: Patience,
  { production, productionId }: Pick<Tx, 'production' | 'productionId'>,
  checkpoints?: Pick<Checkpoints, 'within' | 'committed'>,
): Store {
  return {
    read: (work) =>
      patiently(() =>
        db
          .transaction()
          .setAccessMode('read only')
          .execute((trx) => work({ db: trx, production, productionId })),
      ),
    async write(work) {
      const { result, log } = await patiently(() =>
        db.transaction().execute(async (trx) => {
          const tx = { db: trx, production, productionId };
          const log = await openEventLog(tx);
          const result = await work(tx, log);
          await checkpoints?.within(tx, log);
          await log.flush();
          return { result, log };
        }),
      );
      checkpoints?.committed(log.head(), log.kinds());
      return result;
    },
  };
}
