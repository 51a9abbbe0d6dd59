import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SETTINGS =
  '{"prompt": "a quay", "resolution": "832 x 1216", "guidance_scale": 7, "num_inference_steps": 28, "seed": 3, "sampler": "Euler a", "Model": "Animagine XL 3.1"}';
const PLAIN = '{"prompt": "a quay", "num_inference_steps": 28, "guidance_scale": 7, "seed": 3}';

/** Pages and scripts around the diffusers library keep what they called it with. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'diffusers.settings',
    tool: 'diffusers',
    about: 'what the diffusers library was called with, as pages and scripts around it keep it',
    source: 'https://github.com/huggingface/diffusers',
    field: ANY_TEXT,
    keyword: '"num_inference_steps"',
    value: /"num_inference_steps"\s*:\s*"?\d/,
    points: POINTS.generated,
    // Easy Diffusion uses the same names and has rules of its own.
    judge: (value) => {
      if (value.includes('"use_stable_diffusion_model"')) return undefined;
      if (!/"(?:guidance_scale|true_cfg_scale|seed)"\s*:\s*"?-?\d/.test(value)) return undefined;
      return /"(?:strength|image_path|init_image)"\s*:\s*["0-9]/.test(value)
        ? POINTS.aiEdited
        : POINTS.generated;
    },
    strength: 'tool',
    matches: [[['png.text.parameters', SETTINGS]], [['exif.UserComment', PLAIN]]],
    ignores: [[['png.text.parameters', '{"num_inference_steps": "see the manual"}']]],
  },
];
