import type { ApprovalScope } from '../../domain/approval.ts';
import { asChannel, asEpisode, asTerritory, asType } from '../../gate/scope-values.ts';
import { usage } from '../given.ts';

/** A scope as a person types it; what is left away does not restrict. */
export interface ScopeRequest {
  readonly types?: readonly string[] | undefined;
  readonly episodes?: readonly string[] | undefined;
  readonly territories?: readonly string[] | undefined;
  readonly channels?: readonly string[] | undefined;
}

/** The scope a person means. Throws `usage` for words that are none. */
export function scopeOf(request: ScopeRequest): ApprovalScope {
  return {
    types: restriction(request.types, specificType),
    episodes: restriction(request.episodes, asEpisode),
    territories: restriction(request.territories, asTerritory),
    channels: restriction(request.channels, asChannel),
  };
}

/** A restriction that names nothing would cover nothing, so it is none. */
function restriction(
  values: readonly string[] | undefined,
  read: (text: string) => string,
): readonly string[] | undefined {
  if (values === undefined || values.length === 0) return undefined;
  return [...new Set(values.map(read))].sort();
}

function specificType(text: string): string {
  const type = asType(text);
  if (type !== 'unspecified') return type;
  throw usage(
    'An approval cannot be restricted to unspecified deliverables.',
    'Leave --deliverable away for an approval of every type.',
  );
}
