import type { Sha256 } from '../domain/asset.ts';
import type { ReaderDeathRecords } from '../domain/registry.ts';

/** Where it is counted how often readers died on the same bytes. */
export type Deaths = Pick<ReaderDeathRecords, 'any' | 'count' | 'add'>;

/** Deaths counted for the life of this process only, where there is no registry. */
export function deathsInMemory(): Deaths {
  const counts = new Map<Sha256, number>();
  return {
    any: () => Promise.resolve(counts.size > 0),
    count: (sha256) => Promise.resolve(counts.get(sha256) ?? 0),
    add(sha256) {
      const count = (counts.get(sha256) ?? 0) + 1;
      counts.set(sha256, count);
      return Promise.resolve(count);
    },
  };
}
