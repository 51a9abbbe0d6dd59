import { z } from 'zod';
import { type RelPath, ROOT } from '../domain/path.ts';
import { displayPath, isUnder, parentOf } from '../files/paths.ts';
import { csvLine, escapeTerminal, quoteShell } from './escape.ts';
import { plural } from './plural.ts';
import { sizeWords } from './size-words.ts';
import { type CommandPath, shownPath } from './words.ts';

/** Files of unknown origin that one command settles. */
export interface UnknownFiles {
  readonly folder: RelPath;
  readonly sequence: RelPath | undefined;
  readonly format: string;
  readonly count: number;
  readonly bytes: number;
  readonly apps: readonly string[];
  readonly supplier: { readonly name: string; readonly contact: string | undefined } | undefined;
}

/** One file that needs an answer of its own. */
export interface OneQuestion {
  readonly path: RelPath;
  readonly because: 'suspected' | 'conflict' | 'replaced-temporary';
}

/** Everything nobody has said the origin of. */
export interface Unknowns {
  readonly unknown: number;
  readonly listed: number;
  readonly groups: readonly UnknownFiles[];
  readonly questions: readonly OneQuestion[];
}

/** `provgate.unknowns/1` */
export const unknownsSchema = z.object({
  schema: z.literal('provgate.unknowns/1'),
  unknown: z.int().min(0),
  listed: z.int().min(0),
  groups: z.array(
    z.object({
      folder: z.string(),
      sequence: z.string().nullable(),
      format: z.string(),
      count: z.int().min(1),
      bytes: z.int().min(0),
      apps: z.array(z.string()).describe('Programs its files name: a hint, never an answer'),
      supplier: z.string().nullable(),
      command: z.string(),
    }),
  ),
  questions: z.array(
    z.object({
      path: z.string(),
      because: z.enum(['suspected', 'conflict', 'replaced-temporary']),
      command: z.string(),
    }),
  ),
});

/** All unknown files of one supplier, where one folder holds them and no others. */
interface OfSupplier {
  readonly name: string;
  readonly contact: string | undefined;
  readonly folder: RelPath;
  readonly count: number;
  readonly groups: number;
}

const WHY: Readonly<Record<OneQuestion['because'], string>> = {
  suspected: 'suspected GenAI',
  conflict: 'claims contradict each other',
  'replaced-temporary': 'stands where temporary GenAI stood',
};

/** The queue for people, the biggest group first, each with the command that settles it. */
export function* unknownsTable(
  { unknown, listed, groups, questions }: Unknowns,
  commandPath: CommandPath,
): Generator<string> {
  if (unknown === 0 && questions.length === 0) {
    yield 'Nothing is open: every file has an origin.\n';
    return;
  }
  yield `${plural(unknown, 'file')} of unknown origin in ${plural(groups.length, 'group')}; ${plural(questions.length, 'file')} to be answered one by one.\n`;
  if (listed > 0)
    yield `${listed} of them ${listed === 1 ? 'is' : 'are'} listed by a baseline as there before the rules; their day comes all the same.\n`;
  if (groups.length > 0)
    yield 'Put camera, human or genai, whichever is true, a name and what it rests on:\n';
  for (const each of suppliersOf(groups)) {
    const by = quoteShell(each.contact ?? each.name);
    yield `\n${escapeTerminal(`${plural(each.count, 'file')} from ${each.name}, all of the ${each.groups} groups below at once`)}\n`;
    yield `  provgate declare ${commandPath(each.folder)} --where origin=unknown --origin camera --by ${by} --basis TEXT\n`;
  }
  for (const group of groups) {
    const { count, bytes, supplier, apps } = group;
    const hints = [
      ...(supplier === undefined ? [] : [`from ${supplier.name}`]),
      ...(apps.length === 0 ? [] : [`names ${apps.join(', ')}`]),
    ];
    const told = `${plural(count, 'file')}, ${sizeWords(bytes)}  ${placeOf(group)}${hints.length === 0 ? '' : `  (${hints.join('; ')})`}`;
    yield `\n${escapeTerminal(told)}\n  ${groupCommand(group, commandPath)}\n`;
  }
  for (const question of questions)
    yield `\n${escapeTerminal(`${shownPath(question.path)}  (${WHY[question.because]})`)}\n  ${questionCommand(question, commandPath)}\n`;
}

