/** Requests answered since the start, by status. */
export interface Counters {
  count(status: number): void;
  byStatus(): ReadonlyMap<number, number>;
}

export function openCounters(): Counters {
  const counts = new Map<number, number>();
  return {
    count: (status) => counts.set(status, (counts.get(status) ?? 0) + 1),
    byStatus: () => counts,
  };
}
