import { pathsInside } from '../configuration/locate.ts';
import type { Declaration } from '../domain/declaration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Involvement } from '../domain/origin.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { isUnder } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { type DeclarationPreview, type DeclarationRequest, previewAmong } from './declare.ts';
import { type GivenDocument, usage } from './given.ts';
import { type LiveFiles, liveFiles } from './live.ts';
import type { TableRow } from './tables/read-table.ts';
import { unknownField } from './use/use-faults.ts';
import { readUse, USE_FIELD_NAMES } from './use/use-input.ts';
import { fieldNamed } from './use/use-text.ts';

/** What an import takes from its surroundings. */
export interface ImportRequest {
  readonly rows: readonly TableRow[];
  /** Folder of the shell; paths may also be written relative to the media root, as our own lists write them. */
  readonly from: string;
  /** What holds for every row that does not say otherwise. */
  readonly defaults: Omit<DeclarationRequest, 'paths' | 'declarant'> & {
    readonly declarant?: string | undefined;
  };
  /** The document a row names. */
  readonly readDocument: (name: string) => GivenDocument;
}

/** One thing wrong with a line of the file. */
export interface ImportFault {
  readonly line: number;
  readonly words: string;
}

/** What an import would record, or everything that stands in its way. */
export type ImportPreview =
  | { readonly faults: readonly ImportFault[] }
  | { readonly faults: readonly []; readonly previews: readonly DeclarationPreview[] };

/** Members of a row besides the fields of the use. */
const OWN = [
  'path',
  'paths',
  'origin',
  'involvement',
  'by',
  'basis',
  'document',
  'profile',
  'template',
] as const;
const KNOWN = [...OWN, ...USE_FIELD_NAMES];
const ORIGINS: readonly string[] = ['camera', 'human', 'genai'];
const INVOLVEMENTS: readonly string[] = ['full', 'partial', 'derived', 'assistive', 'none', 'undetermined'];

interface Entry {
  readonly lines: readonly number[];
  readonly request: DeclarationRequest;
}

/** Looks at every row before anything is recorded: all faults with their lines, or what would be recorded. Rows that say the same of different files are one statement. */
export async function previewDeclarationImport(
  runtime: Runtime,
  request: ImportRequest,
): Promise<ImportPreview> {
  const faults: ImportFault[] = [];
  const entries = new Map<string, Entry>();
  for (const row of request.rows) {
    const entry = entryOf(runtime, row, request, faults);
    if (entry === undefined) continue;
    const { paths, document, ...said } = entry;
    const key = JSON.stringify([said, document?.name]);
    const known = entries.get(key);
    entries.set(key, {
      lines: [...(known?.lines ?? []), row.line],
      request: { ...entry, paths: [...(known?.request.paths ?? []), ...paths] },
    });
  }
  if (request.rows.length === 0)
    throw usage('The file lists nothing.', 'Write one row for each file or folder.');
  if (faults.length > 0) return { faults: inOrder(faults) };
  const live = await liveFiles(
    runtime,
    [...entries.values()].flatMap((each) => each.request.paths),
  );
  const previews: DeclarationPreview[] = [];
  for (const { lines, request: each } of entries.values())
    try {
      previews.push(await previewAmong(runtime, { ...each, bulk: true }, among(live, each.paths)));
    } catch (error) {
      // What is wrong with one row is told together with what is wrong with the others.
      if (!(error instanceof ProvgateError) || error.code !== 'usage') throw error;
      faults.push({ line: lines[0] ?? 1, words: `${error.message} ${error.next}` });
    }
  return faults.length > 0 ? { faults: inOrder(faults) } : { faults: [], previews };
}

/** Records what a preview showed: all of it or nothing. */
export async function importDeclarations(
  { registry, actor, clock }: Runtime,
  previews: readonly DeclarationPreview[],
): Promise<readonly Declaration[]> {
  const drafts = previews.flatMap((preview) => preview.drafts);
  return registry.declarations.recordAll(drafts, actor, clock.now());
}

