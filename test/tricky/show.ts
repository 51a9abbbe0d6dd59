import type { ApprovalScope, ApprovalTerms } from '../../src/domain/approval.ts';
import type { AssetId, Instant } from '../../src/domain/asset.ts';
import type { Declaration } from '../../src/domain/declaration.ts';
import type { Involvement } from '../../src/domain/origin.ts';
import type { EvidenceType, Paper, PaperBodies, PaperKind } from '../../src/domain/paper.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { UseStatement } from '../../src/domain/use-statement.ts';
import type { CheckRequest } from '../../src/gate/request.ts';
import { type Stage, stage } from '../helpers/gate-production.ts';

/** The day a consent was signed, the day the studio was told, the day of making, and the day of approval, in that order. */
export const SIGNED = day('2025-02-01');
export const TOLD = day('2025-03-01');
export const MADE = day('2025-03-02');
export const APPROVED = day('2025-04-01');
export const LATER = day('2025-03-20');

/** A production under the full guidance; `more` goes into its configuration. */
export function underGuidance(
  files: Readonly<Record<string, Uint8Array | string>>,
  more: object = {},
): Promise<Stage> {
  return stage(files, { policy: ['netflix-genai-2025'], ...more });
}

/** `verdict CODE,CODE` of one file for each destination, as the gate tells them. */
export async function bothWays(
  show: Stage,
  path: string,
  more: Partial<CheckRequest> = {},
): Promise<{ readonly temp: string; readonly final: string }> {
  return {
    temp: await verdictOf(show, path, { ...more, destination: 'temp' }),
    final: await verdictOf(show, path, { ...more, destination: 'final' }),
  };
}

/** `verdict CODE,CODE` of one file. */
export async function verdictOf(
  show: Stage,
  path: string,
  more: Partial<CheckRequest> = {},
): Promise<string> {
  const check = await show.check([path], more);
  const [item] = check.items;
  if (item === undefined) return `${check.outcome} ${check.findings.map(({ code }) => code).join(',')}`;
  return `${item.verdict} ${item.findings.map(({ code }) => code).join(',')}`;
}

/**
 * What a careful artist says of a picture made in a secured tool from nothing but words, for temp: every question answered, no reason
 * for worry in any answer.
 */
export async function aUse(show: Stage, change: Partial<UseStatement> = {}): Promise<UseStatement> {
  return {
    company: 'Acme VFX',
    role: 'Artist',
    vendorChain: [],
    phase: 'post',
    operator: await show.runtime.registry.people.idOf('Noor Artist'),
    operatorUnion: 'none',
    generatedFrom: MADE,
    tool: { name: 'Paintbox', vendor: 'Example', version: '2', deployment: 'enterprise_agreement' },
    model: { name: 'paintbox-xl', version: '1' },
    termsTier: 'enterprise',
    enterpriseSecured: 'yes',
    storesIo: 'no',
    reusesIo: 'no',
    trainsOnIo: 'no',
    commercialUse: 'yes',
    indemnity: 'yes',
    inputs: [],
    trainingSets: [],
    prompts: [],
    references: [],
    purpose: 'Stand-in',
    useCases: ['UC-TEMP-MEDIA'],
    intendedUse: 'temp',
    modality: ['image'],
    placement: [{ episode: '101', shot: '010' }],
    prominence: 'incidental',
    keyCharacter: false,
    keyVisual: false,
    centralSetting: false,
    talent: [],
    misleading: { couldBeTakenAsReal: 'no', newsStyle: false, realPerson: false, realEvent: false },
    unionImpact: [],
    humanContribution: 'appreciable',
    humanStatement: 'Painted over by hand.',
    ...change,
  };
}

/** The same, meant to stay in the picture. */
export function aFinalUse(show: Stage, change: Partial<UseStatement> = {}): Promise<UseStatement> {
  return aUse(show, { useCases: ['UC-FINAL-ELEMENT'], intendedUse: 'final', ...change });
}

interface Said {
  readonly by?: string;
  readonly origin?: Declaration['origin'];
  readonly involvement?: Involvement;
  readonly basis?: string;
  readonly documented?: boolean;
  readonly supersedes?: string;
}

/** Registers the files, if they are not yet, and declares how they were made. */
export async function declared(
  show: Stage,
  paths: string | readonly string[],
  use: UseStatement | undefined,
  said: Said = {},
): Promise<Declaration> {
  const { registry, actor, clock } = show.runtime;
  const origin = said.origin ?? 'genai';
  return registry.declarations.record(
    {
      assetIds: await assetsAt(show, paths),
      origin,
      involvement: said.involvement ?? (origin === 'genai' ? 'full' : 'none'),
      tool: use?.tool?.name,
      declarant: said.by ?? 'Noor Artist',
      basis: said.basis ?? 'Made it',
      document: said.documented === true ? document('statement.txt') : undefined,
      use,
      supersedes: said.supersedes,
    },
    actor,
    clock.now(),
  );
}

