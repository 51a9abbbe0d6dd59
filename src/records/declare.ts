import type { Asset, AssetId, Location } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Involvement } from '../domain/origin.ts';
import type { RelPath } from '../domain/path.ts';
import type { NewDeclaration } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { displayPath } from '../files/paths.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import { basisOf, involvementOf, originOf } from './implied-origin.ts';
import { type LiveFile, type LiveFiles, liveFiles, type Unbound } from './live.ts';
import { chosenFiles, type FileChoice } from './select-files.ts';
import { placesOf, reasonToSkip } from './skip.ts';
import { type AmendedGroup, amendedGroups } from './use/amend-declaration.ts';
import { completedUse, composedUse, openAnswers, type UseParts } from './use/compose-use.ts';
import { isSameName } from './use/merge-use.ts';

/** A statement how files were made, as a person asks to have it recorded. */
export interface DeclarationRequest extends UseParts, FileChoice {
  readonly paths: readonly RelPath[];
  /** Undefined where the use says it: GenAI, unless only an assistive tool was used. */
  readonly origin?: Declaration['origin'] | undefined;
  readonly involvement?: Involvement | undefined;
  readonly tool?: string | undefined;
  readonly declarant: string;
  /** On what the statement rests; a stated use is basis enough. */
  readonly basis?: string | undefined;
  readonly document?: GivenDocument | undefined;
  /** Revise what was declared about these files; what is not said anew is kept. */
  readonly again?: boolean | undefined;
  /** One of many statements, so that none of them is an answer about a single file. */
  readonly bulk?: boolean | undefined;
  /** A person saw the preview of more than one file and agreed. */
  readonly confirmed?: boolean;
}

/** What recording a declaration would do, for a person to agree to. */
export interface DeclarationPreview {
  readonly declares: readonly { readonly path: RelPath; readonly asset: Asset }[];
  /** Files under the paths the statement does not reach, and why. */
  readonly skips: readonly Unbound[];
  readonly needsConfirmation: boolean;
  readonly origin: Declaration['origin'];
  readonly involvement: Involvement;
  /** What would be recorded: one statement, or one revision for each that is revised. */
  readonly drafts: readonly NewDeclaration[];
  /** Fields of the use the production's policies still ask for. */
  readonly open: readonly string[];
}

/**
 * What a declaration would cover. One file named by hand is an answer about that file; a statement about several that they are not
 * GenAI skips and lists what is GenAI, suspected, contradictory, or stands where temporary GenAI stood (threats 9). A template skips
 * files whose known tool is another (DEC-007).
 */
export async function previewDeclaration(
  runtime: Runtime,
  request: DeclarationRequest,
): Promise<DeclarationPreview> {
  return previewAmong(runtime, request, await liveFiles(runtime, request.paths));
}

/** As `previewDeclaration`, for files already looked at. */
export async function previewAmong(
  runtime: Runtime,
  request: DeclarationRequest,
  { files: live, unbound, folders }: LiveFiles,
): Promise<DeclarationPreview> {
  const said = await composedUse(runtime, request);
  const files = chosenFiles(live, folders, request);
  const isChosen = (request.where ?? []).length > 0 || request.flat === true;
  const skips: Unbound[] = isChosen ? [] : [...unbound];
  if (files.length === 0) throw nothingToDeclare(skips, isChosen);
  const isBulk = request.bulk === true || folders.length > 0 || files.length > 1;
  const places = await placesOf(runtime, files);
  const isNew = request.origin !== undefined || (said?.useCases ?? []).length > 0;
  if (!isNew && !saysAnything(request, said)) throw nothingSaid();
  const groups =
    request.again === true || !isNew
      ? await amendedGroups(runtime, files, places, said ?? {}, request, skips)
      : [newGroup(runtime, files, said, request)];
  const declares: LiveFile[] = [];
  const drafts: NewDeclaration[] = [];
  for (const group of groups) {
    const kept = await keptFiles(runtime, group, isBulk, places, skips);
    const [only] = kept;
    if (only === undefined) continue;
    if (!isBulk && group.origin !== 'genai' && needsApproval(only.asset) && group.document === undefined)
      throw usage(
        `${displayPath(only.path)} carries a GenAI claim, which only a documented statement settles.`,
        'Give the document your statement rests on with --document FILE.',
      );
    declares.push(...kept);
    drafts.push(draftOf(runtime, group, kept, request));
  }
  const [first] = drafts;
  if (first === undefined) throw nothingToDeclare(skips, isChosen);
  const uses = drafts.flatMap(({ use }) => use ?? []);
  return {
    declares,
    skips,
    needsConfirmation: isBulk,
    origin: first.origin,
    involvement: first.involvement,
    drafts,
    open: [...new Set(uses.flatMap((use) => openAnswers(use, runtime)))],
  };
}

