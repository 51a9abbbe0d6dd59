import type { NameRule } from '../rule.ts';

/** The Stable Diffusion WebUI names by counter and seed, its contact sheets by counter. */
export const names: readonly NameRule[] = [
  {
    id: 'name.webui',
    tool: 'Stable Diffusion WebUI',
    about: 'the file name the Stable Diffusion WebUI gives',
    source: 'https://github.com/lllyasviel/stable-diffusion-webui-forge',
    name: /^(?:\d{5}-\d{6,10}(?:-.+)?\.(?:png|jpe?g|webp)|grid-\d{4}\.png)$/i,
    matches: ['00012-2390355032.png', '00012-2390355032-a quay.jpg', 'grid-0001.png'],
    ignores: ['00012-23.png', 'grid-1.png'],
  },
];
