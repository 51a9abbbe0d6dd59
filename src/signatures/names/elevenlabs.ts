import type { NameRule } from '../rule.ts';

/** ElevenLabs names by time, voice and settings. */
export const names: readonly NameRule[] = [
  {
    id: 'name.elevenlabs',
    tool: 'ElevenLabs',
    about: 'the file name ElevenLabs gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^ElevenLabs_\d{4}-\d{2}-\d{2}T\d{2}_\d{2}_\d{2}_.{1,80}_(?:pre|ivc|pvc|gen)_.{0,40}s\d{1,4}_sb\d{1,4}.{0,60}\.(?:mp3|wav)$/i,
    matches: ['ElevenLabs_2025-04-03T10_12_33_Rachel_pre_sp100_s50_sb75_se0_b_m2.mp3'],
    ignores: ['ElevenLabs_demo.mp3'],
  },
];
