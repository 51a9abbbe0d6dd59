import type { Field } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { ANY_TEXT, CREATOR_TOOL } from './carriers.ts';
import { fieldLike, type SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/NovelAI/novelai-image-metadata';
const COMMENT = '{"steps": 28, "sampler": "k_euler", "uc": "lowres", "signed_hash": "MEUCIQ=="}';
const FIRST =
  '{"steps": 28, "sampler": "k_euler_ancestral", "seed": 7, "strength": 0.69, "noise": 0.2, "scale": 11, "uc": "lowres"}';
const REQUEST = /"request_type"\s*:\s*"(?:Img2Img|NativeInfilling|Infill)Request"/;

function extent(fields: readonly Field[]): Points {
  return fieldLike(fields, { field: ANY_TEXT, value: REQUEST }) ? POINTS.aiEdited : POINTS.generated;
}

/** NovelAI names itself in four fields and signs its settings. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'novelai.software',
    tool: 'NovelAI',
    about: 'NovelAI named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'novelai',
    value: /^NovelAI\s*$/,
    points: POINTS.generated,
    judge: (_value, fields) => extent(fields),
    strength: 'tool',
    matches: [[['png.text.Software', 'NovelAI']]],
    ignores: [[['png.text.Software', 'NovelAI viewer']]],
  },
  {
    id: 'novelai.source',
    tool: 'NovelAI',
    about: 'a NovelAI model named as the source',
    source: SOURCE,
    field: /^(?:png\.text\.Source|exif\.Software)$/,
    keyword: 'diffusion',
    value: /^(?:NovelAI Diffusion|Stable Diffusion(?: XL)? [0-9A-F]{8}\s*$)/,
    points: POINTS.generated,
    judge: (_value, fields) => extent(fields),
    strength: 'tool',
    matches: [
      [['png.text.Source', 'NovelAI Diffusion V4 37442FCA']],
      [['exif.Software', 'Stable Diffusion 1D44365E']],
    ],
    ignores: [[['png.text.Source', 'Notes on Stable Diffusion']]],
  },
  {
    id: 'novelai.title',
    tool: 'NovelAI',
    about: 'the title NovelAI gives',
    source: SOURCE,
    field: /^(?:png\.text\.Title|exif\.DocumentName)$/,
    keyword: 'generated image',
    value: /^(?:NovelAI|AI) generated image\s*$/,
    points: POINTS.generated,
    judge: (_value, fields) => extent(fields),
    strength: 'tool',
    matches: [[['png.text.Title', 'NovelAI generated image']], [['exif.DocumentName', 'AI generated image']]],
    ignores: [[['png.text.Title', 'No AI generated image here']]],
  },
  {
    id: 'novelai.comment',
    tool: 'NovelAI',
    about: 'generation settings as NovelAI writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"uc"',
    value:
      /"signed_hash"\s*:|"v4_prompt"\s*:|"uncond_scale"\s*:|"noise_schedule"\s*:|"sampler"\s*:\s*"(?:k_|ddim|plms|nai_)/,
    points: POINTS.generated,
    judge: (value) => (REQUEST.test(value) ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [
      [['png.text.Comment', COMMENT]],
      [['exif.UserComment', COMMENT]],
      [['png.text.Comment', FIRST]],
    ],
    ignores: [[['png.text.Comment', '{"signed_hash": "MEUCIQ=="}']]],
  },
  {
    id: 'novelai.wrapped',
    tool: 'NovelAI',
    about: 'NovelAI named in settings that were moved into another format',
    source: SOURCE,
    field: /^(?:exif\.UserComment|jpeg\.comment|file\.text)$/,
    keyword: 'novelai',
    value: /"Software"\s*:\s*"NovelAI"/,
    points: POINTS.generated,
    judge: (value) => (REQUEST.test(value.replaceAll('\\"', '"')) ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [[['exif.UserComment', '{"Software":"NovelAI","Comment":"{\\"uc\\":\\"lowres\\"}"}']]],
    ignores: [[['exif.UserComment', '{"Software":"NovelAI viewer"}']]],
  },
];
