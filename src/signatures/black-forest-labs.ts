import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, MAKE } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/black-forest-labs/flux';

/** The reference programs of FLUX write into EXIF, where cameras write. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'bfl.software',
    tool: 'FLUX',
    about: 'the words the FLUX reference program writes',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'ai generated;',
    value: /^AI generated;(?:txt2img|img2img);/,
    points: POINTS.generated,
    judge: (value) => (value.startsWith('AI generated;img2img') ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [
      [['exif.Software', 'AI generated;txt2img;flux']],
      [['exif.Software', 'AI generated;img2img;flux']],
    ],
    ignores: [[['exif.Software', 'not AI generated; hand drawn']]],
  },
  {
    id: 'bfl.make',
    tool: 'FLUX',
    about: 'Black Forest Labs where a camera maker would stand',
    source: SOURCE,
    field: MAKE,
    keyword: 'black forest labs',
    value: /^Black Forest Labs\s*$/,
    points: POINTS.generated,
    judge: (_value, fields) =>
      fields.some((field) => field.value.startsWith('AI generated;img2img'))
        ? POINTS.aiEdited
        : POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Make', 'Black Forest Labs']]],
    ignores: [[['exif.Make', 'Black Forest Cameras']]],
  },
];
