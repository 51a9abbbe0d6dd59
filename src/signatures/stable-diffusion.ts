import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** Programs around Stable Diffusion that name only the model. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'stable-diffusion.creator',
    tool: 'Stable Diffusion',
    about: 'Stable Diffusion named as the program that made the file',
    source: 'https://github.com/CompVis/stable-diffusion',
    field: CREATOR_TOOL,
    keyword: '',
    value: /\bStable[ _-]?Diffusion\b|\bAutomatic1111\b/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [
      [['xmp.xmp:CreatorTool', 'Stable Diffusion XL']],
      [['exif.Software', 'stable-diffusion-webui']],
    ],
    ignores: [[['xmp.dc:description', 'Stable Diffusion in liquids']]],
  },
];
