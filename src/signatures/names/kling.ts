import type { NameRule } from '../rule.ts';

/** Kling names by day, mode and prompt. */
export const names: readonly NameRule[] = [
  {
    id: 'name.kling',
    tool: 'Kling',
    about: 'the file name Kling gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^kling_\d{8}_(?:(?:Image|Text)_to_Video_.{0,24}_)?\d{1,4}(?:_\d)?.*\.(?:mp4|png)$/i,
    matches: ['kling_20250403_Image_to_Video_A_quay_1234_0.mp4', 'kling_20250403_1234.png'],
    ignores: ['kling_trailer.mp4'],
  },
];
