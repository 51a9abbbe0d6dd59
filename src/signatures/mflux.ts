import type { Field } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { ANY_TEXT, CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/filipstrand/mflux';
const SETTINGS = '{"mflux_version": "0.16.9", "model": "Qwen/Qwen-Image", "seed": 42, "image_path": null}';
const EDIT =
  '{"mflux_version": "0.16.5", "model": "Qwen/Qwen-Image-Edit-2509", "image_path": "/home/me/in.png"}';

/** An input picture among the settings makes it an edit; controlling pictures do not. */
function extent(_value: string, fields: readonly Field[]): Points {
  const settings = fields.find((field) => field.value.includes('"mflux_version"'))?.value ?? '';
  const edited = /"(?:image_path|masked_image_path)"\s*:\s*"|"image_paths"\s*:\s*\[/.test(settings);
  return edited ? POINTS.aiEdited : POINTS.generated;
}

/** mflux writes its settings three times: EXIF comment, XMP of its own namespace, IPTC. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'mflux.settings',
    tool: 'mflux',
    about: 'generation settings as mflux writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"mflux_version"',
    value: /"mflux_version"\s*:/,
    points: POINTS.generated,
    judge: extent,
    strength: 'tool',
    matches: [[['exif.UserComment', SETTINGS]], [['exif.UserComment', EDIT]]],
    ignores: [[['exif.UserComment', 'made with mflux_version 1']]],
  },
  {
    id: 'mflux.xmp',
    tool: 'mflux',
    about: 'generation settings in mflux’s own XMP namespace',
    source: SOURCE,
    field: /^xmp\.\S*mflux\S*[:/}#](?:model|steps|guidance|generationTimeSeconds)$/i,
    keyword: '',
    value: /\S/,
    points: POINTS.generated,
    judge: extent,
    strength: 'tool',
    matches: [[['xmp.mflux:model', 'Qwen/Qwen-Image']]],
    ignores: [[['xmp.crs:model', 'Qwen/Qwen-Image']]],
  },
  {
    id: 'mflux.creator',
    tool: 'mflux',
    about: 'mflux named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'mflux',
    value: /^MFLUX \d/,
    points: POINTS.generated,
    judge: extent,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'MFLUX 0.16.9']]],
    ignores: [[['xmp.xmp:CreatorTool', 'Comflux 0.1']]],
  },
];
