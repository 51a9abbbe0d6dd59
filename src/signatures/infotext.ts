import { POINTS, type Points } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
import { extentOf, STEPS, settingsLine } from './infotext-line.ts';
import { fieldLike, type SignatureRule } from './rule.ts';

const FORGE_SOURCE = 'https://github.com/lllyasviel/stable-diffusion-webui-forge';
const WEBUI =
  'a quay at dusk\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 2390355032, Size: 512x512, Version: v1.10.1';
const FORGE =
  'a quay\nSteps: 20, Sampler: Euler, CFG scale: 1, Seed: 5, Size: 896x1152, Version: f2.0.1v1.10.1-previous-1';
const SD_NEXT =
  'a quay\nNegative prompt: \nSteps: 1, Size: 1024x1024, Seed: 1, CFG scale: 1, App: SD.Next, Version: 542856a, Operations: txt2img';
const SD_CPP =
  'a lovely cat\nSteps: 20, CFG scale: 6.000000, Eta: 0.000000, Seed: 42, RNG: cuda, Sampler: euler, Version: stable-diffusion.cpp';
const REFORGE = FORGE.replace('f2.0.1v1.10.1-previous-1', 'f0.0.17v1.8.0rc-latest-277-g0af28699');
const NEO = FORGE.replace('f2.0.1v1.10.1-previous-1', 'neo');
const OLD_SD_NEXT =
  'a quay\nNegative prompt: \nSteps: 20, Seed: 1, Sampler: UniPC, CFG scale: 6, Size: 512x512, Parser: Full parser, Backend: Diffusers, Version: 7d5b4ee, Operations: txt2img; hires';
const COMFY = WEBUI.replace('v1.10.1', 'ComfyUI');
const FOOOCUS = WEBUI.replace('v1.10.1', 'Fooocus v2.5.5');
const DRAW_THINGS =
  'a quay\nSteps: 8, Sampler: Euler A, Guidance Scale: 4.5, Seed: 7, Size: 512x512, Model: flux.ckpt, Strength: 1.0, Seed Mode: Scale Alike';
const CIVITAI =
  'a quay\nNegative prompt: blurry\nSteps: 30, CFG scale: 7, Sampler: Euler, Seed: 3, Created Date: 2025-01-05T10:00:00Z, Civitai resources: [{"type":"checkpoint","modelVersionId":1}], Civitai metadata: {}';
const PROSE = 'Steps: 20 down to the quay, then left';

/** Programs that write the same lines, by what they call themselves there. */
const APPS = {
  sdNext: /\bApp: SD\.Next\b|\bBackend: (?:Diffusers|Original)\b|\bOperations: /,
  sdCpp: /\bVersion: stable-diffusion\.cpp/,
  comfy: /(?:^|, )Version: ComfyUI\b/,
  fooocus: /(?:^|, )Version: (?:Ruined)?Fooocus\b/,
  drawThings: /, Seed Mode: /,
  reforge:
    /(?:^|, )Version: f\d[\d.]{0,12}v[\d.]{1,12}(?:rc)?(?:-v|-latest)|(?:^|, )Version: f\d+\.\d+(?:\.\d+)?-v/,
  forge: /(?:^|, )Version: (?:f\d|neo|classic)/,
} as const;

/** Whole or part where the line is one of this program’s; a line that fits several counts for the first of them. */
function judgeApp(app: keyof typeof APPS | 'webui' | 'civitai') {
  return (value: string): Points | undefined => {
    const line = settingsLine(value);
    return line !== undefined && writerOf(line) === app ? extentOf(line) : undefined;
  };
}

