import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** SD.Next names itself as the encoder of its films. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'sdnext.encoder',
    tool: 'SD.Next',
    about: 'SD.Next named as the program that made the film',
    source: 'https://github.com/vladmandic/sdnext',
    field: CREATOR_TOOL,
    keyword: 'sd.next',
    value: /^SD\.Next\b/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['matroska.tag.ENCODER', 'SD.Next']], [['isobmff.keys.encoder', 'SD.Next']]],
    ignores: [[['matroska.tag.ENCODER', 'NSD.Next']]],
  },
];
