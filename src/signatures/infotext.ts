import { POINTS, type Points } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
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
const PROSE = 'Steps: 20 down to the quay, then left';

/** Longest settings line that is looked at; real ones stay under a few kilobytes. */
const LINE_CHARS = 64 * 1024;
const STEPS = /\bSteps: \d{1,5}, /;

/**
 * The settings line of an infotext, from its last `Steps:` to the end: the prompt before it is free text. Undefined
 * where no seed and no guidance or sampler follows.
 */
function settingsLine(text: string): string | undefined {
  const at = text.lastIndexOf('Steps: ');
  if (at < 0) return undefined;
  const line = text.slice(at, at + LINE_CHARS);
  if (!STEPS.test(line) || !/\bSeed: \d/.test(line)) return undefined;
  return /\b(?:CFG scale|Sampler|Schedule type|Guidance): /.test(line) ? line : undefined;
}

/** Whole picture or edit: masks and denoising of an input mean an edit; the hires pass denoises its own output. */
function extent(line: string): Points {
  if (/\b(?:Mask blur|Inpaint area|Masked content|Mask mode): /.test(line)) return POINTS.aiEdited;
  if (/\bOperations: [^,]{0,80}(?:img2img|inpaint|outpaint)/.test(line)) return POINTS.aiEdited;
  if (line.includes('Denoising strength: ') && !/\bHires /.test(line)) return POINTS.aiEdited;
  return POINTS.generated;
}

function judgeApp(app: RegExp | undefined) {
  return (value: string): Points | undefined => {
    const line = settingsLine(value);
    if (line === undefined) return undefined;
    const matches = app === undefined ? !OTHER_APPS.test(line) : app.test(line);
    return matches ? extent(line) : undefined;
  };
}

const FORGE_APP = /\bVersion: (?:f\d|neo|classic)/;
const SD_NEXT_APP = /\bApp: SD\.Next\b/;
const SD_CPP_APP = /\bVersion: stable-diffusion\.cpp/;
const OTHER_APPS = /\bVersion: (?:f\d|neo|classic|stable-diffusion\.cpp)|\bApp: SD\.Next\b/;

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
    judge: judgeApp(undefined),
    strength: 'tool',
    matches: [[['png.text.parameters', WEBUI]], [['exif.UserComment', WEBUI]], [['gif.comment', WEBUI]]],
    ignores: [[['xmp.dc:description', PROSE]], [['png.text.parameters', FORGE]]],
  },
  {
    id: 'infotext.forge',
    tool: 'Stable Diffusion WebUI Forge',
    about: 'generation settings as Forge writes them',
    source: FORGE_SOURCE,
    field: ANY_TEXT,
    keyword: 'steps: ',
    value: STEPS,
    points: POINTS.generated,
    judge: judgeApp(FORGE_APP),
    strength: 'tool',
    matches: [[['png.text.parameters', FORGE]]],
    ignores: [[['png.text.parameters', WEBUI]]],
  },
  {
    id: 'infotext.sdnext',
    tool: 'SD.Next',
    about: 'generation settings as SD.Next writes them',
    source: 'https://github.com/vladmandic/sdnext',
    field: ANY_TEXT,
    keyword: 'app: sd.next',
    value: STEPS,
    points: POINTS.generated,
    judge: judgeApp(SD_NEXT_APP),
    strength: 'tool',
    matches: [[['exif.UserComment', SD_NEXT]], [['isobmff.keys.comment', SD_NEXT]]],
    ignores: [[['exif.UserComment', WEBUI]]],
  },
  {
    id: 'infotext.sd-cpp',
    tool: 'stable-diffusion.cpp',
    about: 'generation settings as stable-diffusion.cpp writes them',
    source: 'https://github.com/leejet/stable-diffusion.cpp',
    field: ANY_TEXT,
    keyword: 'stable-diffusion.cpp',
    value: STEPS,
    points: POINTS.generated,
    judge: judgeApp(SD_CPP_APP),
    strength: 'tool',
    matches: [[['png.text.parameters', SD_CPP]]],
    ignores: [[['png.text.parameters', WEBUI]]],
  },
  {
    id: 'infotext.extras',
    tool: 'Stable Diffusion WebUI',
    about: 'upscaled or restored in the Extras tab of the Stable Diffusion WebUI, nothing generated',
    source: FORGE_SOURCE,
    field: /^png\.text\.(?:postprocessing|extras)$/,
    keyword: '',
    value: /\b(?:Postprocess upscale|GFPGAN visibility|CodeFormer visibility)/,
    points: POINTS.aiEnhanced,
    judge: (_value, fields) =>
      fieldLike(fields, { field: /^png\.text\.parameters$/, value: STEPS }) ? undefined : POINTS.aiEnhanced,
    strength: 'tool',
    matches: [[['png.text.postprocessing', 'Postprocess upscale by: 4, GFPGAN visibility: 1.0']]],
    ignores: [
      [
        ['png.text.postprocessing', 'Postprocess upscale by: 4, GFPGAN visibility: 1.0'],
        ['png.text.parameters', WEBUI],
      ],
    ],
  },
];
