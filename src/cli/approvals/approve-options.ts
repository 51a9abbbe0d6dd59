import type { ApprovalRequest } from '../../records/approve.ts';
import type { CommonOptions } from '../call/options.ts';
import type { ServerOptions } from '../server/server-option.ts';

/** Options of `provgate approve`. */
export interface ApproveOptions extends CommonOptions, ServerOptions {
  readonly id?: string;
  readonly by: string;
  readonly document: string;
  readonly from?: string;
  readonly until?: string;
  readonly deliverable?: readonly string[];
  readonly episode?: readonly string[];
  readonly territory?: readonly string[];
  readonly channel?: readonly string[];
  readonly note?: string;
  readonly decision?: string;
  readonly rejects?: string;
  readonly authority?: string;
  readonly company?: string;
  readonly role?: string;
  readonly use?: readonly string[];
  readonly maxProminence?: string;
  readonly shot?: readonly string[];
  readonly scene?: readonly string[];
  readonly talent?: readonly string[];
  readonly condition?: readonly string[];
  readonly cut?: string;
  readonly derivatives?: string;
  readonly supersedes?: string;
  readonly answers?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** What the letter says, as typed: everything but who granted it, the letter itself and the files. */
export function statedIn(
  options: ApproveOptions,
): Omit<ApprovalRequest, 'paths' | 'id' | 'grantedBy' | 'document'> {
  return {
    from: options.from,
    until: options.until,
    types: options.deliverable,
    episodes: options.episode,
    territories: options.territory,
    channels: options.channel,
    note: options.note,
    decision: options.decision,
    rejects: options.rejects,
    authority: options.authority,
    company: options.company,
    role: options.role,
    useCases: options.use,
    maxProminence: options.maxProminence,
    shots: options.shot,
    scenes: options.scene,
    talent: options.talent,
    conditions: options.condition,
    cut: options.cut,
    derivatives: options.derivatives,
    supersedes: options.supersedes,
    answers: options.answers,
  };
}
