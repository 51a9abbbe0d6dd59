import type { Finding, FindingCode } from '../domain/finding.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { displayPath } from '../files/paths.ts';
import type { Catalogue, Template, WordKey } from './catalogue.ts';
import { english } from './catalogue-en.ts';
import { quoteShell } from './escape.ts';
import { fieldListWords } from './field-words.ts';
import { showInstant } from './instant.ts';

/** A finding in plain words: what is the matter, and what to do now. */
export interface Wording {
  readonly title: string;
  readonly message: string;
  readonly next: string;
}

/** A path as the reader's shell takes it; by default one that stands in the media root. */
export type CommandPath = (path: RelPath) => string;

/**
 * The words of a finding about `path` (the media root where undefined); its command names `target`, by default the path itself. What
 * the catalogue lacks is said in English. They hold no person's name.
 */
export function wordsOf(
  finding: Pick<Finding, 'code' | 'args'>,
  path: RelPath | undefined,
  target: RelPath | undefined = path,
  commandPath: CommandPath = quoteShell,
  catalogue: Catalogue = english,
): Wording {
  const template = templateOf(finding, catalogue);
  const values = new Map(Object.entries(finding.args));
  values.set('a', path === undefined ? 'this scope' : `${shownPath(path)}${inside(finding.args)}`);
  values.set('target', commandPath(target ?? ROOT));
  const authority = finding.args['authority'];
  values.set('flags', authority === undefined ? '' : ` --authority ${authority}`);
  const fill = (text: string): string => filled(text, values);
  return { title: template.title, message: fill(template.message), next: fill(template.next) };
}

/** The file inside the file that a finding is about, and how many others. */
function inside(args: Finding['args']): string {
  const [name, more] = [args['inside'], args['insideMore']];
  if (name === undefined) return '';
  return ` (inside: ${name}${more === undefined ? '' : ` and ${more} more`})`;
}

/** The template of the closest key: for a value of the finding, for a finding that has a value, or for its code. */
function templateOf({ code, args }: Pick<Finding, 'code' | 'args'>, catalogue: Catalogue): Template {
  const given = Object.entries(args).filter(([, value]) => value !== '');
  const keys: readonly WordKey[] = [
    ...given.map(([, value]): WordKey => `${code}=${value}`),
    ...given.map(([name]): WordKey => `${code}+${name}`),
    code,
  ];
  for (const key of keys) {
    const template = catalogue[key] ?? english[key];
    if (template !== undefined) return template;
  }
  return english[code];
}

/** Values are put in once, so that a value which looks like a slot stays as it is. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)(:date|:fields|\?)?\}/g, (_, name: string, how: string | undefined) => {
    const value = values.get(name) ?? '';
    if (how === ':date') return showInstant(value);
    if (how === ':fields') return fieldListWords(value);
    if (how === '?') return value === '' ? '' : ` (${value})`;
    return value;
  });
}

/** Whether findings of this code are answered file by file, not folder by folder. */
export function isOneByOne(code: FindingCode): boolean {
  return english[code].oneByOne === true;
}

/** A path as people read it; the media root is `.`. */
export function shownPath(path: RelPath | undefined): string {
  return path === undefined || path === '' ? '.' : displayPath(path);
}
