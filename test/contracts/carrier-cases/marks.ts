import type { Involvement } from '../../../src/domain/origin.ts';

/** What a mark must make of any file that carries it. */
export interface Expected {
  readonly rule: string;
  readonly involvement: Involvement;
  readonly tool?: string;
}

/** A mark of GenAI as one kind of carrier takes it, and the same carrier with something that says no such thing. */
export interface Mark<Payload> {
  readonly name: string;
  readonly expected: Expected;
  readonly payload: Payload;
  readonly neutral: Payload;
}

export const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
/** The Chinese national label, and one that says nothing of the file. */
export const LABEL = '{"Label":"1","ContentProducer":"kling","ProduceID":"42"}';
export const UUID = '4800156b-8880-4786-9056-7ca3da449d8c';
export const SIGNATURE = `Signature: ${'IoR6YcSlkWo/83blBnOA15zT7nnWuDE3tT3xAgkhEQ5l'.repeat(3)}=`;
export const PROSE = 'a quay at dusk, by hand';

export const INFOTEXT =
  'a quay at dusk\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 2390355032, Size: 512x512, Version: v1.10.1';
export const SWARM = '{ "sui_image_params": { "prompt": "a quay", "seed": 1, "swarm_version": "0.9.3.1" } }';
export const FOOOCUS = '{"adm_guidance": "(1.5, 0.8, 0.3)", "base_model": "juggernautXL_v8", "sharpness": 2}';
export const NOVELAI = '{"steps": 28, "sampler": "k_euler", "uc": "lowres", "signed_hash": "MEUCIQ=="}';
export const DREAMINA = '{"product":"dreamina","exportType":"generation"}';
export const AIGC_INFO = '{"aigc_info":{"aigc_type":1}}';

/** A graph as it ran. */
export const PROMPT = JSON.stringify({
  1: { class_type: 'EmptyLatentImage', inputs: { width: 512 } },
  2: { class_type: 'KSampler', inputs: { latent_image: ['1', 0], steps: 20, cfg: 7, sampler_name: 'euler' } },
  3: { class_type: 'SaveImage', inputs: { images: ['2', 0] } },
});
/** A graph that only resizes. */
export const RESIZE = JSON.stringify({
  1: { class_type: 'LoadImage', inputs: { image: 'a.png' } },
  2: { class_type: 'ImageScale', inputs: { image: ['1', 0] } },
  3: { class_type: 'SaveImage', inputs: { images: ['2', 0] } },
});
/** A graph as the editor saved it. */
export const WORKFLOW = editorGraph('EmptyLatentImage', 'KSampler', 'SaveImage');
export const WORKFLOW_RESIZE = editorGraph('LoadImage', 'ImageScale', 'SaveImage');

function editorGraph(...types: readonly string[]): string {
  const nodes = types.map((type, index) => ({
    id: index,
    type,
    order: index,
    mode: 0,
    inputs: index === 0 ? [] : [{ name: 'in', link: index }],
    widgets_values: [],
  }));
  const links = types.slice(1).map((_, index) => [index + 1, index, 0, index + 1, 0, 'X']);
  return JSON.stringify({ last_node_id: types.length, nodes, links });
}
