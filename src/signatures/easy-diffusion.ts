import type { Field } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT, NON_EMPTY } from './carriers.ts';
import { fieldLike, type Judgement, type SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/easydiffusion/easydiffusion';
const JSON_SETTINGS =
  '{"prompt": "a quay", "seed": 3, "use_stable_diffusion_model": "sd-v1-5", "num_inference_steps": 25}';

function judgeText(_value: string, fields: readonly Field[]): Judgement {
  const strength = { field: /^png\.text\.prompt[_ ]strength$/i, value: NON_EMPTY };
  return fieldLike(fields, strength) ? POINTS.aiEdited : POINTS.generated;
}

/** Easy Diffusion writes one text field a setting, or one JSON object. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'easy-diffusion.keys',
    tool: 'Easy Diffusion',
    about: 'generation settings as Easy Diffusion writes them, one field each',
    source: SOURCE,
    field: /^png\.text\.(?:use_stable_diffusion_model|Stable Diffusion model)$/,
    keyword: '',
    value: NON_EMPTY,
    points: POINTS.generated,
    judge: judgeText,
    strength: 'tool',
    requires: [
      { field: /^png\.text\.(?:num_inference_steps|Steps)$/, value: /^\s*\d/ },
      { field: /^png\.text\.(?:guidance_scale|Guidance Scale)$/, value: /^\s*\d/ },
    ],
    matches: [
      [
        ['png.text.use_stable_diffusion_model', 'sd-v1-5'],
        ['png.text.num_inference_steps', '25'],
        ['png.text.guidance_scale', '7.5'],
      ],
      [
        ['png.text.Stable Diffusion model', 'sd-v1-5'],
        ['png.text.Steps', '25'],
        ['png.text.Guidance Scale', '7.5'],
        ['png.text.Prompt Strength', '0.6'],
      ],
    ],
    ignores: [[['png.text.Stable Diffusion model', 'a talk about it']]],
  },
  {
    id: 'easy-diffusion.json',
    tool: 'Easy Diffusion',
    about: 'generation settings as Easy Diffusion writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"use_stable_diffusion_model"',
    value: /"num_inference_steps"\s*:|"guidance_scale"\s*:/,
    points: POINTS.generated,
    judge: (value) => (/"prompt_strength"\s*:\s*[\d"]/.test(value) ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [[['exif.UserComment', JSON_SETTINGS]], [['file.text', JSON_SETTINGS]]],
    ignores: [[['exif.UserComment', '{"use_stable_diffusion_model": "sd-v1-5"}']]],
  },
  {
    id: 'easy-diffusion.sidecar',
    tool: 'Easy Diffusion',
    about: 'the settings file Easy Diffusion puts beside a picture',
    source: SOURCE,
    field: /^file\.text$/,
    keyword: 'stable diffusion model: ',
    value: /^Guidance Scale: \d/m,
    points: POINTS.generated,
    judge: (value) => (/^Prompt Strength: \d/m.test(value) ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [[['file.text', 'a quay\nWidth: 512\nGuidance Scale: 7.5\nStable Diffusion model: sd-v1-5\n']]],
    ignores: [[['file.text', 'Notes: Stable Diffusion model: which one?']]],
  },
];
