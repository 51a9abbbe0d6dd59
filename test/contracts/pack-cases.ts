import { type ItemFacts, NOTHING_ASKED } from '../../src/domain/policy.ts';

/** An item as a pack sees it, and whether a pack lets it into a final. */
export interface PackCase {
  readonly what: string;
  readonly facts: ItemFacts;
  readonly codes: readonly string[];
}

const camera: ItemFacts = {
  ...NOTHING_ASKED,
  conflict: false,
  origin: 'camera',
  involvement: 'none',
  temporary: false,
  byRuleOnly: false,
  state: 'ok',
  suspected: false,
  generative: false,
  overruled: false,
  approval: undefined,
};
const genai: ItemFacts = {
  ...camera,
  origin: 'genai',
  involvement: 'full',
  temporary: true,
  generative: true,
};

/** For every shipped pack at least one item it lets into a final, and one it does not. */
export const packCases: Readonly<
  Record<string, { readonly allowed: readonly PackCase[]; readonly refused: readonly PackCase[] }>
> = {
  'approval-id': {
    allowed: [
      { what: 'a camera plate', facts: camera, codes: ['OK-001'] },
      { what: 'an approved shot', facts: { ...genai, approval: 'valid' }, codes: ['OK-002'] },
    ],
    refused: [
      { what: 'a shot nobody approved', facts: genai, codes: ['APR-001'] },
      { what: 'a shot whose approval ended', facts: { ...genai, approval: 'expired' }, codes: ['APR-005'] },
      {
        what: 'a shot that lost every trace but its mark',
        facts: { ...camera, origin: 'unknown', temporary: true, generative: true },
        codes: ['APR-001'],
      },
    ],
  },
  'netflix-genai-2025': {
    allowed: [
      { what: 'a camera plate', facts: camera, codes: ['OK-001'] },
      {
        what: 'a declared and approved shot with its proofs',
        facts: { ...genai, declaration: 'complete', approval: 'valid' },
        codes: ['OK-002'],
      },
    ],
    refused: [
      { what: 'a shot nobody declared or approved', facts: genai, codes: ['DEC-001', 'APR-001'] },
      {
        what: 'an approved replica without consent',
        facts: { ...genai, declaration: 'complete', approval: 'valid', hardStops: ['HST-001'] },
        codes: ['HST-001'],
      },
    ],
  },
};
