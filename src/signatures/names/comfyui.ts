import type { NameRule } from '../rule.ts';

/** ComfyUI numbers its files and ends the number with an underscore; its video nodes have their own form. */
export const names: readonly NameRule[] = [
  {
    id: 'name.comfyui',
    tool: 'ComfyUI',
    about: 'the file name ComfyUI gives',
    source: 'https://github.com/comfyanonymous/ComfyUI',
    name: /^ComfyUI(?:_temp_[a-z]{5})?_\d{5}_\.(?:png|webp|jpe?g|mp4|webm|flac|mp3|opus|glb|svg)$/i,
    matches: ['ComfyUI_00012_.png', 'ComfyUI_temp_abcde_00001_.webp'],
    ignores: ['ComfyUI_00012.png', 'myComfyUI_00012_.png'],
  },
  {
    id: 'name.video-helper-suite',
    tool: 'ComfyUI',
    about: 'the file name ComfyUI’s video nodes give',
    source: 'https://github.com/Kosinkadink/ComfyUI-VideoHelperSuite',
    name: /^(?:AnimateDiff_\d{5}(?:-audio)?\.(?:mp4|webm|gif|webp|mov|png)|[^/]{1,200}_\d{5}-audio\.(?:mp4|mov|mkv))$/i,
    matches: ['AnimateDiff_00003.mp4', 'quay_00001-audio.mp4'],
    ignores: ['AnimateDiff.mp4', 'quay-audio.mp4'],
  },
];
