import { POINTS } from '../domain/origin.ts';
import type { SignatureRule } from './rule.ts';

/** Stability Matrix keeps its project beside the infotext of the picture. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'stability-matrix.project',
    tool: 'Stability Matrix',
    about: 'the project of a picture made in Stability Matrix',
    source: 'https://github.com/LykosAI/StabilityMatrix',
    field: /^png\.text\.(?:smproj|parameters-json)$/,
    keyword: '{',
    value: /"/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.smproj', '{"Version":2,"ProjectType":"TextToImage"}']]],
    ignores: [[['png.text.smproj', 'sample project']]],
  },
];
