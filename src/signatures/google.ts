import { POINTS } from '../domain/origin.ts';
import { CREDIT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://iptc.org/news/how-google-marks-ai-generated-images/';

/** Google’s generators and Google Photos sign in the credit line. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'google.made',
    tool: 'Google AI',
    about: 'the credit line of pictures made with Google’s generators',
    source: SOURCE,
    field: CREDIT,
    keyword: 'google ai',
    value: /^\s*(?:Made|Created|Generated) with Google AI\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['xmp.photoshop:Credit', 'Made with Google AI']], [['iptc.2:110', 'Made with Google AI']]],
    ignores: [[['xmp.photoshop:Credit', 'Google AI Museum']]],
  },
  {
    id: 'google.edited',
    tool: 'Google AI',
    about: 'the credit line of pictures edited with Google’s generators',
    source: SOURCE,
    field: CREDIT,
    keyword: 'google ai',
    value: /^\s*Edited with Google AI\s*$/i,
    points: POINTS.aiEdited,
    strength: 'tool',
    matches: [[['xmp.photoshop:Credit', 'Edited with Google AI']]],
    ignores: [[['xmp.photoshop:Credit', 'Edited with care']]],
  },
  {
    id: 'google.credit-like',
    tool: 'Google AI',
    about: 'a credit line that speaks of AI and Google in other words than Google’s own',
    source: SOURCE,
    field: CREDIT,
    keyword: 'google',
    value: /^\s*AI[- ]Generated with Google\b/i,
    points: POINTS.generated,
    strength: 'heuristic',
    matches: [[['iptc.2:110', 'AI-Generated with Google']]],
    ignores: [[['iptc.2:110', 'Google Earth']]],
  },
];
