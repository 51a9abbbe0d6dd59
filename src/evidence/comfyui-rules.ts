import { fields, type RuleExample, type RuleNote } from './rule-note.ts';

const SOURCE = 'https://github.com/comfyanonymous/ComfyUI';

/** A graph of these nodes, each fed by the one before it. */
function graph(...types: readonly string[]): RuleExample {
  const nodes = types.map((type, index) => [
    String(index),
    { class_type: type, inputs: index === 0 ? {} : { image: [String(index - 1), 0] } },
  ]);
  return fields(['png.text.prompt', JSON.stringify(Object.fromEntries(nodes))]);
}

/** Where else its nodes and those of its packs write graphs. */
const ALSO_AT = [
  'exif.Model',
  'isobmff.keys.prompt',
  'matroska.tag.PROMPT',
  'vorbis.PROMPT',
  'id3.TXXX.prompt',
  'svg.metadata',
  'gltf.asset.extras',
  'exr.prompt',
  'file.text',
] as const;

const RULES: readonly RuleNote[] = [
  {
    id: 'comfyui.sampler',
    about: 'a ComfyUI graph that runs a generating model',
    source: SOURCE,
    match: graph('EmptyLatentImage', 'KSampler', 'SaveImage'),
    nearMiss: graph('LoadImage', 'ImageScale', 'SaveImage'),
  },
  {
    id: 'comfyui.cloud',
    about: 'a ComfyUI graph that calls a hosted generator',
    source: SOURCE,
    match: graph('KlingTextToVideoNode', 'SaveVideo'),
    nearMiss: graph('LoadImage', 'PreviewImage'),
  },
  {
    id: 'comfyui.edit',
    about: 'a ComfyUI graph that changes a picture with a trained model: swaps, fills, invents detail',
    source: SOURCE,
    match: graph('LoadImage', 'ReActorFaceSwap', 'SaveImage'),
    nearMiss: graph('LoadImage', 'ReActorRestoreFace', 'SaveImage'),
  },
  {
    id: 'comfyui.upscale',
    about: 'a ComfyUI graph that only enlarges, restores or interpolates',
    source: SOURCE,
    match: graph('LoadImage', 'ImageUpscaleWithModel', 'SaveImage'),
    nearMiss: graph('LoadImage', 'ImageScale', 'SaveImage'),
  },
  {
    id: 'comfyui.neutral',
    about: 'a ComfyUI graph that generates nothing',
    source: SOURCE,
    match: graph('LoadImage', 'ImageScale', 'SaveImage'),
    nearMiss: graph('EmptyLatentImage', 'KSampler', 'SaveImage'),
  },
  {
    id: 'comfyui.unknown',
    about: 'a ComfyUI graph with nodes whose doing is unknown',
    source: SOURCE,
    match: graph('LoadImage', 'QuayMagicNode', 'SaveImage'),
    nearMiss: graph('LoadImage', 'ImageScale', 'SaveImage'),
  },
  {
    id: 'comfyui.damaged',
    about: 'a damaged ComfyUI graph that names a node which generates',
    source: SOURCE,
    match: fields(['png.text.prompt', '{"1": {"class_type": "KSampler", "inputs": {']),
    nearMiss: fields(['png.text.prompt', '{"1": {"class_type": "ImageScale", "inputs": {']),
  },
  {
    id: 'comfyui.unread',
    about: 'a ComfyUI graph that could not be read',
    source: SOURCE,
    match: fields(['png.text.prompt', '{"1": {"class_type": "ImageScale", "inputs": {']),
    nearMiss: graph('LoadImage', 'SaveImage'),
  },
];

/** What a ComfyUI graph can turn out to be. */
export const comfyuiRules: readonly RuleNote[] = RULES.map((rule) => ({ ...rule, alsoAt: ALSO_AT }));
