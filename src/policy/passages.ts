import type { AreaId } from '../domain/guidance.ts';
import type { PolicyPack } from '../domain/policy.ts';

/** What an id that findings cite stands for. */
export interface Cited {
  readonly id: string;
  readonly text: string;
  readonly area: AreaId | undefined;
}

/** Everything a pack can cite: its passages, and the principles, cases and matrix rows of its guidance. */
export function citable(pack: PolicyPack): readonly Cited[] {
  const { guidance, passages } = pack;
  return [
    ...passages.map(({ id, text }) => ({ id, text, area: undefined })),
    ...(guidance?.principles ?? []).map(({ id, statement }) => ({ id, text: statement, area: undefined })),
    ...(guidance?.alwaysApprove ?? []).map(({ id, title, area }) => ({
      id,
      text: `${title}: always escalated, and approved in writing first.`,
      area,
    })),
    ...(guidance?.matrix ?? []).map(({ id, title, action, rationale }) => ({
      id,
      text: `${title}: ${action}. ${rationale}`,
      area: undefined,
    })),
  ];
}

/** The ids of all a pack can cite. */
export function citableIds(pack: PolicyPack): ReadonlySet<string> {
  return new Set(citable(pack).map(({ id }) => id));
}
