import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** A document exported from a chat is a document; only media are told to be made there. */
const NO_DOCUMENT = new RegExp(`^(?!pdf\\.|ooxml\\.)(?:${CREATOR_TOOL.source})`, 'i');

/** OpenAI signs with content credentials; other programs pass its name on as creator. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'openai.creator',
    tool: 'OpenAI',
    about: 'an OpenAI generator named as the program that made the file',
    source: 'https://openai.com/',
    field: NO_DOCUMENT,
    keyword: '',
    value:
      /\bDALL[·\-.‑ ]?E(?: \d)?\b|\bgpt-image-\d|^ChatGPT(?: Images?)?(?: \d[\w.]{0,12})?\s*$|^(?:OpenAI )?Sora\b(?: \d)?\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'DALL·E 3']], [['exif.Software', 'gpt-image-1']]],
    ignores: [
      [['xmp.xmp:CreatorTool', 'Daller 2']],
      [['exif.Software', 'Sora Keyboard 1.0 for cameras']],
      [['pdf.info.Creator', 'ChatGPT']],
    ],
  },
];
