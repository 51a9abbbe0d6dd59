import type { Field } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { fieldLike, type Judgement, type SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/invoke-ai/InvokeAI';
const MODE = /"generation_mode"\s*:\s*"[a-z0-9_]{0,40}?(txt2img|img2img|inpaint|outpaint)"/;
const MODE_FIELD = { field: /(?:^png\.text\.invokeai_metadata|^file\.text)$/, value: MODE };
const DENOISING =
  /"type"\s*:\s*"(?:denoise_latents|tiled_multi_diffusion_denoise_latents|(?:flux|flux2|sd3|cogview4|qwen_image|z_image|anima)_denoise(?:_meta)?)"/;
/** Prompt and model together say what a picture was made from, where its mode was left out. */
function holdsSettings(value: string): boolean {
  return /"positive_prompt"\s*:\s*"/.test(value) && /"model"\s*:\s*\{/.test(value);
}

const DREAM = '"a quay at dusk" -s 50 -S 2980747362 -W 512 -H 768 -C 5 -A k_lms';

function judgeMode(value: string, fields: readonly Field[]): Judgement {
  const mode = MODE.exec(value)?.[1];
  if (mode !== undefined) return mode === 'txt2img' ? POINTS.generated : POINTS.aiEdited;
  // The upscaling tab enlarges a given picture and invents its detail.
  if (/"upscale_(?:model|initial_image)"\s*:\s*[{"]/.test(value)) return POINTS.aiEdited;
  const graph = fieldLike(fields, { field: /^png\.text\.invokeai_(?:graph|workflow)$/, value: DENOISING });
  return graph !== undefined || holdsSettings(value) ? POINTS.generated : 'unjudged';
}

/** InvokeAI changed its mark with each generation: Dream line, sd-metadata, invokeai_metadata. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'invokeai.metadata',
    tool: 'InvokeAI',
    about: 'generation settings as InvokeAI 3 and later write them',
    source: SOURCE,
    field: /^png\.text\.invokeai_metadata$/,
    keyword: '{',
    value: /"/,
    points: 'unjudged',
    judge: judgeMode,
    strength: 'tool',
    matches: [
      [['png.text.invokeai_metadata', '{"generation_mode":"sdxl_txt2img","positive_prompt":"a quay"}']],
      [['png.text.invokeai_metadata', '{"generation_mode":"inpaint","steps":35}']],
      [['png.text.invokeai_metadata', '{"steps":35}']],
      [['png.text.invokeai_metadata', '{"positive_prompt":"a quay","model":{"name":"sdxl"}}']],
      [['png.text.invokeai_metadata', '{"upscale_model":{"name":"x4"},"creativity":0}']],
    ],
    ignores: [[['png.text.metadata', '{"generation_mode":"txt2img"}']]],
  },
  {
    id: 'invokeai.graph',
    tool: 'InvokeAI',
    about: 'an InvokeAI graph',
    source: SOURCE,
    field: /^png\.text\.invokeai_(?:graph|workflow)$/,
    keyword: '{',
    value: /"type"/,
    points: 'unjudged',
    judge: (value, fields) => {
      // The mode in invokeai_metadata is the better witness where it is present.
      if (fieldLike(fields, MODE_FIELD) !== undefined) return undefined;
      return DENOISING.test(value) ? POINTS.generated : 'unjudged';
    },
    strength: 'tool',
    matches: [
      [['png.text.invokeai_graph', '{"nodes":{"a":{"type":"denoise_latents"}}}']],
      [['png.text.invokeai_workflow', '{"nodes":[{"data":{"type":"img_resize"}}]}']],
    ],
    ignores: [
      [
        ['png.text.invokeai_graph', '{"nodes":{"a":{"type":"denoise_latents"}}}'],
        ['png.text.invokeai_metadata', '{"generation_mode":"img2img"}'],
      ],
    ],
  },
  {
    id: 'invokeai.sd-metadata',
    tool: 'InvokeAI',
    about: 'generation settings as InvokeAI 2 writes them',
    source: SOURCE,
    field: /^png\.text\.sd-metadata$/,
    keyword: '"',
    value: /"(?:image|model_weights|app_id)"\s*:/,
    points: POINTS.generated,
    judge: (value) =>
      /"(?:init_image_path|mask_image_path)"\s*:\s*"|"type"\s*:\s*"(?:img2img|inpaint|outpaint)"/.test(value)
        ? POINTS.aiEdited
        : POINTS.generated,
    strength: 'tool',
    matches: [
      [
        [
          'png.text.sd-metadata',
          '{"model_weights": "deliberate", "app_id": "invoke-ai/InvokeAI", "image": {}}',
        ],
      ],
    ],
    ignores: [[['png.text.sd-metadata', 'serial number 12']]],
  },
  {
    id: 'invokeai.dream',
    tool: 'InvokeAI',
    about: 'the command line of InvokeAI 1',
    source: SOURCE,
    field: /^png\.text\.Dream$/i,
    keyword: ' -s',
    value: /^\s*"[\s\S]*"[^"]* -S ?\d/,
    points: POINTS.generated,
    judge: (value) =>
      /" [^"]*(?:-I |--init_img|-M |--init_mask)/.test(value) ? POINTS.aiEdited : POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.Dream', DREAM]]],
    ignores: [[['png.text.Dream', 'I had a dream -S']]],
  },
  {
    id: 'invokeai.sidecar',
    tool: 'InvokeAI',
    about: 'the settings file InvokeAI puts beside a film',
    source: SOURCE,
    field: /^(?:file\.text|exif\.UserComment|jpeg\.comment)$/,
    keyword: '"invokeai_',
    value: /"invokeai_(?:metadata|graph|workflow)"\s*:/,
    points: 'unjudged',
    judge: (value) => {
      const text = value.replaceAll('\\"', '"');
      const mode = MODE.exec(text)?.[1];
      if (mode !== undefined) return mode === 'txt2img' ? POINTS.generated : POINTS.aiEdited;
      return DENOISING.test(text) ? POINTS.generated : 'unjudged';
    },
    strength: 'tool',
    matches: [
      [['file.text', '{"invokeai_metadata": {"generation_mode": "txt2img"}, "invokeai_graph": null}']],
    ],
    ignores: [[['file.text', '{"metadata": {"generation_mode": "txt2img"}}']]],
  },
];
