import { NON_EMPTY } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** Krita’s AI plugin leaves annotations in the document; whether its results are in the picture is not told. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'krita-ai.annotation',
    tool: 'Krita AI Diffusion',
    about: 'the AI plugin of Krita was used in this document',
    source: 'https://github.com/Acly/krita-ai-diffusion',
    field: /^kra\.annotation\.ai_diffusion\//,
    keyword: '',
    value: NON_EMPTY,
    points: 'unjudged',
    strength: 'tool',
    matches: [[['kra.annotation.ai_diffusion/ui.json', '{"history":[]}']]],
    ignores: [[['kra.annotation.notes.txt', 'ai_diffusion/ is a folder']]],
  },
];
