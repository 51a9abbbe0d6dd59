import type { NameRule } from '../rule.ts';

/** Jimeng names by date and number. */
export const names: readonly NameRule[] = [
  {
    id: 'name.jimeng',
    tool: 'Jimeng',
    about: 'the file name Jimeng gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^jimeng-\d{4}-\d{2}-\d{2}-\d{3,4}(?:-.*)?\.(?:png|jpe?g|mp4)$/i,
    matches: ['jimeng-2025-04-03-1234-a quay.png'],
    ignores: ['jimeng.png'],
  },
];
