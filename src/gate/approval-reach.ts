import type { Approval, ApprovalTerms } from '../domain/approval.ts';
import { type Placement, PROMINENCES, type UseStatement } from '../domain/use-statement.ts';
import { partsOf } from '../policy/use/context.ts';
import type { ApprovalAsk } from './approval-ask.ts';

/** What of an approval does not reach the use: the respect, what was approved and what is needed. */
export interface Shortfall {
  readonly what: 'use' | 'prominence' | 'shot' | 'talent';
  readonly approved: string;
  readonly needed: string;
}

const OPEN = 'unspecified';
const NOBODY_SAID: Pick<ApprovalAsk, 'use'> = { use: undefined };

/**
 * The first respect in which an approval does not reach the use; undefined where it does. What nobody declared is open, and an
 * approval restricted in an open respect does not reach it (threats 6).
 */
export function shortfallOf(
  { terms }: Pick<Approval, 'terms'>,
  { use, useCases }: Pick<ApprovalAsk, 'use' | 'useCases'> = NOBODY_SAID,
): Shortfall | undefined {
  if (terms === undefined) return undefined;
  return (
    useShortfall(terms, useCases ?? declaredUses(use)) ??
    prominenceShortfall(terms, use) ??
    shotShortfall(terms, use) ??
    talentShortfall(terms, use)
  );
}

function useShortfall({ useCases }: ApprovalTerms, needed: readonly string[]): Shortfall | undefined {
  if (useCases === undefined) return undefined;
  const approved = useCases.join(', ');
  if (needed.length === 0) return { what: 'use', approved, needed: OPEN };
  const outside = needed.find((code) => !useCases.includes(code));
  return outside === undefined ? undefined : { what: 'use', approved, needed: outside };
}

/** Codes of a use and of every step of it. */
function declaredUses(use: UseStatement | undefined): readonly string[] {
  return use === undefined ? [] : [...new Set(partsOf(use).flatMap((part) => part.useCases ?? []))];
}

function prominenceShortfall(
  { maxProminence }: ApprovalTerms,
  use: UseStatement | undefined,
): Shortfall | undefined {
  if (maxProminence === undefined) return undefined;
  const needed = use?.prominence;
  if (needed !== undefined && PROMINENCES.indexOf(needed) <= PROMINENCES.indexOf(maxProminence))
    return undefined;
  return { what: 'prominence', approved: inWords(maxProminence), needed: inWords(needed ?? OPEN) };
}

function shotShortfall({ placements }: ApprovalTerms, use: UseStatement | undefined): Shortfall | undefined {
  if (placements === undefined) return undefined;
  const approved = placements.map(placeWords).join(', ');
  const needed = use?.placement ?? [];
  if (needed.length === 0) return { what: 'shot', approved, needed: OPEN };
  const outside = needed.find((place) => !placements.some((each) => holds(each, place)));
  return outside === undefined ? undefined : { what: 'shot', approved, needed: placeWords(outside) };
}

/** Whether a place lies within an approved one: whatever the approved one names is the same. A whole scene holds its shots. */
function holds(approved: Placement, place: Placement): boolean {
  const named = PARTS.filter((part) => approved[part] !== undefined);
  return named.length > 0 && named.every((part) => plain(approved[part]) === plain(place[part]));
}

const PARTS = ['episode', 'scene', 'shot', 'in', 'out'] as const satisfies readonly (keyof Placement)[];

function plain(text: string | undefined): string | undefined {
  return text?.normalize('NFKC').trim().toLowerCase();
}

function placeWords({ episode, scene, shot, in: from, out }: Placement): string {
  const named = [
    ...(episode === undefined ? [] : [`episode ${episode}`]),
    ...(scene === undefined ? [] : [`scene ${scene}`]),
    ...(shot === undefined ? [] : [`shot ${shot}`]),
    ...(from === undefined && out === undefined ? [] : [`${from ?? ''}-${out ?? ''}`]),
  ];
  return named.length === 0 ? OPEN : named.join(' ');
}

function talentShortfall({ talent }: ApprovalTerms, use: UseStatement | undefined): Shortfall | undefined {
  if (talent === undefined) return undefined;
  const approved = talent.length === 1 ? 'one named person' : `${talent.length} named persons`;
  const parts = use === undefined ? [] : partsOf(use);
  const isOpen = use?.talent === undefined || parts.some((part) => part.talentUnsure === true);
  if (isOpen) return { what: 'talent', approved, needed: OPEN };
  const persons = parts
    .flatMap((part) => part.talent ?? [])
    .filter(({ relation }) => relation !== 'synthetic_performer');
  const isOutside = persons.some(({ performer }) => performer === undefined || !talent.includes(performer));
  return isOutside ? { what: 'talent', approved, needed: 'another person' } : undefined;
}

function inWords(value: string): string {
  return value.replaceAll('_', ' ');
}
