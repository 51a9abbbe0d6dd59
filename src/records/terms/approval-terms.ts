import { type ApprovalTerms, AUTHORITIES, DERIVATIVE_SCOPES } from '../../domain/approval.ts';
import type { Asset } from '../../domain/asset.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { PROMINENCES } from '../../domain/use-statement.ts';
import { inChunks } from '../../gate/chunks.ts';
import { asApprovalId } from '../../gate/scope-values.ts';
import { givenText, usage } from '../given.ts';
import { choice } from '../use/choice.ts';
import { guidancesOf, useCaseNamed } from '../use/use-cases.ts';

/** Further terms of an approval as a person types them; none is needed. */
export interface TermsRequest {
  readonly decision?: string | undefined;
  readonly rejects?: string | undefined;
  readonly authority?: string | undefined;
  readonly company?: string | undefined;
  readonly role?: string | undefined;
  readonly cut?: string | undefined;
  readonly derivatives?: string | undefined;
  readonly useCases?: readonly string[] | undefined;
  readonly maxProminence?: string | undefined;
  readonly shots?: readonly string[] | undefined;
  readonly scenes?: readonly string[] | undefined;
  /** Names of the performers it is for; nobody else is covered. */
  readonly talent?: readonly string[] | undefined;
  /** What must be met first, in words, in order. */
  readonly conditions?: readonly string[] | undefined;
  /** The approval id this one replaces. */
  readonly supersedes?: string | undefined;
}

/** Terms a person stated, with the names of performers, who get their ids when the approval is recorded. */
export interface StatedTerms {
  readonly terms: ApprovalTerms;
  readonly talent: readonly string[];
}

const DECISIONS = ['granted', 'granted_with_conditions', 'rejected'] as const;
const REJECTS = ['final_only', 'all_use'] as const;
const MOST_CONDITIONS = 50;

/** The terms a person stated. Throws `usage` for words that are none, and for terms that contradict each other. */
export function statedTerms(request: TermsRequest, runtime: Pick<Runtime, 'policies'>): StatedTerms {
  const guidances = guidancesOf(runtime);
  const conditions = texts(request.conditions, 'A condition', '--condition TEXT');
  const decision = decisionOf(request, conditions);
  const useCases = request.useCases?.map((text) => useCaseNamed(text, guidances));
  const placements = [
    ...texts(request.scenes, 'A scene', '--scene NAME').map((scene) => ({ scene })),
    ...texts(request.shots, 'A shot', '--shot NAME').map((shot) => ({ shot })),
  ];
  const talent = texts(request.talent, 'The name of a performer', '--talent NAME');
  const { authority, company, role, cut, derivatives, maxProminence, supersedes } = request;
  const terms: ApprovalTerms = {
    ...(decision === undefined ? {} : { decision }),
    ...(decision === 'rejected'
      ? { rejects: choice(request.rejects ?? 'final-only', REJECTS, '--rejects') }
      : {}),
    ...(authority === undefined ? {} : { authority: choice(authority, AUTHORITIES, '--authority') }),
    ...(company === undefined
      ? {}
      : { issuerCompany: givenText(company, 'The company of who granted it', '--company NAME') }),
    ...(role === undefined
      ? {}
      : { issuerRole: givenText(role, 'The role of who granted it', '--role TEXT') }),
    ...(cut === undefined ? {} : { cut: givenText(cut, 'The cut', '--cut NAME') }),
    ...(derivatives === undefined
      ? {}
      : { derivatives: choice(derivatives, DERIVATIVE_SCOPES, '--derivatives') }),
    ...(isEmpty(useCases) ? {} : { useCases: [...new Set(useCases)].sort() }),
    ...(maxProminence === undefined
      ? {}
      : { maxProminence: choice(maxProminence, PROMINENCES, '--max-prominence') }),
    ...(placements.length === 0 ? {} : { placements }),
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(supersedes === undefined ? {} : { supersedes: asApprovalId(supersedes) }),
  };
  return { terms, talent };
}

function decisionOf(request: TermsRequest, conditions: readonly string[]): ApprovalTerms['decision'] {
  const said = request.decision === undefined ? undefined : choice(request.decision, DECISIONS, '--decision');
  if (said === 'rejected' && conditions.length > 0)
    throw usage('What is refused has no conditions.', 'Leave --condition away, or record a grant.');
  if (said !== 'rejected' && request.rejects !== undefined)
    throw usage(
      'Only a refusal says how far it reaches.',
      'Give --rejects together with --decision rejected.',
    );
  if (said === 'granted_with_conditions' && conditions.length === 0)
    throw usage('The conditions are missing.', 'Give each with --condition TEXT.');
  if (conditions.length > MOST_CONDITIONS)
    throw usage(
      `An approval has at most ${MOST_CONDITIONS} conditions.`,
      'Write several into one, and put the rest into the document.',
    );
  if (conditions.length > 0) return 'granted_with_conditions';
  return said === 'rejected' ? said : undefined;
}

/**
 * The terms as they are recorded: what was stated, and, where a policy asks how GenAI is used, which declarations and rules stood
 * then. A plain approval elsewhere has none.
 */
export async function recordedTerms(
  runtime: Runtime,
  { terms, talent }: StatedTerms,
  assets: readonly Asset[],
): Promise<ApprovalTerms | undefined> {
  const persons = [];
  for (const name of talent) persons.push(await runtime.registry.people.idOf(name));
  const stated: ApprovalTerms = { ...terms, ...(persons.length === 0 ? {} : { talent: persons }) };
  if (!asksUses(runtime)) return Object.keys(stated).length === 0 ? undefined : stated;
  const declarations = await declarationsOf(runtime, assets);
  return {
    ...stated,
    ...(declarations.length === 0 ? {} : { declarations }),
    packs: runtime.policies.map(({ pack, sha256 }) => ({ id: pack.id, version: pack.version, sha256 })),
  };
}

/** Whether some policy of the production asks how GenAI is used. */
export function asksUses({ policies }: Pick<Runtime, 'policies'>): boolean {
  return policies.some(({ pack }) => pack.guidance !== undefined);
}

/** Whether the terms restrict an approval to uses nobody can tell from the file itself. */
export function restrictsUse({ terms, talent }: StatedTerms): boolean {
  const { useCases, maxProminence, placements } = terms;
  return talent.length > 0 || [useCases, maxProminence, placements].some((each) => each !== undefined);
}

async function declarationsOf(runtime: Runtime, assets: readonly Asset[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const chunk of inChunks(assets.map(({ id }) => id)))
    for (const declaration of (await runtime.registry.declarations.current(chunk)).values())
      if (declaration.use !== undefined) found.add(declaration.recordId);
  return [...found].sort();
}

function texts(values: readonly string[] | undefined, what: string, option: string): readonly string[] {
  return [...new Set((values ?? []).map((each) => givenText(each, what, option)))];
}

function isEmpty(values: readonly string[] | undefined): values is undefined {
  return values === undefined || values.length === 0;
}
