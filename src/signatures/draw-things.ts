import type { Field } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { ANY_TEXT, CREATOR_TOOL } from './carriers.ts';
import { fieldLike, type SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/drawthingsai/draw-things-community';
const COMMENT =
  '{"c":"a quay","uc":"blurry","model":"flux_1_schnell_q5p.ckpt","sampler":"Euler A","seed":7,"scale":4.5,"steps":8,"size":"512x512"}';

const FROM_IMAGE = COMMENT.replace('"steps":8', '"steps":8,"strength":0.6');

/** A strength below the whole keeps something of an input picture. */
const PARTLY = { field: ANY_TEXT, value: /"strength"\s*:\s*0?\.[0-9]*[1-9]|\bStrength: 0\.[0-9]*[1-9]/ };

function extent(fields: readonly Field[]): Points {
  return fieldLike(fields, PARTLY) === undefined ? POINTS.generated : POINTS.aiEdited;
}

/** Draw Things names itself and writes its settings with short keys. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'draw-things.software',
    tool: 'Draw Things',
    about: 'Draw Things named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'draw things',
    value: /^Draw Things(?: |$)/,
    points: POINTS.generated,
    judge: (_value, fields) => extent(fields),
    strength: 'tool',
    matches: [[['png.text.Software', 'Draw Things']], [['xmp.xmp:CreatorTool', 'Draw Things']]],
    ignores: [[['png.text.Software', 'We Draw Things']]],
  },
  {
    id: 'draw-things.settings',
    tool: 'Draw Things',
    about: 'generation settings as Draw Things writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"uc"',
    value: /"c"\s*:\s*"/,
    points: POINTS.generated,
    judge: (value, fields) => {
      const keys = ['model', 'sampler', 'seed', 'scale', 'steps', 'size'];
      const present = keys.filter((key) => value.includes(`"${key}"`)).length;
      return present >= 5 ? extent(fields) : undefined;
    },
    strength: 'tool',
    matches: [
      [['png.text.Comment', COMMENT]],
      [['xmp.exif:UserComment', COMMENT]],
      [['xmp.exif:UserComment', FROM_IMAGE]],
    ],
    ignores: [[['png.text.Comment', '{"c":"copyright","uc":"upper case"}']]],
  },
];
