import { type Tags, userComment } from '../../../fixtures/build/tiff.ts';
import {
  AIGC_INFO,
  DREAMINA,
  FOOOCUS,
  INFOTEXT,
  LABEL,
  type Mark,
  NOVELAI,
  PROMPT,
  PROSE,
  RESIZE,
  SIGNATURE,
  SWARM,
  UUID,
  WORKFLOW,
  WORKFLOW_RESIZE,
} from './marks.ts';

const EXIF = 34665;

function comment(code: string, encoding: 'utf8' | 'utf16le' | 'utf16be') {
  return (text: string): Tags => {
    const narrow = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
    const bytes = encoding === 'utf16be' ? Buffer.from(narrow).swap16() : narrow;
    return { [EXIF]: { directory: { 37510: userComment(code, bytes) } } };
  };
}

const tag =
  (number: number) =>
  (text: string): Tags => ({ [number]: text });

function mark(
  name: string,
  [rule, involvement, tool]: readonly [rule: string, involvement: 'full' | 'partial', tool?: string],
  build: (text: string) => Tags,
  [text, neutral]: readonly [text: string, neutral: string],
): Mark<Tags> {
  const expected = tool === undefined ? { rule, involvement } : { rule, involvement, tool };
  return { name, expected, payload: build(text), neutral: build(neutral) };
}

const WEBUI = ['infotext.webui', 'full', 'Stable Diffusion WebUI'] as const;

/** Marks in EXIF, by tags of the first directory; the block may be in either byte order. */
export const EXIF_MARKS: readonly Mark<Tags>[] = [
  mark('settings in ASCII', WEBUI, comment('ASCII', 'utf8'), [INFOTEXT, PROSE]),
  mark('settings in UTF-16, high byte first', WEBUI, comment('UNICODE', 'utf16be'), [INFOTEXT, PROSE]),
  mark('settings in UTF-16, low byte first', WEBUI, comment('UNICODE', 'utf16le'), [INFOTEXT, PROSE]),
  mark('settings in UTF-16 that say ASCII', WEBUI, comment('ASCII', 'utf16be'), [INFOTEXT, PROSE]),
  mark('settings in UTF-8 that say UTF-16', WEBUI, comment('UNICODE', 'utf8'), [INFOTEXT, PROSE]),
  mark('settings without a code', WEBUI, comment('', 'utf8'), [INFOTEXT, PROSE]),
  mark('a ComfyUI graph as model', ['comfyui.sampler', 'full', 'ComfyUI'], tag(272), [
    `prompt:${PROMPT}`,
    `prompt:${RESIZE}`,
  ]),
  mark('a ComfyUI graph as make', ['comfyui.sampler', 'full', 'ComfyUI'], tag(271), [
    `workflow:${WORKFLOW}`,
    `workflow:${WORKFLOW_RESIZE}`,
  ]),
  mark('settings of SwarmUI', ['swarmui.params', 'full', 'SwarmUI'], comment('UNICODE', 'utf16le'), [
    SWARM,
    PROSE,
  ]),
  mark('settings of SwarmUI as model', ['swarmui.params', 'full', 'SwarmUI'], tag(272), [SWARM, 'Q-1']),
  mark('settings of Fooocus', ['fooocus.parameters', 'full', 'Fooocus'], comment('ASCII', 'utf8'), [
    FOOOCUS,
    PROSE,
  ]),
  mark('settings of NovelAI', ['novelai.comment', 'full', 'NovelAI'], comment('ASCII', 'utf8'), [
    NOVELAI,
    PROSE,
  ]),
  mark('the program of Black Forest Labs', ['bfl.software', 'full'], tag(305), [
    'AI generated;txt2img;flux',
    'Quay Paint 2',
  ]),
  mark('the make Ideogram', ['ideogram.make', 'full'], tag(271), ['Ideogram AI', 'Quayside Optical']),
  mark('a note of Dreamina', ['bytedance.dreamina', 'full', 'Dreamina'], tag(270), [DREAMINA, PROSE]),
  mark(
    'the flag of a ByteDance app',
    ['bytedance.aigc-info', 'full', 'ByteDance'],
    comment('ASCII', 'utf8'),
    [AIGC_INFO, PROSE],
  ),
  mark('the Chinese label', ['tc260.label', 'partial', 'kling'], comment('ASCII', 'utf8'), [
    `{"AIGC":${LABEL}}`,
    'notes for the AIGC conference',
  ]),
  {
    name: 'the signature pair of Grok',
    expected: { rule: 'grok.signature-pair', involvement: 'full', tool: 'Grok' },
    payload: { 270: SIGNATURE, 315: UUID },
    neutral: { 270: SIGNATURE, 315: 'A. Painter' },
  },
];
