import type { ApprovalScope } from '../domain/approval.ts';
import type { Deliverable } from '../domain/deliverable.ts';

/** The respect in which an approval may be restricted. */
export type Part = 'type' | 'episode' | 'territory' | 'channel';

/** What the scopes leave uncovered. */
export interface Uncovered {
  readonly what: Part;
  readonly needed: string;
}

const WORLDWIDE = 'worldwide';
const UNSPECIFIED = 'unspecified';

/**
 * What a deliverable needs that the scopes do not cover together; undefined where every territory in every channel is covered by
 * one scope that also covers type and episode. What a deliverable leaves open (no type, no episode, no channel; no territory means
 * worldwide) is covered only by a scope that is not restricted in that respect.
 */
export function missingCover(
  scopes: readonly ApprovalScope[],
  deliverable: Deliverable,
): Uncovered | undefined {
  const ofType = scopes.filter((scope) => admitsType(scope, deliverable));
  if (ofType.length === 0) return { what: 'type', needed: deliverable.type };
  const ofEpisode = ofType.filter((scope) => admits(scope.episodes, deliverable.episode));
  if (ofEpisode.length === 0) return { what: 'episode', needed: deliverable.episode ?? UNSPECIFIED };
  for (const territory of territoriesOf(deliverable)) {
    const there = ofEpisode.filter((scope) => admitsTerritory(scope, territory));
    if (there.length === 0) return { what: 'territory', needed: territory };
    for (const channel of channelsOf(deliverable)) {
      if (!there.some((scope) => admits(scope.channels, channel)))
        return { what: 'channel', needed: channel ?? UNSPECIFIED };
    }
  }
  return undefined;
}

/** Whether a scope covers at least one territory in one channel of a deliverable, with its type and episode. */
export function coversSome(scope: ApprovalScope, deliverable: Deliverable): boolean {
  return (
    admitsType(scope, deliverable) &&
    admits(scope.episodes, deliverable.episode) &&
    territoriesOf(deliverable).some((territory) => admitsTerritory(scope, territory)) &&
    channelsOf(deliverable).some((channel) => admits(scope.channels, channel))
  );
}

function territoriesOf({ territories }: Deliverable): readonly string[] {
  return territories.length > 0 ? territories : [WORLDWIDE];
}

function channelsOf({ channels }: Deliverable): readonly (string | undefined)[] {
  return channels.length > 0 ? channels : [undefined];
}

function admitsType(scope: ApprovalScope, { type }: Deliverable): boolean {
  return admits(scope.types, type === UNSPECIFIED ? undefined : type);
}

function admitsTerritory({ territories }: ApprovalScope, territory: string): boolean {
  return admits(territories, territory) || admits(territories, WORLDWIDE);
}

function admits(restriction: readonly string[] | undefined, needed: string | undefined): boolean {
  if (restriction === undefined) return true;
  return needed !== undefined && restriction.includes(needed);
}
