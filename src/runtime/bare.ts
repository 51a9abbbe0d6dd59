import { readTrustAnchors } from '../configuration/trust-anchors.ts';
import type { Examiner } from '../domain/examination.ts';
import type { Log } from '../domain/ports.ts';
import { openExaminer } from '../examine/pool.ts';

/** What reading files needs where there is no production. */
export interface BareRuntime {
  readonly examiner: Examiner;
  close(): Promise<void>;
}

/** An examiner alone: nothing is remembered, and no registry is loaded. Throws `bad-configuration` for a trust anchors file. */
export function openBareRuntime(options: { readonly log?: Log } = {}): BareRuntime {
  const trustAnchors = readTrustAnchors(process.env);
  const examiner = openExaminer({ ...options, ...(trustAnchors === undefined ? {} : { trustAnchors }) });
  return { examiner, close: () => examiner.close() };
}