/** Records exactly what the preview showed, all of it or nothing, and gives back the first. Throws `usage` for several files nobody confirmed. */
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
  const { registry, actor, clock } = runtime;
  const [first] = await registry.declarations.recordAll(agreed.drafts, actor, clock.now());
  if (first === undefined) throw nothingToDeclare(agreed.skips, false);
  return first;
}

/** Whether there is anything to revise with: an answer, or the word that what was said still holds. */
function saysAnything(request: DeclarationRequest, said: UseStatement | undefined): boolean {
  const { again, involvement, tool, basis, document } = request;
  const isSaid = said !== undefined && Object.keys(said).length > 0;
  return again === true || isSaid || [involvement, tool, basis, document].some((each) => each !== undefined);
}

/** Files a group's statement reaches; the others are listed with the reason. */
async function keptFiles(
  runtime: Runtime,
  group: AmendedGroup,
  isBulk: boolean,
  places: ReadonlyMap<RelPath, Location>,
  skips: Unbound[],
): Promise<readonly LiveFile[]> {
  const kept: LiveFile[] = [];
  for (const file of group.files) {
    const reason =
      templateMisfit(file.asset, group.use) ??
      (isBulk && group.origin !== 'genai'
        ? await reasonToSkip(runtime, file.asset, places.get(file.path))
        : undefined);
    if (reason === undefined) kept.push(file);
    else skips.push({ path: file.path, reason });
  }
  return kept;
}

function templateMisfit({ tool }: Asset, use: UseStatement | undefined): string | undefined {
  const stated = use?.template === undefined ? undefined : use.tool?.name;
  if (tool === undefined || stated === undefined || isOneTool(tool, stated)) return undefined;
  return `it was made with ${tool}, the template is for ${stated}`;
}

/** A file names its tool longer or shorter than people do: "ComfyUI 0.3". */
function isOneTool(found: string, stated: string): boolean {
  if (isSameName(found, stated)) return true;
  const [a, b] = [found, stated].map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  return a !== undefined && b !== undefined && a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}

/** A statement of its own, about all files at once. */
function newGroup(
  runtime: Runtime,
  files: readonly LiveFile[],
  said: UseStatement | undefined,
  request: DeclarationRequest,
): AmendedGroup {
  const use = said === undefined ? undefined : withTool(said, request.tool);
  const origin = originOf(runtime, files, use, request);
  return {
    files,
    origin,
    involvement: involvementOf(runtime, origin, use, request),
    use,
    tool: request.tool ?? use?.tool?.name,
    basis: request.basis ?? (use === undefined ? '' : basisOf(runtime, use)),
    document: request.document,
    supersedes: undefined,
  };
}

function draftOf(
  runtime: Runtime,
  group: AmendedGroup,
  kept: readonly LiveFile[],
  request: DeclarationRequest,
): NewDeclaration {
  const { origin, involvement, tool, basis, document, use } = group;
  const paths = kept.map(({ path }) => path);
  const isWhole = kept.length === group.files.length;
  return {
    assetIds: idsOf(kept),
    origin,
    involvement,
    tool: tool === undefined ? undefined : givenText(tool, 'The name of the tool', '--tool NAME'),
    declarant: givenText(request.declarant, 'The name of who says so', '--by NAME'),
    basis: givenText(basis, 'The basis of the statement', '--basis TEXT'),
    document: document === undefined ? undefined : givenDocument(document),
    use: use === undefined ? undefined : completedUse(use, paths, runtime),
    supersedes: isWhole ? group.supersedes : undefined,
  };
}

function withTool(use: UseStatement, tool: string | undefined): UseStatement {
  return tool === undefined || use.tool !== undefined ? use : { ...use, tool: { name: tool } };
}

function nothingSaid() {
  return usage(
    'Nothing was said of how these files were made.',
    'Give --origin camera, human or genai, or --use USE-CASE for GenAI; --again says that what was declared still holds.',
  );
}

function nothingToDeclare(skips: readonly Unbound[], isChosen: boolean) {
  const [first] = skips;
  if (first !== undefined)
    return usage(
      `No file is left to declare: ${displayPath(first.path)}: ${first.reason}${skips.length > 1 ? ', and others' : ''}.`,
      'Name one file at a time for those that need an answer of their own.',
    );
  return isChosen
    ? usage('No file under these paths meets the conditions.', 'See what there is with "provgate list PATH".')
    : usage(
        'There is no file under these paths.',
        'Check the path, or see what there is with "provgate list".',
      );
}

function idsOf(files: readonly LiveFile[]): readonly AssetId[] {
  return [...new Set(files.map(({ asset }) => asset.id))];
}
