import type { Classification } from '../domain/classification.ts';
import type { Involvement } from '../domain/origin.ts';

/** What of a judgement can ask for a person or an approval. */
export type Strictness = Pick<Classification, 'origin' | 'involvement' | 'suspected' | 'conflict'> & {
  readonly isOverruled: boolean;
};

/** How much of a GenAI asset a model made, most first. */
const WIDTH: readonly Involvement[] = ['full', 'partial', 'derived', 'undetermined', 'assistive', 'none'];

/**
 * Whether reading the same bytes again takes away anything that asked for a person or an approval: GenAI, how far it reaches,
 * suspicion, contradiction, or the mark of a tool that assisted. GenAI outweighs all of them, and what a named person settled by a
 * document is settled. Finding out that a camera or a person made what was unknown takes nothing away.
 */
export function isMilder(after: Strictness, before: Strictness): boolean {
  if (after.isOverruled) return false;
  if (before.origin !== 'genai' && after.origin === 'genai') return false;
  if (before.origin === 'genai') {
    if (after.origin !== 'genai' || width(after) < width(before)) return true;
    return before.conflict && !after.conflict;
  }
  return (
    (before.suspected && !after.suspected) ||
    (before.conflict && !after.conflict) ||
    (before.involvement === 'assistive' && after.involvement !== 'assistive')
  );
}

function width({ involvement }: Strictness): number {
  return WIDTH.length - WIDTH.indexOf(involvement);
}
