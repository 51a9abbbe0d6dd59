import { POINTS } from '../domain/origin.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/MochiDiffusion/MochiDiffusion';
const CAPTION =
  'Include in Image: a quay; Exclude from Image: blurry; Model: sd-1.5; Steps: 8; Guidance Scale: 4.5; Seed: 42; Generator: Mochi Diffusion 6.0';

/** Mochi Diffusion writes its settings as a caption. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'mochi-diffusion.caption',
    tool: 'Mochi Diffusion',
    about: 'generation settings as Mochi Diffusion writes them',
    source: SOURCE,
    field: /^(?:iptc\.2:120|xmp\.dc:description|png\.text|exif\.(?:ImageDescription|UserComment))/,
    keyword: 'generator: mochi diffusion',
    value: /^(?:Metadata Version: \d+\s+)?Include in Image: /,
    points: POINTS.generated,
    judge: (value) => (/\bInput Images?: \S/.test(value) ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [[['iptc.2:120', CAPTION]], [['xmp.dc:description', CAPTION]]],
    ignores: [[['iptc.2:120', 'Tested with Generator: Mochi Diffusion 6.0']]],
  },
  {
    id: 'mochi-diffusion.program',
    tool: 'Mochi Diffusion',
    about: 'Mochi Diffusion named as the originating program',
    source: SOURCE,
    field: /^(?:iptc\.2:65|exif\.Software|xmp\.xmp:CreatorTool)$/,
    keyword: 'mochi diffusion',
    value: /^Mochi Diffusion\b/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['iptc.2:65', 'Mochi Diffusion']]],
    ignores: [[['iptc.2:65', 'Mochi Editor']]],
  },
];
