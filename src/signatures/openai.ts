import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** OpenAI signs with content credentials; other programs pass its name on as creator. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'openai.creator',
    tool: 'OpenAI',
    about: 'an OpenAI generator named as the program that made the file',
    source: 'https://openai.com/',
    field: CREATOR_TOOL,
    keyword: '',
    value: /\bDALL[·\-.‑ ]?E(?: \d)?\b|\bgpt-image-\d|^ChatGPT\b|^(?:OpenAI )?Sora\b(?: \d)?\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'DALL·E 3']], [['exif.Software', 'gpt-image-1']]],
    ignores: [[['xmp.xmp:CreatorTool', 'Daller 2']], [['exif.Software', 'Sora Keyboard 1.0 for cameras']]],
  },
];
