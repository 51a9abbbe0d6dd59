import type { Instant, Sha256 } from '../../src/domain/asset.ts';
import type { Guidance } from '../../src/domain/guidance.ts';
import type { Paper, PaperBodies, PaperKind } from '../../src/domain/paper.ts';
import type { PersonId } from '../../src/domain/person.ts';
import { type ItemFacts, NOTHING_ASKED, type PolicyFinding } from '../../src/domain/policy.ts';
import type { UseStatement } from '../../src/domain/use-statement.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { loadPolicies } from '../../src/policy/index.ts';
import type { UseContext } from '../../src/policy/use/context.ts';
import { judgeUse, type UseJudgement } from '../../src/policy/use/judge-use.ts';

export const NOW = '2026-11-22T10:00:00.000Z' as Instant;
export const day = (text: string): Instant => `${text}T00:00:00.000Z` as Instant;
export const person = (name: string): PersonId => name as PersonId;
export const LETTER = 'd'.repeat(64) as Sha256;

const [loaded] = loadPolicies([{ pack: 'netflix-genai-2025', settings: {} }]);
const found = loaded?.pack.guidance;
if (loaded === undefined || found === undefined) throw new Error('the full pack has no guidance');
export const fullPolicy = loaded;
export const guidance: Guidance = found;

/** An ideation image with every short answer given, all of them good. */
export const ideation: UseStatement = {
  company: 'Quayside Ltd',
  tool: { name: 'Midjourney', deployment: 'enterprise_agreement' },
  model: { name: 'v7' },
  enterpriseSecured: 'yes',
  storesIo: 'no',
  reusesIo: 'no',
  trainsOnIo: 'no',
  inputs: [],
  talent: [],
  useCases: ['UC-IDEATION'],
  intendedUse: 'temp',
};

/** A generated element meant for a final, with every answer given. */
export const finalElement: UseStatement = {
  ...ideation,
  useCases: ['UC-FINAL-ELEMENT'],
  intendedUse: 'final',
  generatedFrom: day('2026-11-10'),
  operator: person('op'),
  vendorChain: [],
  phase: 'post',
  termsTier: 'Enterprise',
  trainingSets: [],
  prompts: [],
  references: [],
  purpose: 'a building collapses',
  modality: ['video'],
  keyCharacter: false,
  keyVisual: false,
  centralSetting: false,
  misleading: { couldBeTakenAsReal: 'no', newsStyle: false, realPerson: false, realEvent: false },
  unionImpact: [],
  commercialUse: 'yes',
  indemnity: 'yes',
  placement: [{ scene: '12', shot: 'sh010' }],
  prominence: 'visible',
  humanContribution: 'appreciable',
};

/** A background element seen on camera, with every answer given. */
export const background: UseStatement = {
  ...finalElement,
  useCases: ['UC-BACKGROUND'],
  prominence: 'incidental',
};

/** A statement without one of its answers. */
export function without(use: UseStatement, ...fields: readonly (keyof UseStatement)[]): UseStatement {
  return Object.fromEntries(Object.entries(use).filter(([name]) => !fields.some((field) => field === name)));
}

/** A paper with one document that is there. */
export function paper<Kind extends PaperKind>(kind: Kind, body: PaperBodies[Kind]): Paper<Kind>;
export function paper(kind: PaperKind, body: PaperBodies[PaperKind]): object {
  return {
    kind,
    recordId: `${kind}-1`,
    body,
    assetIds: [],
    about: [],
    documents: [{ sha256: LETTER, sizeBytes: 3, name: 'letter.pdf' }],
    supersedes: undefined,
    recordedBy: person('recorder'),
    recordedAt: NOW,
    eventSeq: 1,
  };
}

/** A context in which nothing was recorded. */
export function context(change: Partial<UseContext> = {}): UseContext {
  return {
    destination: 'temp',
    now: NOW,
    title: 'Quayside',
    notices: [],
    judgements: [],
    evidence: [],
    consents: [],
    soundDocuments: new Set([LETTER]),
    ...change,
  };
}

/** What a statement comes to under the full pack. */
export function judged(use: UseStatement, change: Partial<UseContext> = {}): UseJudgement {
  return judgeUse(use, guidance, context(change));
}

/** What the full pack finds in a GenAI item of this use; of none where undefined. */
export function findings(
  use: UseStatement | undefined,
  change: Partial<UseContext> & Partial<Pick<ItemFacts, 'approval' | 'refused'>> = {},
): readonly PolicyFinding[] {
  const { approval, refused = 'no', ...rest } = change;
  const about = context(rest);
  const facts = use === undefined ? { evidenceMet: false } : judgeUse(use, guidance, about).facts;
  const item: ItemFacts = {
    ...NOTHING_ASKED,
    ...facts,
    refused,
    origin: 'genai',
    involvement: 'full',
    temporary: true,
    byRuleOnly: false,
    state: 'ok',
    suspected: false,
    conflict: false,
    generative: true,
    overruled: false,
    approval,
  };
  return evaluate(fullPolicy, item, about.destination);
}

/** The codes of some findings, in order. */
export const codes = (found: readonly PolicyFinding[]): readonly string[] => found.map(({ code }) => code);
