import type { Asset, Location } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Involvement } from '../domain/origin.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { displayPath } from '../files/paths.ts';
import { inChunks } from '../gate/chunks.ts';
import { needsApproval } from '../gate/decide.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import { type LiveFile, liveFiles, type Unbound } from './live.ts';

/** A statement how files were made, as a person asks to have it recorded. */
export interface DeclarationRequest {
  readonly paths: readonly RelPath[];
  readonly origin: Declaration['origin'];
  readonly involvement?: Involvement | undefined;
  readonly tool?: string | undefined;
  readonly declarant: string;
  /** On what the statement rests. */
  readonly basis: string;
  readonly document?: GivenDocument | undefined;
  /** A person saw the preview of more than one file and agreed. */
  readonly confirmed?: boolean;
}

/** What recording a declaration would do, for a person to agree to. */
export interface DeclarationPreview {
  readonly declares: readonly { readonly path: RelPath; readonly asset: Asset }[];
  /** Files under the paths the statement does not reach, and why. */
  readonly skips: readonly Unbound[];
  readonly needsConfirmation: boolean;
  readonly involvement: Involvement;
}

const ALLOWED: Readonly<Record<Declaration['origin'], readonly Involvement[]>> = {
  genai: ['full', 'partial', 'derived', 'undetermined'],
  camera: ['none', 'assistive'],
  human: ['none', 'assistive'],
};

/**
 * What a declaration would cover. One file named by hand is an answer about that file; a statement about several that they are not
 * GenAI skips and lists what is GenAI, suspected, contradictory, or stands where temporary GenAI stood (threats 9).
 */
export async function previewDeclaration(
  runtime: Runtime,
  request: DeclarationRequest,
): Promise<DeclarationPreview> {
  const involvement = involvementOf(request);
  givenText(request.basis, 'The basis of the statement', '--basis TEXT');
  const { files, unbound, folders } = await liveFiles(runtime, request.paths);
  const isBulk = folders.length > 0 || files.length > 1;
  const skips: Unbound[] = [...unbound];
  const declares: LiveFile[] = [];
  const places = isBulk && request.origin !== 'genai' ? await placesOf(runtime, files) : undefined;
  for (const file of files) {
    const reason =
      places === undefined ? undefined : await reasonToSkip(runtime, file.asset, places.get(file.path));
    if (reason === undefined) declares.push(file);
    else skips.push({ path: file.path, reason });
  }
  const [only] = declares;
  if (only === undefined) throw nothingToDeclare(skips);
  if (!isBulk && request.origin !== 'genai' && needsApproval(only.asset) && request.document === undefined)
    throw usage(
      `${displayPath(only.path)} carries a GenAI claim, which only a documented statement settles.`,
      'Give the document your statement rests on with --document FILE.',
    );
  return { declares, skips, needsConfirmation: isBulk, involvement };
}

/** Records a declaration of exactly what the preview showed. Throws `usage` for several files nobody confirmed. */
export async function declare(
  runtime: Runtime,
  request: DeclarationRequest,
  preview?: DeclarationPreview,
): Promise<Declaration> {
  const agreed = preview ?? (await previewDeclaration(runtime, request));
  if (agreed.needsConfirmation && request.confirmed !== true)
    throw usage(
      `This would be a statement about ${agreed.declares.length} files.`,
      'Look through the list, then run the command again with --yes.',
    );
  const { origin, tool, document } = request;
  return runtime.registry.declarations.record(
    {
      assetIds: [...new Set(agreed.declares.map(({ asset }) => asset.id))],
      origin,
      involvement: agreed.involvement,
      tool: tool === undefined ? undefined : givenText(tool, 'The name of the tool', '--tool NAME'),
      declarant: givenText(request.declarant, 'The name of who says so', '--by NAME'),
      basis: givenText(request.basis, 'The basis of the statement', '--basis TEXT'),
      document: document === undefined ? undefined : givenDocument(document),
    },
    runtime.actor,
    runtime.clock.now(),
  );
}

function involvementOf({ origin, involvement }: DeclarationRequest): Involvement {
  if (involvement === undefined) return origin === 'genai' ? 'full' : 'none';
  if (ALLOWED[origin].includes(involvement)) return involvement;
  throw usage(
    `What is of origin ${origin} cannot be ${involvement}.`,
    `For ${origin} use one of ${ALLOWED[origin].join(', ')}.`,
  );
}

async function placesOf(
  runtime: Runtime,
  files: readonly LiveFile[],
): Promise<ReadonlyMap<RelPath, Location>> {
  const places = new Map<RelPath, Location>();
  for (const chunk of inChunks(files)) {
    const found = await runtime.registry.locations.at(chunk.map(({ path }) => path));
    for (const [path, { location }] of found) places.set(path, location);
  }
  return places;
}

async function reasonToSkip(
  runtime: Runtime,
  asset: Asset,
  place: Location | undefined,
): Promise<string | undefined> {
  if (asset.origin === 'genai') return 'it carries a GenAI claim; answer for it alone, with a document';
  if (needsApproval(asset)) return 'it is marked TEMPORARY; answer for it alone, with a document';
  if (asset.suspected) return 'it is suspected; answer for it alone';
  if (asset.conflict) return 'the signs on it contradict each other; answer for it alone';
  if (place?.replaced === undefined) return undefined;
  const before = await runtime.registry.assets.byId(place.replaced);
  return before?.temporary === true
    ? 'it stands where temporary GenAI stood; answer for it alone'
    : undefined;
}

function nothingToDeclare(skips: readonly Unbound[]) {
  const [first] = skips;
  return usage(
    first === undefined
      ? 'There is no file under these paths.'
      : `No file is left to declare: ${displayPath(first.path)}: ${first.reason}${skips.length > 1 ? ', and others' : ''}.`,
    'Name one file at a time for those that need an answer of their own.',
  );
}
