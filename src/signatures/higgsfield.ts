import { POINTS } from '../domain/origin.ts';
import { UUID } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** Higgsfield adds its job id to every PNG (`hf` is not Hugging Face). */
export const rules: readonly SignatureRule[] = [
  {
    id: 'higgsfield.job',
    tool: 'Higgsfield',
    about: 'a Higgsfield job id',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    field: /^png\.text\.hf-job-id$/,
    keyword: '',
    value: UUID,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.hf-job-id', '2b6e053b-9a65-4ca9-9e13-b6f4465164d4']]],
    ignores: [[['png.text.job-id', '2b6e053b-9a65-4ca9-9e13-b6f4465164d4']]],
  },
];
