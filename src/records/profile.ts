import type { Paper, PaperBodies } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { hashBytes } from '../files/hash.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import { findNamed } from './named-paper.ts';
import { recordOne } from './record-one.ts';
import { guidancesOf } from './use/use-cases.ts';
import { statementOf } from './use/use-input.ts';
import type { UseInput } from './use/use-schema.ts';

/** What is known of a tool, as a person asks to have it recorded. */
export interface ProfileRequest {
  readonly name: string;
  /** What the tool does to material; generative where nobody says otherwise. */
  readonly class?: PaperBodies['profile']['class'] | undefined;
  readonly use: UseInput;
  /** A dated copy of the tool's terms. */
  readonly terms?: GivenDocument | undefined;
}

/** Answers a tool gives for every use of it; all others belong to a declaration. */
const OF_THE_TOOL: ReadonlySet<string> = new Set([
  'tool',
  'model',
  'termsTier',
  'termsSnapshotSha256',
  'termsEffectiveAt',
  'enterpriseSecured',
  'enterpriseReason',
  'storesIo',
  'reusesIo',
  'trainsOnIo',
  'commercialUse',
  'indemnity',
  'trainingSets',
]);

/** Records what is known of a tool; a profile of the same name is superseded and stays readable. Throws `usage`. */
export async function recordProfile(runtime: Runtime, request: ProfileRequest): Promise<Paper<'profile'>> {
  const name = givenText(request.name, 'The name of the profile', 'provgate profile record NAME');
  const typed = { ...request.use, tool: request.use.tool ?? name };
  const named = typeof typed.tool === 'object' && typed.tool.name === undefined;
  const stated = await statementOf(named ? { ...typed, tool: { ...asObject(typed.tool), name } } : typed, {
    people: runtime.registry.people,
    guidances: guidancesOf(runtime),
  });
  const stray = Object.keys(stated).find((field) => !OF_THE_TOOL.has(field));
  if (stray !== undefined)
    throw usage(
      `"${stray}" is no property of a tool.`,
      'A profile holds tool, model, plan and terms; give the rest to "provgate declare".',
    );
  const document = request.terms === undefined ? undefined : givenDocument(request.terms);
  const use: UseStatement =
    document === undefined ? stated : { ...stated, termsSnapshotSha256: hashBytes(document.bytes) };
  const before = await findNamed(runtime, 'profile', name);
  return recordOne(runtime, {
    kind: 'profile',
    body: { name, class: request.class ?? 'generative', use },
    assetIds: [],
    about: [],
    documents: document === undefined ? [] : [document],
    supersedes: before?.recordId,
  });
}

/** Every tool profile, the newest of each name, oldest first. */
export function listProfiles({ registry }: Pick<Runtime, 'registry'>): Promise<readonly Paper<'profile'>[]> {
  return registry.papers.list(['profile']);
}

function asObject(tool: UseInput['tool']): Exclude<UseInput['tool'], string | undefined> {
  return typeof tool === 'object' ? tool : {};
}
