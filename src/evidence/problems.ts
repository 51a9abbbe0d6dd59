import type { Evidence } from '../domain/evidence.ts';
import type { Problem } from '../domain/media.ts';
import { claim } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import type { RuleExample, RuleNote } from './rule-note.ts';

const RULES: readonly RuleNote[] = [
  {
    id: 'container.cut',
    about: 'the file ends before its own structure does',
    source: 'provgate',
    match: broken('cut', 'chunk IDAT at byte 33 runs past the end'),
    nearMiss: broken('damaged', 'no chunk at byte 33'),
  },
  {
    id: 'container.limit',
    about: 'a part of the file exceeds what is read',
    source: 'provgate',
    match: broken('limit', 'too much text'),
    nearMiss: broken('cut', 'chunk IDAT at byte 33 runs past the end'),
  },
  {
    id: 'container.damaged',
    about: 'a part of the file breaks the rules of its format',
    source: 'provgate',
    match: broken('damaged', 'no chunk at byte 33'),
    nearMiss: broken('limit', 'too much text'),
  },
];

function broken(kind: Problem['kind'], reason: string): RuleExample {
  return { kind: 'problem', problem: { kind, where: 'png', reason } };
}

/** The name under which becomes evidence what containers report in place of metadata. */
export const containerProblems: Pick<EvidenceReader, 'id' | 'version' | 'rules'> = {
  id: 'container',
  version: 1,
  rules: RULES,
};

/** A part that could not be read, as evidence under the name of whoever met it. It claims nothing of origin. */
export function problemEvidence(
  problem: Problem,
  reader: { readonly id: string; readonly version: number },
): Evidence {
  return claim(reader, {
    rule: `container.${problem.kind}`,
    where: problem.where,
    excerpt: problem.reason,
    strength: 'heuristic',
    status: problem.kind === 'cut' ? 'incomplete' : 'unreadable',
  });
}
