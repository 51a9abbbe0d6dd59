import type { NameRule } from '../rule.ts';
import { names as comfyui } from './comfyui.ts';
import { names as elevenlabs } from './elevenlabs.ts';
import { names as firefly } from './firefly.ts';
import { names as fooocus } from './fooocus.ts';
import { names as gemini } from './gemini.ts';
import { names as higgsfield } from './higgsfield.ts';
import { names as invokeai } from './invokeai.ts';
import { names as jimeng } from './jimeng.ts';
import { names as kling } from './kling.ts';
import { names as leonardo } from './leonardo.ts';
import { names as meshy } from './meshy.ts';
import { names as midjourney } from './midjourney.ts';
import { names as openai } from './openai.ts';
import { names as swarmui } from './swarmui.ts';
import { names as webui } from './webui.ts';

/** Every file-name convention known, one generator a file. */
export const nameRules: readonly NameRule[] = [
  ...comfyui,
  ...elevenlabs,
  ...firefly,
  ...fooocus,
  ...gemini,
  ...higgsfield,
  ...invokeai,
  ...jimeng,
  ...kling,
  ...leonardo,
  ...meshy,
  ...midjourney,
  ...openai,
  ...swarmui,
  ...webui,
];