function writerOf(line: string): keyof typeof APPS | 'webui' | 'civitai' {
  for (const [app, pattern] of Object.entries(APPS)) if (isApp(app) && pattern.test(line)) return app;
  // Programs that only use models from Civitai list them too; the site’s own generator adds a date or a note of its own.
  const isOnSite = /\bCivitai resources: \[/.test(line) && /\b(?:Created Date|Civitai metadata): /.test(line);
  return isOnSite ? 'civitai' : 'webui';
}

function isApp(name: string): name is keyof typeof APPS {
  return Object.hasOwn(APPS, name);
}

const POSTPROCESSED =
  /\b(?:Postprocess (?:upscale|crop)|GFPGAN visibility|CodeFormer visibility)|^Upscale: \d/;

/** One program’s settings line, in any text field. */
function settingsRule(
  given: Pick<SignatureRule, 'id' | 'tool' | 'source' | 'keyword' | 'matches' | 'ignores'>,
  app: Parameters<typeof judgeApp>[0],
): SignatureRule {
  return {
    ...given,
    about: `generation settings as ${given.tool} writes them`,
    field: ANY_TEXT,
    value: STEPS,
    points: POINTS.generated,
    judge: judgeApp(app),
    strength: 'tool',
  };
}

/** Stable Diffusion WebUI and its relatives write the same few lines of settings ("infotext"). */
export const rules: readonly SignatureRule[] = [
  {
    id: 'infotext.webui',
    tool: 'Stable Diffusion WebUI',
    about: 'generation settings as the Stable Diffusion WebUI writes them',
    source: FORGE_SOURCE,
    field: ANY_TEXT,
    keyword: 'steps: ',
    value: STEPS,
    points: POINTS.generated,
    judge: judgeApp('webui'),
    strength: 'tool',
    matches: [[['png.text.parameters', WEBUI]], [['exif.UserComment', WEBUI]], [['gif.comment', WEBUI]]],
    ignores: [
      [['xmp.dc:description', PROSE]],
      [['png.text.parameters', FORGE]],
      [['png.text.parameters', COMFY]],
    ],
  },
  settingsRule(
    {
      id: 'infotext.forge',
      tool: 'Stable Diffusion WebUI Forge',
      source: FORGE_SOURCE,
      keyword: 'version: ',
      matches: [[['png.text.parameters', FORGE]], [['exif.UserComment', NEO]]],
      ignores: [[['png.text.parameters', WEBUI]], [['png.text.parameters', REFORGE]]],
    },
    'forge',
  ),
  settingsRule(
    {
      id: 'infotext.reforge',
      tool: 'Stable Diffusion WebUI reForge',
      source: 'https://github.com/Panchovix/stable-diffusion-webui-reForge',
      keyword: 'version: f',
      matches: [[['png.text.parameters', REFORGE]]],
      ignores: [[['png.text.parameters', FORGE]]],
    },
    'reforge',
  ),
  settingsRule(
    {
      id: 'infotext.sdnext',
      tool: 'SD.Next',
      source: 'https://github.com/vladmandic/sdnext',
      keyword: 'steps: ',
      matches: [
        [['exif.UserComment', SD_NEXT]],
        [['isobmff.keys.comment', SD_NEXT]],
        [['png.text.parameters', OLD_SD_NEXT]],
      ],
      ignores: [[['exif.UserComment', WEBUI]]],
    },
    'sdNext',
  ),
  settingsRule(
    {
      id: 'infotext.sd-cpp',
      tool: 'stable-diffusion.cpp',
      source: 'https://github.com/leejet/stable-diffusion.cpp',
      keyword: 'stable-diffusion.cpp',
      matches: [[['png.text.parameters', SD_CPP]]],
      ignores: [[['png.text.parameters', WEBUI]]],
    },
    'sdCpp',
  ),
  settingsRule(
    {
      id: 'infotext.comfyui',
      tool: 'ComfyUI',
      source: 'https://github.com/alexopus/ComfyUI-Image-Saver',
      keyword: 'version: comfyui',
      matches: [[['png.text.parameters', COMFY]]],
      ignores: [[['png.text.parameters', WEBUI.replace('a quay', 'Version: ComfyUI')]]],
    },
    'comfy',
  ),
  settingsRule(
    {
      id: 'infotext.fooocus',
      tool: 'Fooocus',
      source: 'https://github.com/lllyasviel/Fooocus',
      keyword: 'fooocus',
      matches: [[['png.text.parameters', FOOOCUS]]],
      ignores: [[['png.text.parameters', WEBUI]]],
    },
    'fooocus',
  ),
  settingsRule(
    {
      id: 'infotext.draw-things',
      tool: 'Draw Things',
      source: 'https://github.com/drawthingsai/draw-things-community',
      keyword: 'seed mode: ',
      matches: [[['xmp.dc:description', DRAW_THINGS]]],
      ignores: [[['xmp.dc:description', WEBUI]]],
    },
    'drawThings',
  ),
  settingsRule(
    {
      id: 'infotext.civitai',
      tool: 'Civitai',
      source: 'https://github.com/civitai/civitai',
      keyword: 'civitai resources: ',
      matches: [[['exif.UserComment', CIVITAI]]],
      ignores: [[['exif.UserComment', `${WEBUI}, Civitai resources: []`]]],
    },
    'civitai',
  ),
  {
    id: 'infotext.extras',
    tool: 'Stable Diffusion WebUI',
    about: 'upscaled or restored in the Extras tab of the Stable Diffusion WebUI, nothing generated',
    source: FORGE_SOURCE,
    field: /^(?:png\.text\.(?:postprocessing|extras)|exif\.UserComment|gif\.comment)$/,
    keyword: '',
    value: POSTPROCESSED,
    points: POINTS.aiEnhanced,
    judge: (value, fields) => {
      const isPart = fieldLike(fields, { field: /^png\.text\.parameters$/, value: STEPS }) !== undefined;
      return isPart || settingsLine(value) !== undefined ? undefined : POINTS.aiEnhanced;
    },
    strength: 'tool',
    matches: [
      [['png.text.postprocessing', 'Postprocess upscale by: 4, GFPGAN visibility: 1.0']],
      [['exif.UserComment', 'Postprocess upscale to: 2048x2048, Postprocess upscaler: R-ESRGAN 4x+']],
    ],
    ignores: [
      [
        ['png.text.postprocessing', 'Postprocess upscale by: 4, GFPGAN visibility: 1.0'],
        ['png.text.parameters', WEBUI],
      ],
    ],
  },
];
