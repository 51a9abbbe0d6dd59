import type { ApprovalState } from '../../domain/approval.ts';
import type { FindingCode } from '../../domain/finding.ts';
import type { PolicyPack, PolicyRule } from '../../domain/policy.ts';
import { netflixCases } from '../guidance/cases-2025.ts';
import { netflixGuidance } from '../guidance/netflix-2025.ts';
import { passages2025 } from '../guidance/passages-2025.ts';

/** Every state of an approval that lets nothing through, with the code that says so; `null` where none is attached. */
const REFUSALS: readonly (readonly [FindingCode, ApprovalState | null, readonly string[]])[] = [
  ['APR-000', 'no-record', ['G-5']],
  ['APR-001', null, ['G-5', 'P4']],
  ['APR-002', 'pending', ['G-5']],
  ['APR-003', 'rejected', ['G-5']],
  ['APR-004', 'not-yet-valid', ['G-5']],
  ['APR-005', 'expired', ['G-5']],
  ['APR-006', 'revoked', ['G-5']],
  ['APR-007', 'superseded', ['G-5']],
  ['APR-008', 'out-of-scope', ['G-5']],
  ['APR-009', 'conditions-open', ['G-5']],
  ['APR-011', 'document-missing', ['G-5']],
  ['APR-012', 'authority-too-low', ['G-5']],
  ['APR-013', 'self-approved', ['G-5']],
  ['APR-014', 'declaration-changed', ['G-5']],
  ['APR-015', 'rules-changed', ['G-5']],
];

const notValid = REFUSALS.map(([, state]) => state);

/** What is not GenAI: rows D05 to D09 of the decision list. */
const notGenerative: readonly PolicyRule[] = [
  {
    code: 'OK-001',
    when: {
      generative: [false],
      origin: ['camera', 'human'],
      involvement: ['full', 'partial', 'derived', 'none', 'undetermined'],
      overruled: [false],
      weakBasis: [false],
    },
    final: 'pass',
    temp: 'pass',
    rules: ['F-1'],
  },
  {
    code: 'ORG-001',
    when: { generative: [false], origin: ['unknown'], baseline: [false] },
    final: { setting: 'unknownInFinal' },
    temp: { setting: 'unknownInTemp' },
    rules: ['F-1'],
  },
  {
    code: 'ORG-001',
    when: { generative: [false], origin: ['unknown'], baseline: [true] },
    final: 'warn',
    temp: 'warn',
    rules: ['F-1'],
  },
  {
    code: 'ORG-003',
    when: { generative: [false], origin: ['camera', 'human'], overruled: [false], weakBasis: [true] },
    final: { setting: 'weakEvidenceInFinal' },
    temp: 'warn',
    rules: ['F-1'],
  },
  {
    code: 'ORG-005',
    when: { generative: [false], overruled: [true], seconded: [true] },
    final: 'warn',
    temp: 'pass',
    rules: ['F-1'],
  },
  {
    code: 'ORG-005',
    when: { generative: [false], overruled: [true], seconded: [false] },
    final: 'review',
    temp: 'warn',
    rules: ['F-1'],
  },
  {
    code: 'AST-001',
    when: { generative: [false], involvement: ['assistive'], declaration: ['complete'] },
    final: 'pass',
    temp: 'pass',
    rules: ['T-3'],
  },
  {
    code: 'AST-002',
    when: { generative: [false], involvement: ['assistive'], declaration: ['none', 'incomplete', 'stale'] },
    final: { setting: 'undeclaredAssistiveInFinal' },
    temp: 'warn',
    rules: ['T-3'],
  },
];

/** What stops GenAI whatever was approved: rows D10 to D12. */
const stops: readonly PolicyRule[] = [
  ...netflixGuidance.hardStops.map(
    ({ code, rules }): PolicyRule => ({
      code,
      when: { generative: [true], hardStops: [code] },
      final: 'block',
      temp: 'block',
      rules,
    }),
  ),
  {
    code: 'APR-003',
    when: { generative: [true], refused: ['all_use'] },
    final: 'block',
    temp: 'block',
    rules: ['G-5'],
  },
  {
    code: 'APR-003',
    when: { generative: [true], refused: ['final_only'], triage: ['escalate'] },
    final: 'block',
    temp: 'block',
    rules: ['G-5'],
  },
  {
    code: 'APR-003',
    when: {
      generative: [true],
      refused: ['final_only'],
      triage: ['socialize', 'judgement_open', 'judged_incidental'],
    },
    final: 'block',
    temp: 'warn',
    rules: ['G-5'],
  },
  {
    code: 'DEC-001',
    when: { generative: [true], declaration: ['none'] },
    final: 'block',
    temp: 'warn',
    rules: ['G-3'],
  },
  {
    code: 'DEC-002',
    when: { generative: [true], declaration: ['incomplete'] },
    final: 'block',
    temp: 'warn',
    rules: ['G-3'],
  },
  {
    code: 'DEC-003',
    when: { generative: [true], declaration: ['stale'] },
    final: 'block',
    temp: 'warn',
    rules: ['G-3'],
  },
  ...(['DEC-004', 'DEC-005', 'DEC-006', 'DEC-007'] as const).map(
    (code): PolicyRule => ({
      code,
      when: { generative: [true], faults: [code] },
      final: 'block',
      temp: 'warn',
      rules: [code === 'DEC-004' ? 'P4' : 'C1'],
    }),
  ),
  {
    code: 'DAT-001',
    when: { generative: [true], breaches: ['DAT-001'], approval: notValid },
    final: 'block',
    temp: 'review',
    rules: ['A1', 'A2', 'M6'],
  },
  {
    // Whoever approved the use saw its inputs; were this to hold it up, saying nothing of them would pay.
    code: 'DAT-001',
    when: { generative: [true], breaches: ['DAT-001'], approval: ['valid'] },
    final: 'block',
    temp: 'warn',
    rules: ['A1', 'A2', 'M6'],
  },
  {
    code: 'UNI-001',
    when: { generative: [true], breaches: ['UNI-001'] },
    final: 'block',
    temp: 'warn',
    rules: ['D2'],
  },
  {
    code: 'ETH-001',
    when: { generative: [true], breaches: ['ETH-001'], approval: notValid },
    final: 'block',
    temp: 'warn',
    rules: ['D1'],
  },
];

