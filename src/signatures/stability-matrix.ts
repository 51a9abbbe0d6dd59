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
  {
    id: 'stability-matrix.wrapped',
    tool: 'Stability Matrix',
    about: 'that project, moved into another format',
    source: 'https://github.com/LykosAI/StabilityMatrix',
    field: /^(?:exif\.UserComment|jpeg\.comment|file\.text)$/,
    keyword: '"smproj"',
    value: /"smproj"\s*:\s*["{]/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.UserComment', '{"smproj":"{\\"Version\\":2}","parameters":"a quay"}']]],
    ignores: [[['exif.UserComment', '{"note":"\\"smproj\\" is a field"}']]],
  },
];
