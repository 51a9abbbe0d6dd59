import type { Paper } from './paper.ts';

/** How a request stands: some or all of its files may have been answered. */
export interface StandingRequest {
  readonly paper: Paper<'request'>;
  readonly state: 'open' | 'overdue' | 'partly-answered' | 'answered' | 'withdrawn';
  /** Ids of the approvals and refusals recorded since for its files. */
  readonly answers: readonly string[];
}
