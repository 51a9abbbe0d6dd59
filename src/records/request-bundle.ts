import { readFileSync } from 'node:fs';
import type { Approval } from '../domain/approval.ts';
import type { Asset, AssetId } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Guidance } from '../domain/guidance.ts';
import type { Paper } from '../domain/paper.ts';
import type { RelPath } from '../domain/path.ts';
import type { PersonId } from '../domain/person.ts';
import type { RequestBundle, RequestedFile, RequestReason } from '../domain/request-bundle.ts';
import type { Runtime } from '../domain/runtime.ts';
import { hashBytes } from '../files/hash.ts';
import { diskPath } from '../files/paths.ts';
import { readUses } from '../gate/uses.ts';
import { filesOfAssets } from './terms/bound-assets.ts';
import { guidancesOf } from './use/use-cases.ts';

/** Pictures a browser shows, and how large one may be to travel inside the request. */
const PICTURES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);
const PICTURE_BYTES = 8 * 1024 * 1024;
const ALL_PICTURES_BYTES = 64 * 1024 * 1024;
const MOST_CLAIMS = 20;

/** Everything a studio contact needs to answer a request: files, evidence, what was declared, and why approval is needed. */
export async function requestBundle(
  runtime: Runtime,
  paper: Paper<'request'>,
  withMedia = false,
): Promise<RequestBundle> {
  const { registry, production, clock } = runtime;
  const placed = await filesOfAssets(runtime, paper.assetIds, false);
  const assets = placed.map(({ asset }) => asset);
  const declarations = await registry.declarations.current(paper.assetIds);
  const needs = await needsOf(runtime, assets, declarations);
  const names = await registry.people.names([
    ...new Set([
      paper.body.requester,
      ...(paper.body.to === undefined ? [] : [paper.body.to]),
      ...[...declarations.values()].flatMap(({ declarant, use }) => [declarant, ...personsIn(use)]),
    ]),
  ]);
  const files: RequestedFile[] = [];
  let room = withMedia ? ALL_PICTURES_BYTES : 0;
  for (const { path, asset } of placed) {
    const picture = pictureOf(runtime, path, asset, room);
    room -= picture?.base64.length ?? 0;
    const evidence = await registry.assets.evidence(asset.id);
    files.push({
      path,
      assetId: asset.id,
      sha256: asset.sha256,
      sizeBytes: asset.sizeBytes,
      format: asset.format,
      tool: asset.tool,
      origin: asset.origin,
      involvement: asset.involvement,
      evidence: evidence
        .filter(({ points, strength }) => points?.origin === 'genai' && strength !== 'attested')
        .slice(0, MOST_CLAIMS)
        .map(({ rule, strength, where, excerpt }) => ({ rule, strength, where, excerpt })),
      declaration: declarations.get(asset.id)?.recordId,
      ...needsOrNone(needs.get(asset.id)),
      picture,
    });
  }
  return {
    id: paper.recordId,
    title: production.configuration.title,
    madeAt: clock.now(),
    dueAt: paper.body.dueAt,
    requester: named(paper.body.requester, names),
    to: paper.body.to === undefined ? '' : named(paper.body.to, names),
    questions: paper.body.questions,
    scope: paper.body.scope,
    files: files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
    declarations: [...new Map([...declarations.values()].map((each) => [each.recordId, each])).values()].map(
      ({ recordId, declarant, recordedAt, basis, use }) => ({
        id: recordId,
        declarant: named(declarant, names),
        recordedAt,
        basis,
        use: use === undefined ? undefined : withNames(use, names),
      }),
    ),
  };
}

/** What the packs make of the use of one file. */
interface Needs {
  readonly lacks: string | undefined;
  readonly reasons: readonly RequestReason[];
}

