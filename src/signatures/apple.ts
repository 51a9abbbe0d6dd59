import { POINTS } from '../domain/origin.ts';
import { CREDIT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/wiltodelta/remove-ai-watermarks';

/** Apple signs in the credit line; the camera’s own fields stay beside it. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'apple.playground',
    tool: 'Apple Image Playground',
    about: 'the credit line of Image Playground',
    source: SOURCE,
    field: CREDIT,
    keyword: 'apple image playground',
    value: /^\s*Apple Image Playground\b/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['xmp.photoshop:Credit', 'Apple Image Playground']]],
    ignores: [[['xmp.photoshop:Credit', 'An Apple Image Playground visit']]],
  },
  {
    id: 'apple.clean-up',
    tool: 'Apple Photos',
    about: 'the credit line of Clean Up and generative edits in Apple Photos',
    source: SOURCE,
    field: CREDIT,
    keyword: 'apple photos',
    value: /^\s*Apple Photos (?:Clean Up|Generative Edit)/,
    points: POINTS.aiEdited,
    strength: 'tool',
    matches: [
      [['xmp.photoshop:Credit', 'Apple Photos Clean Up']],
      [['iptc.2:110', 'Apple Photos Generative Edit: Clean Up']],
    ],
    ignores: [[['xmp.photoshop:Credit', 'Apple Photos']]],
  },
];
