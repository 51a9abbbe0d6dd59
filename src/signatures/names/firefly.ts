import type { NameRule } from '../rule.ts';

/** Firefly names by prompt and number, partner models included. */
export const names: readonly NameRule[] = [
  {
    id: 'name.firefly',
    tool: 'Adobe Firefly',
    about: 'the file name Adobe Firefly gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^Firefly[_ ].+ \d{5,6}(?: [A-Z]{3})?(?: \(\d+\))?\.(?:png|jpe?g|webp|mp4)$/,
    matches: ['Firefly a quay at dusk 48213.jpg', 'Firefly_Gemini Flash_a quay 123456.png'],
    ignores: ['Firefly s01e02.mp4', 'fireflies at night 48213.jpg'],
  },
];
