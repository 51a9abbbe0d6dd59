import type { NameRule } from '../rule.ts';

/** ChatGPT names by date in the language of its user; earlier pictures begin with the name of the model. */
export const names: readonly NameRule[] = [
  {
    id: 'name.chatgpt',
    tool: 'ChatGPT',
    about: 'the file name ChatGPT gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^ChatGPT Image .{1,40}\d{1,2}[_:.]\d{2}[_:.]\d{2}.{0,12}\.(?:png|jpe?g|webp)$/i,
    matches: ['ChatGPT Image Apr 3, 2025, 10_12_33 AM.png', 'ChatGPT Image 3. Apr. 2025, 10_12_33 (1).png'],
    ignores: ['ChatGPT Images explained.png', 'A ChatGPT Image.png'],
  },
  {
    id: 'name.dalle',
    tool: 'DALL·E',
    about: 'the file name DALL·E gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^DALL[·.-]E \d{4}-\d{2}-\d{2} \d{2}[. ]\d{2}[. ]\d{2} - .+\.(?:webp|png)$/i,
    matches: ['DALL·E 2024-03-08 20.22.53 - A puppy surfing.webp'],
    ignores: ['DALL·E poster.png'],
  },
  {
    id: 'name.sora',
    tool: 'Sora',
    about: 'the file name the Sora site gives',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    name: /^\d{8}_\d{4}_.+_simple_compose_[0-9a-z]+\.(?:mp4|png)$/i,
    matches: ['20250403_1012_Quay at Dusk_simple_compose_01jqx.mp4'],
    ignores: ['20250403_1012_quay.mp4'],
  },
];
