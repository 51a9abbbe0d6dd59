import type { ApprovalJson } from './schemas.ts';

/** What an approval is restricted to, in words. */
export function scopeWords(approval: ApprovalJson): string {
  const parts = [
    ...part('for', approval.types),
    ...part('episode', approval.episodes),
    ...part('in', approval.territories),
    ...part('on', approval.channels),
    ...part('cut', approval.cut === null ? null : [approval.cut]),
    ...part('as', approval.useCases),
    ...(approval.maxProminence === null ? [] : [`at most ${spaced(approval.maxProminence)}`]),
    ...part('of', approval.placements === null ? null : approval.placements.map(placeWords)),
    ...part('with', approval.talent),
  ];
  return parts.length === 0 ? 'every use of this title' : parts.join(', ');
}

/** Who granted it and in what capacity, in words. */
export function issuerWords({ by, role, company, authority }: ApprovalJson): string {
  const capacity = [role, company].filter((each) => each !== null).join(', ');
  const named = capacity === '' ? by : `${by} (${capacity})`;
  return authority === 'contact' ? named : `${named} as ${spaced(authority)}`;
}

/** What it says beyond scope and people: one line each. */
export function termLines(approval: ApprovalJson): readonly string[] {
  const { rejects, conditions, derivatives, supersedes, supersededBy, revocation, note } = approval;
  return [
    ...(rejects === null
      ? []
      : [rejects === 'all_use' ? 'refused for every use, temp included' : 'refused for finals']),
    ...(supersedes === null ? [] : [`replaces ${supersedes}`]),
    ...(supersededBy === null ? [] : [`replaced by ${supersededBy}`]),
    ...(derivatives === null ? [] : [`also covers changes up to: ${derivatives}`]),
    ...conditions.map(({ text, met }, index) => `condition ${index + 1}, ${met ? 'met' : 'open'}: ${text}`),
    ...(note === null ? [] : [note]),
    ...(revocation === null ? [] : [revocationWords(revocation)]),
  ];
}

function revocationWords({
  at,
  by,
  reason,
  effectiveAt,
  retroactive,
}: NonNullable<ApprovalJson['revocation']>): string {
  const from = effectiveAt === at ? '' : `, from ${day(effectiveAt)} on`;
  const back = retroactive ? ', with effect on what was delivered before' : '';
  return `withdrawn on ${day(at)} by ${by}${from}${back}: ${reason}`;
}

function part(word: string, values: readonly string[] | null): readonly string[] {
  return values === null ? [] : [`${word} ${values.join(' or ')}`];
}

function placeWords({ episode, scene, shot }: NonNullable<ApprovalJson['placements']>[number]): string {
  return [
    ...(episode === undefined ? [] : [`episode ${episode}`]),
    ...(scene === undefined ? [] : [`scene ${scene}`]),
    ...(shot === undefined ? [] : [`shot ${shot}`]),
  ].join(' ');
}

function spaced(value: string): string {
  return value.replaceAll('_', ' ');
}

function day(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
