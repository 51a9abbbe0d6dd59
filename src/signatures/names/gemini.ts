import type { NameRule } from '../rule.ts';

/** Gemini names by a short token repeated to 16 characters. */
export const names: readonly NameRule[] = [
  {
    id: 'name.gemini',
    tool: 'Gemini',
    about: 'the file name Gemini gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^Gemini_Generated_Image_[a-z0-9]{15,16}(?: \(\d+\))?\.(?:png|jpe?g|webp)$/i,
    matches: [
      'Gemini_Generated_Image_ab12cdab12abab12.png',
      'Gemini_Generated_Image_xn8r5jxn8r5jxn8r (1).jpg',
    ],
    ignores: ['Gemini_Generated_Image.png', 'Gemini constellation.png'],
  },
];
