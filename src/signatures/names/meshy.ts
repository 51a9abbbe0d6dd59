import type { NameRule } from '../rule.ts';

/** Meshy names its exports by job. */
export const names: readonly NameRule[] = [
  {
    id: 'name.meshy',
    tool: 'Meshy',
    about: 'the file name Meshy gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^Meshy_AI_.*(?:_\d{10}_(?:texture|generate).*\.(?:glb|fbx|obj)|Animation_.*withSkin\.(?:glb|fbx))$/i,
    matches: ['Meshy_AI_Quay_0403101233_texture.glb', 'Meshy_AI_Man_biped_Animation_Walk_withSkin.fbx'],
    ignores: ['Meshy_notes.obj'],
  },
];
