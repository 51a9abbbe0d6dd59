import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, NON_EMPTY } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://docs.topazlabs.com/';

/** Topaz enlarges, sharpens and interpolates what was there. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'topaz.video',
    tool: 'Topaz Video AI',
    about: 'the settings Topaz Video AI writes into a film it enhanced',
    source: SOURCE,
    field: /^(?:matroska\.tag|isobmff\.(?:keys|udta|ilst))\.videoai$/i,
    keyword: '',
    value: NON_EMPTY,
    points: POINTS.aiEnhanced,
    strength: 'tool',
    matches: [
      [['matroska.tag.VIDEOAI', 'Enhanced using prob-4; mode: auto; Changed resolution to 3840x2160']],
    ],
    ignores: [[['matroska.tag.COMMENT', 'Enhanced using a video ai']]],
  },
  {
    id: 'topaz.creator',
    tool: 'Topaz',
    about: 'a Topaz program named as the one that saved the file',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'topaz',
    value: /^Topaz (?:Photo|Gigapixel|Sharpen|DeNoise|Denoise|Video|Adjust|Mask|Labs)/,
    points: POINTS.aiEnhanced,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'Topaz Photo AI 3.0']], [['exif.Software', 'Topaz Gigapixel AI 7']]],
    ignores: [[['exif.Software', 'Topaz Watches 1.0']]],
  },
];
