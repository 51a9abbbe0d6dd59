import type { NameRule } from '../rule.ts';

/** SwarmUI files by day below a folder called raw. */
export const names: readonly NameRule[] = [
  {
    id: 'name.swarmui',
    tool: 'SwarmUI',
    about: 'the file name SwarmUI gives',
    source: 'https://github.com/mcmonkeyprojects/SwarmUI',
    name: /^SwarmUI_[0-9A-F]{4}_/i,
    matches: ['SwarmUI_01AF_quay.png'],
    ignores: ['SwarmUI_notes.txt'],
  },
  {
    id: 'name.swarmui-folder',
    tool: 'SwarmUI',
    about: 'the folder and file name SwarmUI gives',
    source: 'https://github.com/mcmonkeyprojects/SwarmUI',
    name: /^\d{6}-.+-.+\.(?:png|jpe?g|webp|mp4|webm)$/i,
    path: /(?:^|\/)raw\/\d{4}-\d{2}-\d{2}\/[^/]+$/i,
    matches: ['output/local/raw/2026-01-05/123001-a quay-flux.png'],
    ignores: ['output/123001-a quay-flux.png'],
  },
];
