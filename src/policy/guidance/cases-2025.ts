import type { PackCase } from '../../domain/policy.ts';

const GENAI: PackCase['facts'] = {
  origin: 'genai',
  involvement: 'full',
  temporary: true,
  generative: true,
  evidenceMet: false,
};
const DECLARED: PackCase['facts'] = { ...GENAI, declaration: 'complete' };
const LOW: PackCase['facts'] = { ...DECLARED, triage: 'socialize', notice: 'given' };
const APPROVED: PackCase['facts'] = { ...DECLARED, approval: 'valid', evidenceMet: true };

/** What the pack is meant to say, row by row of its decision list. */
export const netflixCases: readonly PackCase[] = [
  {
    what: 'D05: unknown origin in a final',
    facts: { origin: 'unknown', involvement: 'undetermined' },
    destination: 'final',
    verdict: 'review',
    codes: ['ORG-001'],
  },
  {
    what: 'D05: unknown origin for temp',
    facts: { origin: 'unknown', involvement: 'undetermined' },
    destination: 'temp',
    verdict: 'warn',
    codes: ['ORG-001'],
  },
  {
    what: 'D06: an assistive tool nobody declared',
    facts: { involvement: 'assistive' },
    destination: 'final',
    verdict: 'review',
    codes: ['AST-002'],
  },
  {
    what: 'D07: camera work on an undocumented word',
    facts: { weakBasis: true },
    destination: 'final',
    verdict: 'review',
    codes: ['ORG-003'],
  },
  {
    what: 'D08: a declared assistive tool',
    facts: { involvement: 'assistive', declaration: 'complete' },
    destination: 'final',
    verdict: 'pass',
    codes: ['AST-001'],
  },
  { what: 'D09: a camera plate', facts: {}, destination: 'final', verdict: 'pass', codes: ['OK-001'] },
  {
    what: 'D10: a replica without consent, approved, for temp',
    facts: { ...APPROVED, hardStops: ['HST-001'] },
    destination: 'temp',
    verdict: 'block',
    codes: ['HST-001'],
  },
  {
    what: 'D11: refused for every use',
    facts: { ...DECLARED, refused: 'all_use', approval: 'rejected' },
    destination: 'temp',
    verdict: 'block',
    codes: ['APR-003', 'APR-010'],
  },
  {
    what: 'D12: GenAI nobody declared',
    facts: GENAI,
    destination: 'final',
    verdict: 'block',
    codes: ['DEC-001', 'APR-001'],
  },
  {
    what: 'D12: GenAI nobody declared, for temp: it counts as the riskiest use',
    facts: GENAI,
    destination: 'temp',
    verdict: 'review',
    codes: ['DEC-001', 'APR-010'],
  },
  {
    what: 'D13: approved, a needed proof is missing',
    facts: { ...APPROVED, evidenceMet: false },
    destination: 'final',
    verdict: 'block',
    codes: ['EVD-001'],
  },
  {
    what: 'D14: approved, with every proof',
    facts: APPROVED,
    destination: 'final',
    verdict: 'pass',
    codes: ['OK-002'],
  },
  {
    what: 'D15: a mood board is no final',
    facts: LOW,
    destination: 'final',
    verdict: 'block',
    codes: ['APR-001'],
  },
  {
    what: 'D16: an escalated use without an answer',
    facts: DECLARED,
    destination: 'temp',
    verdict: 'review',
    codes: ['APR-010'],
  },
  {
    what: 'D17: a background element nobody judged',
    facts: { ...DECLARED, triage: 'judgement_open' },
    destination: 'temp',
    verdict: 'warn',
    codes: ['TRI-001'],
  },
  {
    what: 'D18: a mood board nobody was told of',
    facts: { ...LOW, notice: 'none' },
    destination: 'temp',
    verdict: 'warn',
    codes: ['NTF-001'],
  },
  {
    what: 'D19: a mood board, declared and notified',
    facts: LOW,
    destination: 'temp',
    verdict: 'pass',
    codes: ['OK-003'],
  },
  {
    what: 'a script that went into a tool without clearance',
    facts: { ...DECLARED, breaches: ['DAT-001'] },
    destination: 'temp',
    verdict: 'review',
    codes: ['DAT-001', 'APR-010'],
  },
];