/** The queue as `provgate.unknowns/1`, in pieces. */
export function* unknownsJson(
  { unknown, listed, groups, questions }: Unknowns,
  commandPath: CommandPath,
): Generator<string> {
  yield `{"schema":"provgate.unknowns/1","unknown":${unknown},"listed":${listed},"groups": [`;
  yield* joined(groups, (group) => ({
    folder: displayPath(group.folder),
    sequence: group.sequence === undefined ? null : displayPath(group.sequence),
    format: group.format,
    count: group.count,
    bytes: group.bytes,
    apps: group.apps,
    supplier: group.supplier?.name ?? null,
    command: groupCommand(group, commandPath),
  }));
  yield '],"questions": [';
  yield* joined(questions, (question) => ({
    path: displayPath(question.path),
    because: question.because,
    command: questionCommand(question, commandPath),
  }));
  yield ']}\n';
}

/** The queue as CSV, one line a group and one a file that needs its own answer. */
export function* unknownsCsv({ groups, questions }: Unknowns, commandPath: CommandPath): Generator<string> {
  yield csvLine(['place', 'why', 'files', 'bytes', 'format', 'apps', 'supplier', 'command']);
  for (const group of groups)
    yield csvLine([
      placeOf(group),
      'unknown',
      group.count,
      group.bytes,
      group.format,
      group.apps.join('; '),
      group.supplier?.name ?? null,
      groupCommand(group, commandPath),
    ]);
  for (const question of questions)
    yield csvLine([
      displayPath(question.path),
      question.because,
      1,
      null,
      null,
      null,
      null,
      questionCommand(question, commandPath),
    ]);
}

/** The one command that settles a group: exactly its files, and no others. */
function groupCommand(group: UnknownFiles, commandPath: CommandPath): string {
  const origin = group.apps.length > 0 ? 'human' : 'camera';
  const by = group.supplier?.contact === undefined ? 'NAME' : quoteShell(group.supplier.contact);
  const files =
    group.sequence === undefined
      ? `${commandPath(group.folder)} --flat --where origin=unknown --where format=${quoteShell(group.format)}`
      : `${commandPath(group.sequence)} --where origin=unknown`;
  return `provgate declare ${files} --origin ${origin} --by ${by} --basis TEXT`;
}

function questionCommand({ path, because }: OneQuestion, commandPath: CommandPath): string {
  const document = because === 'conflict' ? ' --document FILE' : '';
  return `provgate answer ${commandPath(path)} --origin human --by NAME --reason TEXT${document}`;
}

/** Suppliers with several groups, the most files first. */
function suppliersOf(groups: readonly UnknownFiles[]): readonly OfSupplier[] {
  const found = new Map<string, OfSupplier>();
  for (const { supplier, folder, count } of groups) {
    if (supplier === undefined) continue;
    const known = found.get(supplier.name);
    found.set(supplier.name, {
      ...supplier,
      folder: known === undefined ? folder : commonFolder(known.folder, folder),
      count: count + (known?.count ?? 0),
      groups: 1 + (known?.groups ?? 0),
    });
  }
  return [...found.values()]
    .filter((each) => each.groups > 1 && isOnlyTheirs(each, groups))
    .sort((a, b) => b.count - a.count);
}

function isOnlyTheirs({ name, folder }: OfSupplier, groups: readonly UnknownFiles[]): boolean {
  return groups.every((group) => !isUnder(group.folder, folder) || group.supplier?.name === name);
}

function commonFolder(one: RelPath, other: RelPath): RelPath {
  let folder = one;
  while (folder !== ROOT && !isUnder(other, folder)) folder = parentOf(folder);
  return folder;
}

function placeOf({ folder, sequence, format }: UnknownFiles): string {
  return sequence === undefined ? `${shownPath(folder)} (${format})` : displayPath(sequence);
}

function* joined<T>(values: readonly T[], json: (value: T) => unknown): Generator<string> {
  for (const [index, value] of values.entries())
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(json(value))}`;
}
