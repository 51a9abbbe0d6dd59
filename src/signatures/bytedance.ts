import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/wiltodelta/remove-ai-watermarks';

/** ByteDance apps write JSON of their own beside the national label. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'bytedance.dreamina',
    tool: 'Dreamina',
    about: 'an export note of Dreamina for something it generated',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: 'dreamina',
    value: /\\?"product\\?"\s*:\s*\\?"dreamina\\?"/,
    points: POINTS.generated,
    judge: (value) =>
      /\\?"exportType\\?"\s*:\s*\\?"generation\\?"/.test(value) ? POINTS.generated : undefined,
    strength: 'tool',
    matches: [[['exif.ImageDescription', '{"product":"dreamina","exportType":"generation"}']]],
    ignores: [[['exif.ImageDescription', '{"product":"dreamina","exportType":"edit"}']]],
  },
  {
    id: 'bytedance.aigc-info',
    tool: 'ByteDance',
    about: 'the AI flag in the export note of a ByteDance app',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: 'aigc_',
    value: /\baigc_(?:type\\?"\s*:\s*\\?"?1|label_type\\?"\s*:\s*\\?"?[12])\b/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [
      [['exif.UserComment', '{"aigc_info":{"aigc_type":1}}']],
      [['isobmff.keys.comment', '{"data":"{\\"aigc_label_type\\":2}"}']],
    ],
    ignores: [[['exif.UserComment', '{"aigc_info":{"aigc_type":0,"aigc_label_type":0}}']]],
  },
];
