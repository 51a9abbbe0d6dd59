import { POINTS } from '../domain/origin.ts';
import type { SignatureRule } from './rule.ts';

/** Tripo names itself as the generator of its models. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'tripo.generator',
    tool: 'Tripo',
    about: 'Tripo named as the generator of a 3D model',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    field:
      /^(?:gltf\.asset\.generator|fbx\.property\.\S{0,20}ApplicationName|usd\.layer\.(?:creator|generator))$/,
    keyword: 'tripo',
    value: /^\s*Tripo(?: ?AI)?\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['gltf.asset.generator', 'Tripo']], [['fbx.property.Original|ApplicationName', 'Tripo']]],
    ignores: [[['gltf.asset.generator', 'Tripod exporter']]],
  },
];
