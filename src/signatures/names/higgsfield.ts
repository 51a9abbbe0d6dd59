import type { NameRule } from '../rule.ts';

/** Higgsfield names by date, time and job id. */
export const names: readonly NameRule[] = [
  {
    id: 'name.higgsfield',
    tool: 'Higgsfield',
    about: 'the file name Higgsfield gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^hf_\d{8}_\d{6}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:mp4|png|jpe?g)$/i,
    matches: ['hf_20250403_101233_996de4a8-647f-4a65-8b03-a65cdfdbf22f.mp4'],
    ignores: ['hf_20250403.mp4'],
  },
];