/** The studio contact was told of the files. */
export async function told(show: Stage, paths: string | readonly string[], at = TOLD): Promise<Paper> {
  const to = await show.runtime.registry.people.idOf('Studio contact');
  return paper(show, { kind: 'notice', body: { to, toldAt: at, channel: 'mail' } }, paths);
}

/** A named person looked at a background element. */
export async function judged(
  show: Stage,
  path: string,
  outcome: 'incidental' | 'story_relevant' = 'incidental',
): Promise<Paper> {
  const by = await show.runtime.registry.people.idOf('Sasha Supervisor');
  const reason = 'Out of focus on the wall';
  return paper(show, { kind: 'judgement', body: { outcome, reason, by } }, path);
}

/** A performer agreed to a use, in writing. */
export async function consented(
  show: Stage,
  performer: string,
  change: Partial<PaperBodies['consent']> & { readonly supersedes?: string } = {},
): Promise<Paper> {
  const { supersedes, ...body } = change;
  const giver = await show.runtime.registry.people.idOf(performer);
  const whole: PaperBodies['consent'] = {
    giver,
    performer: giver,
    capacity: 'performer',
    uses: 'Voice of the ferryman, episode 101',
    signedAt: SIGNED,
    state: 'valid',
    ...body,
  };
  return paper(show, { kind: 'consent', body: whole }, [], { supersedes });
}

/** Proofs of these types are attached to a file. */
export async function proved(show: Stage, path: string, ...types: readonly EvidenceType[]): Promise<void> {
  for (const type of types) await paper(show, { kind: 'evidence', body: { type } }, path);
}

/** A clearance that names an input and a tool. */
export function cleared(show: Stage, path: string, subject: string, tool: string): Promise<Paper> {
  const body = { type: 'EV-INPUT-CLEARANCE', subject, tool } as const;
  return paper(show, { kind: 'evidence', body }, path);
}

interface Granted {
  readonly id?: string;
  readonly by?: string;
  readonly scope?: Partial<ApprovalScope>;
  readonly terms?: ApprovalTerms;
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
}

/** The studio said yes in writing; by default its lawyers, to everything. */
export async function granted(
  show: Stage,
  paths: string | readonly string[],
  { id = 'NFLX-0042', by = 'Studio lawyer', scope, terms, validFrom, validUntil }: Granted = {},
): Promise<string> {
  const { registry, actor, clock } = show.runtime;
  const open = { types: undefined, episodes: undefined, territories: undefined, channels: undefined };
  const made = await registry.approvals.record(
    {
      id,
      assetIds: await assetsAt(show, paths),
      grantedBy: by,
      document: document(`${id}.txt`),
      validFrom: validFrom ?? APPROVED,
      validUntil,
      scope: { ...open, ...scope },
      note: undefined,
      terms: { authority: 'studio_legal', ...terms },
    },
    actor,
    clock.now(),
  );
  return made.recordId;
}

/** What a paper says. */
type Saying = { readonly [K in PaperKind]: { readonly kind: K; readonly body: PaperBodies[K] } }[PaperKind];

interface Beside {
  readonly supersedes?: string | undefined;
  readonly about?: readonly string[];
}

/** Records one paper with a document of its own. */
export async function paper(
  show: Stage,
  saying: Saying,
  paths: string | readonly string[],
  { supersedes, about = [] }: Beside = {},
): Promise<Paper> {
  const { registry, actor, clock } = show.runtime;
  const documents = [document(`${saying.kind}.txt`)];
  const assetIds = await assetsAt(show, paths);
  const made = await registry.papers.record(
    [{ ...saying, assetIds, about, documents, supersedes }],
    actor,
    clock.now(),
  );
  const [first] = made;
  if (first === undefined) throw new Error('no paper was recorded');
  return first;
}

let letters = 0;
function document(name: string): { readonly name: string; readonly bytes: Buffer } {
  letters += 1;
  return { name, bytes: Buffer.from(`In writing, letter ${letters}: ${name}\n`) };
}

/** The assets at these places, registered first where they are not. */
export async function assetsAt(show: Stage, paths: string | readonly string[]): Promise<readonly AssetId[]> {
  const wanted = [paths].flat();
  if (wanted.length === 0) return [];
  const check = await show.check(wanted, { unrecorded: true });
  return check.items.map(({ path, assetId }) => {
    if (assetId === undefined) throw new Error(`${path} is not registered`);
    return assetId;
  });
}

/** A path as records keep it. */
export function at(path: string): RelPath {
  return path as RelPath;
}

/** A day as an instant. */
export function day(text: string): Instant {
  return `${text}T00:00:00.000Z` as Instant;
}
