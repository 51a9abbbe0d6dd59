import { rules as aceStep } from './ace-step.ts';
import { rules as adobeFirefly } from './adobe-firefly.ts';
import { rules as aphrodite } from './aphrodite.ts';
import { rules as apple } from './apple.ts';
import { rules as blackForestLabs } from './black-forest-labs.ts';
import { rules as bytedance } from './bytedance.ts';
import { rules as civitai } from './civitai.ts';
import { rules as comfyui } from './comfyui.ts';
import { rules as drawThings } from './draw-things.ts';
import { rules as easyDiffusion } from './easy-diffusion.ts';
import { rules as fooocus } from './fooocus.ts';
import { rules as google } from './google.ts';
import { rules as higgsfield } from './higgsfield.ts';
import { rules as huggingFaceSpace } from './hugging-face-space.ts';
import { rules as ideogram } from './ideogram.ts';
import { rules as infotext } from './infotext.ts';
import { rules as invokeai } from './invokeai.ts';
import { rules as kritaAi } from './krita-ai.ts';
import { rules as luma } from './luma.ts';
import { rules as mflux } from './mflux.ts';
import { rules as midjourney } from './midjourney.ts';
import { rules as mochiDiffusion } from './mochi-diffusion.ts';
import { rules as namedServices } from './named-services.ts';
import { rules as novelai } from './novelai.ts';
import { rules as openai } from './openai.ts';
import { rules as replicate } from './replicate.ts';
import { rules as reve } from './reve.ts';
import type { SignatureRule } from './rule.ts';
import { rules as samsung } from './samsung.ts';
import { rules as sdnext } from './sdnext.ts';
import { rules as stabilityMatrix } from './stability-matrix.ts';
import { rules as stableDiffusion } from './stable-diffusion.ts';
import { rules as suno } from './suno.ts';
import { rules as swarmui } from './swarmui.ts';
import { rules as tensorart } from './tensorart.ts';
import { rules as topaz } from './topaz.ts';
import { rules as trimesh } from './trimesh.ts';
import { rules as tripo } from './tripo.ts';
import { rules as xaiGrok } from './xai-grok.ts';

/** Every generator’s marks, one generator a file. Order is report order only: all rules run, none hides another. */
export const signatureRules: readonly SignatureRule[] = [
  ...aceStep,
  ...adobeFirefly,
  ...aphrodite,
  ...apple,
  ...blackForestLabs,
  ...bytedance,
  ...civitai,
  ...comfyui,
  ...drawThings,
  ...easyDiffusion,
  ...fooocus,
  ...google,
  ...higgsfield,
  ...huggingFaceSpace,
  ...ideogram,
  ...infotext,
  ...invokeai,
  ...kritaAi,
  ...luma,
  ...mflux,
  ...midjourney,
  ...mochiDiffusion,
  ...namedServices,
  ...novelai,
  ...openai,
  ...replicate,
  ...reve,
  ...samsung,
  ...sdnext,
  ...stabilityMatrix,
  ...stableDiffusion,
  ...suno,
  ...swarmui,
  ...tensorart,
  ...topaz,
  ...trimesh,
  ...tripo,
  ...xaiGrok,
];
