import type { NameRule } from '../rule.ts';

/** Leonardo names by model, prompt and number. */
export const names: readonly NameRule[] = [
  {
    id: 'name.leonardo',
    tool: 'Leonardo',
    about: 'the file name Leonardo gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^Leonardo_[A-Z][A-Za-z]+(?:_\d+)?_.{5,60}_[0-3]\.(?:jpe?g|png|mp4)$/,
    matches: ['Leonardo_Phoenix_10_a_quay_at_dusk_0.jpg'],
    ignores: ['Leonardo_da_Vinci.jpg'],
  },
];
