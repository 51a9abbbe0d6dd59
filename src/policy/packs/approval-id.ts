import type { PolicyPack } from '../../domain/policy.ts';

/** The default pack: GenAI in a final needs a valid approval. */
export const approvalId: PolicyPack = {
  id: 'approval-id',
  version: '1.0.0',
  title: 'GenAI in a final needs a valid approval',
  source:
    'https://partnerhelp.netflixstudios.com/hc/en-us/articles/43393929218323-Using-Generative-AI-in-Content-Production',
  capturedAt: '2025-11-11',
  disclaimer:
    'A working rule derived from published studio guidance, restated for engineering use. Not legal advice and not a statement by any studio.',
  settings: {
    unknownInFinal: {
      default: 'warn',
      allowed: ['warn', 'review'],
      about: 'How much an item of unknown origin weighs in a final.',
    },
  },
  rules: [
    {
      code: 'OK-001',
      when: { generative: [false], origin: ['camera', 'human'], overruled: [false] },
      final: 'pass',
      temp: 'pass',
      rules: ['F-1'],
    },
    {
      code: 'ORG-005',
      when: { generative: [false], overruled: [true] },
      final: 'warn',
      temp: 'pass',
      rules: ['F-1'],
    },
    {
      code: 'AST-001',
      when: { generative: [false], involvement: ['assistive'] },
      final: 'warn',
      temp: 'pass',
      rules: ['T-3'],
    },
    {
      code: 'ORG-001',
      when: { generative: [false], origin: ['unknown'] },
      final: { setting: 'unknownInFinal' },
      temp: 'warn',
      rules: ['F-1'],
    },
    {
      code: 'OK-002',
      when: { generative: [true], approval: ['valid'] },
      final: 'pass',
      temp: 'pass',
      rules: ['G-5'],
    },
    {
      code: 'APR-000',
      when: { generative: [true], approval: ['no-record'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
    {
      code: 'APR-001',
      when: { generative: [true], approval: [null] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5', 'P4'],
    },
    {
      code: 'APR-004',
      when: { generative: [true], approval: ['not-yet-valid'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
    {
      code: 'APR-005',
      when: { generative: [true], approval: ['expired'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
    {
      code: 'APR-006',
      when: { generative: [true], approval: ['revoked'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
    {
      code: 'APR-008',
      when: { generative: [true], approval: ['out-of-scope'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
    {
      code: 'APR-011',
      when: { generative: [true], approval: ['document-missing'] },
      final: 'block',
      temp: 'warn',
      rules: ['G-5'],
    },
  ],
};
