import { POINTS } from '../domain/origin.ts';
import type { SignatureRule } from './rule.ts';

/** Most research models export through trimesh, and so do ordinary scripts: a fact, no suspicion. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'trimesh.generator',
    tool: 'trimesh',
    about: 'a 3D model exported by trimesh, which research models and ordinary scripts use alike',
    source: 'https://github.com/mikedh/trimesh',
    field: /^(?:gltf\.asset\.generator|(?:obj|ply)\.comment|stl\.(?:header|solid)|dae\.authoring_tool)$/,
    keyword: 'trimesh',
    value: /mikedh\/trimesh/,
    points: POINTS.ambiguous,
    strength: 'heuristic',
    matches: [
      [['gltf.asset.generator', 'https://github.com/mikedh/trimesh']],
      [['obj.comment', 'https://github.com/mikedh/trimesh']],
      [['ply.comment', 'https://github.com/mikedh/trimesh']],
    ],
    ignores: [
      [['gltf.asset.generator', 'Khronos glTF Blender I/O v4.2.57']],
      [['obj.comment', 'Blender 4.2.0']],
    ],
  },
];
