import type { Field } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL } from './carriers.ts';
import { fieldLike, type SignatureRule } from './rule.ts';

/** A graph tells more than the name and is judged by its own reader. */
const GRAPH = {
  field: /^(?:png|exif|isobmff|gltf|svg|vorbis|id3|matroska|exr|file)\./,
  value: /"class_type"|"nodes"/,
};

/** ComfyUI names itself only in 3D files; its graphs are read elsewhere. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'comfyui.creator',
    tool: 'ComfyUI',
    about: 'ComfyUI named as the program that made the file, without its graph',
    source: 'https://github.com/comfyanonymous/ComfyUI',
    field: CREATOR_TOOL,
    keyword: 'comfyui',
    value: /\bComfyUI\b/i,
    points: POINTS.generated,
    judge: (_value: string, fields: readonly Field[]) =>
      fieldLike(fields, GRAPH) === undefined ? POINTS.generated : undefined,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'ComfyUI']]],
    ignores: [
      [
        ['gltf.asset.generator', 'ComfyUI'],
        ['gltf.asset.extras', '{"prompt":{"1":{"class_type":"ImageScale","inputs":{}}}}'],
      ],
    ],
  },
];
