import type { NameRule } from '../rule.ts';

/** Fooocus names by date, time and a number. */
export const names: readonly NameRule[] = [
  {
    id: 'name.fooocus',
    tool: 'Fooocus',
    about: 'a file name as Fooocus gives',
    source: 'https://github.com/lllyasviel/Fooocus',
    name: /^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}_\d{4}\.(?:png|jpe?g|webp)$/i,
    matches: ['2024-05-01_12-30-59_1234.png'],
    ignores: ['2024-05-01_12-30-59.png'],
  },
];