/** What an approval settles, and what its absence leaves: rows D13 to D19. */
const approvals: readonly PolicyRule[] = [
  {
    code: 'EVD-001',
    when: { generative: [true], approval: ['valid'], evidenceMet: [false] },
    final: 'block',
    temp: 'warn',
    rules: ['F-6'],
  },
  {
    code: 'OK-002',
    when: {
      generative: [true],
      approval: ['valid'],
      evidenceMet: [true],
      declaration: ['complete'],
      hardStops: [],
      refused: ['no'],
    },
    final: 'pass',
    temp: 'pass',
    rules: ['G-5'],
  },
  ...REFUSALS.map(
    ([code, state, rules]): PolicyRule => ({
      code,
      when: { generative: [true], approval: [state] },
      final: 'block',
      rules,
    }),
  ),
  {
    // Nobody knows how risky an undeclared use is, so it counts as the riskiest.
    code: 'APR-010',
    when: { generative: [true], approval: notValid, triage: ['escalate'] },
    temp: 'review',
    rules: ['G-5'],
  },
  {
    code: 'TRI-001',
    when: { generative: [true], approval: notValid, declaration: ['complete'], triage: ['judgement_open'] },
    final: 'review',
    temp: 'warn',
    rules: ['M2'],
  },
  {
    code: 'NTF-001',
    when: {
      generative: [true],
      approval: notValid,
      declaration: ['complete'],
      triage: ['socialize', 'judged_incidental'],
      notice: ['none'],
    },
    final: 'review',
    temp: { setting: 'missingNoticeInTemp' },
    rules: ['G-3'],
  },
  {
    code: 'NTF-002',
    when: {
      generative: [true],
      approval: notValid,
      declaration: ['complete'],
      triage: ['socialize', 'judged_incidental'],
      notice: ['late'],
    },
    final: 'review',
    temp: { setting: 'missingNoticeInTemp' },
    rules: ['G-3'],
  },
  {
    code: 'OK-003',
    when: {
      generative: [true],
      approval: notValid,
      declaration: ['complete'],
      triage: ['socialize', 'judged_incidental'],
      notice: ['given'],
      hardStops: [],
      refused: ['no'],
    },
    temp: 'pass',
    rules: ['M1'],
  },
];

/** The streamer's guidance on generative AI in production, restated. */
export const netflixGenai2025: PolicyPack = {
  schema: 'provgate.policy-pack/1',
  id: 'netflix-genai-2025',
  version: '1.0.0',
  title: 'Netflix: Using Generative AI in Content Production (restated)',
  source:
    'https://partnerhelp.netflixstudios.com/hc/en-us/articles/43393929218323-Using-Generative-AI-in-Content-Production',
  capturedAt: '2025-11-11',
  disclaimer: 'Restatement for engineering use. Not legal advice and not a statement by Netflix.',
  settings: {
    unknownInFinal: {
      default: 'review',
      allowed: ['review', 'block'],
      about: 'How much an item of unknown origin weighs in a final.',
    },
    unknownInTemp: {
      default: 'warn',
      allowed: ['warn', 'review'],
      about: 'How much an item of unknown origin weighs for temp.',
    },
    weakEvidenceInFinal: {
      default: 'review',
      allowed: ['review', 'block'],
      about: 'How much weighs in a final that the only sign against GenAI is weak.',
    },
    undeclaredAssistiveInFinal: {
      default: 'review',
      allowed: ['warn', 'review', 'block'],
      about: 'How much an assistive tool nobody declared weighs in a final.',
    },
    missingNoticeInTemp: {
      default: 'warn',
      allowed: ['warn', 'review'],
      about: 'How much weighs for temp that the studio contact was not told, or late.',
    },
    selfApproval: {
      default: 'no',
      allowed: ['yes', 'no'],
      about: 'Whether who made or declared a work may also approve it.',
    },
    waiverMaxDays: {
      default: netflixGuidance.waiverMaxDays,
      least: 1,
      most: 365,
      milder: 'higher',
      about: 'How many days a waiver may hold at most.',
    },
    openEndedApprovalWarnMonths: {
      default: netflixGuidance.openEndedApprovalWarnMonths,
      least: 1,
      most: 60,
      milder: 'higher',
      about: 'After how many months an approval without an end is brought up.',
    },
    sourceAgeWarnMonths: {
      default: netflixGuidance.sourceAgeWarnMonths,
      least: 1,
      most: 60,
      milder: 'higher',
      about: 'After how many months since its capture the source has to be looked at again.',
    },
    promptTerms: {
      default: netflixGuidance.promptTerms,
      about: 'Names and works that turn a prompt without a stated reference into a question.',
    },
  },
  rules: [...notGenerative, ...stops, ...approvals],
  guidance: netflixGuidance,
  passages: passages2025,
  cases: netflixCases,
};
