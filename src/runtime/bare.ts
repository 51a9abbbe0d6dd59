import type { Examiner } from '../domain/examination.ts';
import type { Log } from '../domain/ports.ts';
import { openExaminer } from '../examine/pool.ts';

/** What reading files needs where there is no production. */
export interface BareRuntime {
  readonly examiner: Examiner;
  close(): Promise<void>;
}

/** An examiner alone: nothing is remembered, and no registry is loaded. */
export function openBareRuntime(options: { readonly log?: Log } = {}): BareRuntime {
  const examiner = openExaminer(options);
  return { examiner, close: () => examiner.close() };
}
