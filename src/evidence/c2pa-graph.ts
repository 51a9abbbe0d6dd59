import { POINTS, type Points } from '../domain/origin.ts';
import type { Manifest } from './c2pa-manifest.ts';
import { isGenai, passesThrough, type Signal, signalsOf } from './c2pa-rubric.ts';
import { sourceTypeMeaning } from './source-types.ts';

/** What a store says of the asset that carries it: one claim, and the manifest it stands in. */
export interface StoreClaim extends Signal {
  readonly manifest: string;
}

/** Certificate names of a manifest's signer, where a validator gave them. */
export type Signers = (manifest: string) => readonly string[];

/** A manifest that was reached, and how: `own` speaks of the asset itself, `ancestor` of something it was made from. */
interface Reached {
  readonly manifest: Manifest;
  readonly as: 'own' | 'ancestor';
}

/**
 * Walks a manifest store from its active manifest through every ingredient (C2PA 2.4 §10.3.2, §18.15). GenAI found in the
 * active manifest, or below manifests that only passed on what they opened, is the asset's own; GenAI in any other ancestor
 * makes the asset derived. Camera and human claims stand only where nothing in the whole store speaks against them.
 */
export function storeClaims(manifests: readonly Manifest[], signers: Signers): readonly StoreClaim[] {
  const active = manifests.at(-1);
  if (active === undefined) return [];
  const byLabel = new Map(manifests.map((manifest) => [manifest.label, manifest]));
  const reached = walk(active, byLabel);
  const said = reached.flatMap(({ manifest, as }) =>
    signalsOf(manifest, signers(manifest.label)).map((signal) => ({ manifest, as, signal })),
  );
  const captured = said.some(({ signal }) => clears(signal) && pointsOf(signal)?.origin === 'camera');
  const clean = said.every(({ signal }) => clears(signal)) && hasWholeStory(reached, byLabel);
  return [
    ...said.flatMap(({ manifest, as, signal }) => {
      const points = asClaimed(signal, as, captured, clean);
      return points === undefined ? [] : [{ ...signal, points, manifest: manifest.label }];
    }),
    ...unsignedIngredients(reached),
    ...orphans(manifests, reached, signers),
  ];
}

function walk(active: Manifest, byLabel: ReadonlyMap<string, Manifest>): readonly Reached[] {
  const reached = new Map<string, Reached>();
  const pending: Reached[] = [{ manifest: active, as: 'own' }];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next === undefined) break;
    const before = reached.get(next.manifest.label);
    // A manifest reached twice is the asset's own if one way says so.
    if (before !== undefined && (before.as === 'own' || next.as === 'ancestor')) continue;
    reached.set(next.manifest.label, next);
    const as = next.as === 'own' && passesThrough(next.manifest) ? 'own' : 'ancestor';
    for (const ingredient of next.manifest.ingredients) {
      const manifest = ingredient.manifest === undefined ? undefined : byLabel.get(ingredient.manifest);
      if (manifest !== undefined) pending.push({ manifest, as });
    }
  }
  return [...reached.values()];
}

function asClaimed(
  signal: Signal,
  as: Reached['as'],
  captured: boolean,
  clean: boolean,
): Points | 'unjudged' | undefined {
  if (signal.points === 'unjudged') return 'unjudged';
  if (isGenai(signal)) {
    if (as === 'ancestor') return POINTS.aiDerived;
    // Something a camera took cannot be generated whole.
    return captured && signal.at === 'actions/c2pa.opened' ? POINTS.aiEdited : signal.points;
  }
  if (clears(signal)) return as === 'own' && clean ? signal.points : undefined;
  return as === 'own' ? signal.points : undefined;
}

/**
 * Whether nothing about the asset's past is left out: every ingredient has its manifest,
 * nothing was taken out of one, every own action is listed or wraps, and the signer stands for all of them.
 */
function hasWholeStory(reached: readonly Reached[], byLabel: ReadonlyMap<string, Manifest>): boolean {
  return reached.every(({ manifest }) => {
    const isKnown = manifest.ingredients.every(
      ({ manifest: label }) => label !== undefined && byLabel.has(label),
    );
    const isTold = manifest.isComplete || passesThrough(manifest) || startsWithCapture(manifest);
    const isVouchedFor = manifest.actions.every((action) => !action.isGathered);
    return isKnown && isTold && isVouchedFor && manifest.redacted.length === 0;
  });
}

/** A device that records and signs in one go needs no complete list; an editor's list without that word may hide steps. */
function startsWithCapture(manifest: Manifest): boolean {
  return (
    manifest.ingredients.length === 0 &&
    manifest.actions.some((action) => {
      const points =
        action.name === 'c2pa.created' ? sourceTypeMeaning(action.sourceType ?? '')?.points : undefined;
      return points !== undefined && points !== 'unjudged' && points.origin === 'camera';
    })
  );
}

function clears(signal: Signal): boolean {
  const origin = pointsOf(signal)?.origin;
  return origin === 'camera' || origin === 'human';
}

function pointsOf(signal: Signal): Points | undefined {
  return signal.points === 'unjudged' ? undefined : signal.points;
}

/** Ingredients without a manifest may still say what they are. */
function unsignedIngredients(reached: readonly Reached[]): readonly StoreClaim[] {
  return reached.flatMap(({ manifest }) =>
    manifest.ingredients.flatMap(({ relationship, sourceType }): readonly StoreClaim[] => {
      const meaning = sourceType === undefined ? undefined : sourceTypeMeaning(sourceType);
      const points = meaning?.points;
      if (meaning === undefined || points === undefined) return [];
      if (points !== 'unjudged' && points.origin !== 'genai') return [];
      return [
        {
          rule: 'c2pa.ingredient',
          points: points === 'unjudged' ? points : POINTS.aiDerived,
          base: 'standard',
          at: `ingredient/${relationship}`,
          excerpt: `${relationship} ${meaning.term}`,
          tool: undefined,
          manifest: manifest.label,
        },
      ];
    }),
  );
}

/** A GenAI manifest no reference leads to is a question: the chain to it may have been cut. */
function orphans(
  manifests: readonly Manifest[],
  reached: readonly Reached[],
  signers: Signers,
): readonly StoreClaim[] {
  const known = new Set(reached.map(({ manifest }) => manifest.label));
  return manifests
    .filter((manifest) => !known.has(manifest.label))
    .flatMap((manifest) =>
      signalsOf(manifest, signers(manifest.label))
        .filter(isGenai)
        .map((signal) => ({
          ...signal,
          rule: 'c2pa.orphan',
          points: 'unjudged' as const,
          manifest: manifest.label,
        })),
    );
}