function entryOf(
  runtime: Runtime,
  row: TableRow,
  request: ImportRequest,
  faults: ImportFault[],
): DeclarationRequest | undefined {
  const before = faults.length;
  const say = (member: string, words: string): void => {
    faults.push({ line: row.lineOf(member), words });
  };
  const own = new Map<string, unknown>();
  const use = new Map<string, unknown>();
  for (const [member, value] of Object.entries(row.members)) {
    const name = member.trim();
    const lower = name.toLowerCase();
    if (OWN.some((each) => each === lower)) own.set(lower, value);
    else if (USE_FIELD_NAMES.includes(fieldNamed(name).split('.')[0] ?? '')) use.set(member, value);
    else say(member, unknownField(name, KNOWN));
  }
  const text = (member: string): string | undefined => {
    const value = own.get(member);
    if (value === undefined || typeof value === 'string') return value?.trim() === '' ? undefined : value;
    say(member, `${member} must be text`);
    return undefined;
  };
  const { defaults } = request;
  const origin = text('origin')?.toLowerCase() ?? defaults.origin;
  if (origin !== undefined && !ORIGINS.includes(origin))
    say('origin', `origin is "${origin}"; it must be one of ${ORIGINS.join(', ')}`);
  const involvement = text('involvement')?.toLowerCase() ?? defaults.involvement;
  if (involvement !== undefined && !INVOLVEMENTS.includes(involvement))
    say('involvement', `involvement is "${involvement}"; it must be one of ${INVOLVEMENTS.join(', ')}`);
  const declarant = text('by') ?? defaults.declarant;
  if (declarant === undefined) say('by', 'who says so is missing: add "by", or give --by NAME for all');
  const read = readUse({ ...defaults.use, ...Object.fromEntries(use) });
  if ('faults' in read) for (const { path, words } of read.faults) say(memberOf(row, path[0]), words);
  const paths = pathsOf(runtime, own, request, say);
  const document = documentOf(text('document'), request, say);
  const [profile, template, basis] = [text('profile'), text('template'), text('basis')];
  if (faults.length > before || 'faults' in read || declarant === undefined) return undefined;
  const isUse = Object.keys(read.use).length > 0;
  return {
    ...defaults,
    paths,
    origin: ORIGINS_OF.get(origin ?? ''),
    involvement: INVOLVEMENTS_OF.get(involvement ?? ''),
    declarant,
    basis: basis ?? defaults.basis,
    document: document ?? defaults.document,
    use: isUse ? read.use : undefined,
    profile: profile ?? defaults.profile,
    template: template ?? defaults.template,
  };
}

const ORIGINS_OF: ReadonlyMap<string, Declaration['origin']> = new Map([
  ['camera', 'camera'],
  ['human', 'human'],
  ['genai', 'genai'],
]);
const INVOLVEMENTS_OF: ReadonlyMap<string, Involvement> = new Map([
  ['full', 'full'],
  ['partial', 'partial'],
  ['derived', 'derived'],
  ['assistive', 'assistive'],
  ['none', 'none'],
  ['undetermined', 'undetermined'],
]);

function pathsOf(
  runtime: Runtime,
  own: ReadonlyMap<string, unknown>,
  request: ImportRequest,
  say: (member: string, words: string) => void,
): readonly RelPath[] {
  const given = own.get('paths') ?? own.get('path');
  const member = own.has('paths') ? 'paths' : 'path';
  const listed = (Array.isArray(given) ? given : [given]).filter(
    (each) => typeof each === 'string' && each !== '',
  );
  if (listed.length === 0) {
    say(member, 'the path is missing: name the file or folder it is about');
    return [];
  }
  const found: RelPath[] = [];
  for (const each of listed) {
    const path = pathOf(runtime, String(each), request.from);
    if (path === undefined) say(member, `${each} is not there`);
    else found.push(path);
  }
  return found;
}

/** A path as the shell takes it, or as our own lists write it: relative to the media root. */
function pathOf({ production }: Runtime, text: string, from: string): RelPath | undefined {
  for (const base of [from, production.root])
    try {
      const [path] = pathsInside(production, [text], base);
      if (path !== undefined && reach(production.root, path) !== undefined) return path;
    } catch (error) {
      // Outside the media root: the other reading of the path may be inside.
      if (!(error instanceof ProvgateError) || error.code !== 'outside-production') throw error;
    }
  return undefined;
}

function documentOf(
  name: string | undefined,
  request: ImportRequest,
  say: (member: string, words: string) => void,
): GivenDocument | undefined {
  if (name === undefined) return undefined;
  try {
    return request.readDocument(name);
  } catch (error) {
    if (!(error instanceof ProvgateError)) throw error;
    say('document', error.message);
    return undefined;
  }
}

/** The member as the row writes it, so that its line can be found. */
function memberOf(row: TableRow, field: PropertyKey | undefined): string {
  const wanted = String(field ?? '');
  return Object.keys(row.members).find((member) => fieldNamed(member).split('.')[0] === wanted) ?? wanted;
}

function among(live: LiveFiles, paths: readonly RelPath[]): LiveFiles {
  const named = new Set(paths);
  const folders = live.folders.filter((folder) => named.has(folder));
  const isMeant = (path: RelPath): boolean =>
    named.has(path) || folders.some((folder) => isUnder(path, folder));
  return {
    files: live.files.filter(({ path }) => isMeant(path)),
    unbound: live.unbound.filter(({ path }) => isMeant(path)),
    folders,
  };
}

function inOrder(faults: readonly ImportFault[]): readonly ImportFault[] {
  return [...faults].sort((a, b) => a.line - b.line);
}
