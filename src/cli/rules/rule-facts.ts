import type { Strength } from '../../domain/evidence.ts';
import type { Points } from '../../domain/origin.ts';
import type { RuleGroup } from '../../evidence/rule-book.ts';
import type { RuleExample, RuleNote } from '../../evidence/rule-note.ts';
import { carrierWords } from '../../reports/place-words.ts';
import { proofOf } from './rule-proof.ts';

/** A rule with what its example came to when the readers were run over it. */
export interface RuleFacts extends RuleNote {
  readonly reader: string;
  readonly readerVersion: number;
  /** How much the claim weighs; undefined where no example file can show it. */
  readonly strength: Strength | undefined;
  /** What the claim says of origin; undefined where it says nothing. */
  readonly points: Points | undefined;
  readonly tool: string | undefined;
  /** Kinds of place the rule looks in. */
  readonly carriers: readonly string[];
}

/** Rules as they are, each proved by its own example. */
export async function ruleFacts(groups: readonly RuleGroup[]): Promise<readonly RuleFacts[]> {
  const facts: RuleFacts[] = [];
  for (const { id: reader, version: readerVersion, rules } of groups) {
    for (const note of rules) {
      const proof = await proofOf(note.match);
      const hit = proof?.find((item) => item.rule === note.id);
      facts.push({
        ...note,
        reader,
        readerVersion,
        strength: hit?.strength,
        points: hit?.points,
        tool: hit?.tool,
        carriers: carriersOf(note),
      });
    }
  }
  return facts;
}

function carriersOf({ match, alsoAt = [] }: RuleNote): readonly string[] {
  return [...new Set([...placesOf(match), ...alsoAt.map(carrierWords)])];
}

function placesOf(example: RuleExample): readonly string[] {
  switch (example.kind) {
    case 'fields':
      return example.fields.slice(0, 1).map(([where]) => carrierWords(where));
    case 'credential':
    case 'credential-bytes':
      return ['Content Credential'];
    case 'problem':
    case 'words':
      return ['any file'];
    case 'pixels':
      return ['pixels'];
    case 'path':
      return ['file name'];
    case 'folder-rule':
      return ['folder'];
  }
}
