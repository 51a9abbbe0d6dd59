import { POINTS } from '../domain/origin.ts';
import type { SignatureRule } from './rule.ts';

/** Tensor.Art writes its settings beside the graph of its ComfyUI workers. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'tensorart.settings',
    tool: 'Tensor.Art',
    about: 'generation settings as Tensor.Art writes them',
    source: 'https://github.com/enslo/sd-metadata',
    field: /^(?:png\.text\.generation_data|exif\.UserComment|file\.text)$/,
    keyword: '"prompt"',
    value: /"baseModel"\s*:|"cfgScale"\s*:|"modelFileName"\s*:/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [
      [['png.text.generation_data', '{"prompt":"a quay","seed":"3","steps":25,"baseModel":{"hash":"AB"}}']],
    ],
    ignores: [[['png.text.generation_data', '{"generation":"third"}']]],
  },
];