async function needsOf(
  runtime: Runtime,
  assets: readonly Asset[],
  declarations: ReadonlyMap<AssetId, Declaration>,
): Promise<ReadonlyMap<AssetId, Needs>> {
  const none: ReadonlyMap<AssetId, readonly Approval[]> = new Map();
  const deliverable = {
    title: runtime.production.configuration.title,
    type: 'unspecified',
    episode: undefined,
    territories: [],
    channels: [],
  } as const;
  const asked = { destination: 'final', deliverable } as const;
  const uses = await readUses(runtime, assets, [], none, asked, runtime.clock.now());
  const guidances = guidancesOf(runtime);
  const found = new Map<AssetId, Needs>();
  for (const asset of assets) {
    const views = runtime.policies.flatMap((policy) => uses.of(asset, policy, undefined) ?? []);
    const lacks = views.flatMap(({ facts, args }) =>
      facts.declaration === 'incomplete' ? (args.get('DEC-002')?.['missing'] ?? []) : [],
    );
    const rules = views.flatMap(({ args }) => (args.get('APR-010')?.['because'] ?? '').split(', '));
    const titles = ruleTitles(guidances, declarations.get(asset.id)?.use?.useCases ?? []);
    found.set(asset.id, {
      lacks: lacks.length === 0 ? undefined : lacks.join(', '),
      reasons: [...new Set(rules)]
        .filter((rule) => rule !== '')
        .map((rule) => ({ rule, title: titles.get(rule.replace(/^step \d+: /, '')) ?? '' })),
    });
  }
  return found;
}

function needsOrNone(needs: Needs | undefined): Needs {
  return needs ?? { lacks: undefined, reasons: [] };
}

/** What each rule of the guidance is about, for a use declared with these codes. */
function ruleTitles(guidances: readonly Guidance[], codes: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    guidances.flatMap((guidance) => [
      ...guidance.useCases
        .filter(({ code }) => codes.includes(code))
        .flatMap(({ rules, title }) => rules.map((rule) => [rule, title] as const)),
      ...guidance.alwaysApprove.map(({ id, title }) => [id, title] as const),
      ...guidance.principles.map(({ id, statement }) => [id, `Not met, or not sure: ${statement}`] as const),
      ...guidance.useCases.map(({ code, title }) => [code, title] as const),
    ]),
  );
}

/** The bytes of a picture as they were registered; undefined for anything else, for what is too large, and for what changed. */
function pictureOf(
  { production }: Runtime,
  path: RelPath,
  { format, sizeBytes, sha256 }: Asset,
  room: number,
): RequestedFile['picture'] {
  const type = PICTURES.get(format);
  if (type === undefined || sizeBytes > PICTURE_BYTES || sizeBytes * 1.4 > room) return undefined;
  try {
    const bytes = readFileSync(diskPath(production.root, path));
    return hashBytes(bytes) === sha256 ? { type, base64: bytes.toString('base64') } : undefined;
  } catch (error) {
    // The request names the file by its digest; a picture that is away is left out of it, and said to be.
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

function personsIn(use: Declaration['use']): readonly PersonId[] {
  if (use === undefined) return [];
  const talent = (use.talent ?? []).flatMap(({ performer }) => performer ?? []);
  const steps = (use.steps ?? []).flatMap(personsIn);
  return [...(use.operator === undefined ? [] : [use.operator]), ...talent, ...steps];
}

/** A statement with the names of people in place of their ids. */
function withNames(
  use: NonNullable<Declaration['use']>,
  names: ReadonlyMap<PersonId, string>,
): Readonly<Record<string, unknown>> {
  const { operator, talent, steps } = use;
  return {
    ...use,
    ...(operator === undefined ? {} : { operator: named(operator, names) }),
    ...(talent === undefined
      ? {}
      : {
          talent: talent.map(({ performer, ...rest }) => ({
            ...rest,
            ...(performer === undefined ? {} : { performer: named(performer, names) }),
          })),
        }),
    ...(steps === undefined ? {} : { steps: steps.map((step) => withNames(step, names)) }),
  };
}

function named(id: PersonId, names: ReadonlyMap<PersonId, string>): string {
  return names.get(id) ?? 'somebody whose name was erased';
}
