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
  SWARM,
  WORKFLOW,
  WORKFLOW_RESIZE,
} from './marks.ts';

/** A text and the name its tool gives it, where the carrier has room for a name. */
export interface NamedText {
  readonly key: string;
  readonly text: string;
}

function mark(
  name: string,
  rule: string,
  involvement: 'full' | 'partial',
  tool: string,
  payload: NamedText,
  neutral = PROSE,
): Mark<NamedText> {
  return { name, expected: { rule, involvement, tool }, payload, neutral: { ...payload, text: neutral } };
}

/** Marks that are text, whatever field they stand in. */
export const TEXT_MARKS: readonly Mark<NamedText>[] = [
  mark('settings of the WebUI', 'infotext.webui', 'full', 'Stable Diffusion WebUI', {
    key: 'comment',
    text: INFOTEXT,
  }),
  mark(
    'a ComfyUI graph that ran',
    'comfyui.sampler',
    'full',
    'ComfyUI',
    { key: 'prompt', text: PROMPT },
    RESIZE,
  ),
  mark(
    'a ComfyUI graph of the editor',
    'comfyui.sampler',
    'full',
    'ComfyUI',
    { key: 'workflow', text: WORKFLOW },
    WORKFLOW_RESIZE,
  ),
  mark('settings of SwarmUI', 'swarmui.params', 'full', 'SwarmUI', { key: 'comment', text: SWARM }),
  mark('settings of Fooocus', 'fooocus.parameters', 'full', 'Fooocus', { key: 'comment', text: FOOOCUS }),
  mark('settings of NovelAI', 'novelai.comment', 'full', 'NovelAI', { key: 'comment', text: NOVELAI }),
  mark('the comment of Suno', 'suno.comment', 'full', 'Suno', {
    key: 'comment',
    text: 'made with suno; created=2026-01-05T10:00:00Z; id=4800156b-8880-4786-9056-7ca3da449d8c',
  }),
  mark('a note of Dreamina', 'bytedance.dreamina', 'full', 'Dreamina', { key: 'comment', text: DREAMINA }),
  mark('the flag of a ByteDance app', 'bytedance.aigc-info', 'full', 'ByteDance', {
    key: 'comment',
    text: AIGC_INFO,
  }),
  mark(
    'the Chinese label in a text',
    'tc260.label',
    'partial',
    'kling',
    { key: 'comment', text: `{"AIGC":${LABEL}}` },
    'notes for the AIGC conference',
  ),
];

/** Marks that need a field of their own name. */
export const NAMED_TEXT_MARKS: readonly Mark<NamedText>[] = [
  mark(
    'the Chinese label under its name',
    'tc260.label',
    'partial',
    'kling',
    { key: 'AIGC', text: LABEL },
    'see the AIGC conference',
  ),
];
