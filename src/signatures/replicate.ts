import { POINTS } from '../domain/origin.ts';
import { DESCRIPTION } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** Replicate’s media-provenance: JSON that introduces itself in the description. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'replicate.provenance',
    tool: 'Replicate',
    about: 'the origin note Replicate’s tools put into the description',
    source: 'https://github.com/zeke/media-provenance',
    field: DESCRIPTION,
    keyword: 'mediaprovenance (v',
    value: /^\s*(?:\{\s*"description"\s*:\s*")?MediaProvenance \(v\d/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [
      [
        [
          'exif.ImageDescription',
          '{"description": "MediaProvenance (v1.0.2): A spec", "provider": "Replicate"}',
        ],
      ],
      [['png.text.Description', 'MediaProvenance (v1.0.0): A spec']],
    ],
    ignores: [[['exif.ImageDescription', 'a talk about MediaProvenance (v1)']]],
  },
];
