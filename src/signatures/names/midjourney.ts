import type { NameRule } from '../rule.ts';

/** Midjourney names by user, prompt and job id. */
export const names: readonly NameRule[] = [
  {
    id: 'name.midjourney',
    tool: 'Midjourney',
    about: 'a file name as Midjourney gives: user, prompt, job id',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^[^_/]{2,40}_.+_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:_[0-3])?\.(?:png|jpe?g|webp|mp4)$/i,
    matches: ['wiltodelta_a_quay_at_dusk_996de4a8-647f-4a65-8b03-a65cdfdbf22f_0.png'],
    ignores: ['plate_996de4a8-647f-4a65-8b03-a65cdfdbf22f.png', '996de4a8-647f-4a65-8b03-a65cdfdbf22f.png'],
  },
];
