import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { areSiblings, FORMATS } from '../../src/containers/formats.ts';
import { containers } from '../../src/containers/index.ts';
import type { Engine } from '../../src/domain/engine.ts';
import { SHARED_VERSION } from '../../src/evidence/engine.ts';
import { readers } from '../../src/evidence/index.ts';
import { locationReaders } from '../../src/evidence/location.ts';
import { pixelSearch } from '../../src/evidence/stealth.ts';

const PROJECT = join(import.meta.dirname, '../..');
const SRC = join(PROJECT, 'src');
/** Only what stands here can change a claim; everything else is plumbing or types. */
const COUNTING = /^(?:containers|evidence|signatures)\/|^classify\.ts$|^domain\/(?:evidence|origin)\.ts$/;
const CONTAINER_LIST = 'containers/index.ts';
const READER_LIST = 'evidence/index.ts';
const LOCATIONS = 'evidence/location.ts';
/** What all containers stand on changes all of them at once, so it belongs to what is shared. */
const COMMON = 'containers/container.ts';

/** Something with a version of its own, and a digest of all source text that decides what it says. */
export interface Part {
  readonly version: number;
  readonly digest: string;
}

/** Every part of the engine by name: `shared`, `places`, `container ID`, `reader ID`. */
export async function engineParts(): Promise<Readonly<Record<string, Part>>> {
  const files = await filesOfParts();
  const owned = new Set([CONTAINER_LIST, ...files.values()]);
  const common = new Set([COMMON]);
  const shared = ['containers/read-metadata.ts', 'containers/sniff.ts', READER_LIST, 'classify.ts'];
  const parts: Record<string, Part> = {
    shared: { version: SHARED_VERSION, digest: digestOf(closure(shared, owned)) },
    places: { version: PLACES, digest: digestOf(closure([LOCATIONS], common)) },
  };
  for (const [kind, all] of [
    ['container', containers],
    ['reader', [...readers, pixelSearch]],
  ] as const) {
    for (const part of all) {
      const file = files.get(part) ?? '';
      parts[`${kind} ${part.id}`] = { version: part.version, digest: digestOf(closure([file], common)) };
    }
  }
  return parts;
}

/** The numbers that follow from the versions of all parts. */
export async function engineOfParts(): Promise<Engine> {
  const files = await filesOfParts();
  const newest = Math.max(...containers.map(({ version }) => version));
  // A name may ask for these readers on bytes of any other format.
  const anywhere = containers.filter(({ formats }) =>
    formats.some((format) => format === 'pdf' || areSiblings(format, 'zip')),
  );
  const everyFormat = Math.max(
    SHARED_VERSION,
    ...readers.map(({ version }) => version),
    ...anywhere.map(({ version }) => version),
  );
  const numbers = [...FORMATS.map(({ format }) => format), 'unknown'].map((format) => {
    const own = containers.find(({ formats }) => formats.includes(format));
    // What lies inside a file, or what a file of no known format is, may be read by any of them.
    const holdsAny = format === 'unknown' || (own !== undefined && holdsFiles(files.get(own) ?? ''));
    const pixels = pixelSearch.formats.includes(format) ? pixelSearch.version : 0;
    return [format, Math.max(own?.version ?? 0, holdsAny ? newest : 0, pixels)] as const;
  });
  return {
    version: Math.max(everyFormat, PLACES, ...numbers.map(([, number]) => number)),
    places: PLACES,
    everyFormat,
    formats: Object.fromEntries(numbers.filter(([, number]) => number > everyFormat)),
  };
}

const PLACES = Math.max(...locationReaders.map(({ version }) => version));

/** Where each container and reader is written. */
async function filesOfParts(): Promise<ReadonlyMap<object, string>> {
  const files = new Map<object, string>();
  for (const list of [CONTAINER_LIST, READER_LIST]) {
    for (const file of importsOf(list).inside) {
      const module: object = await import(join(SRC, file));
      for (const value of Object.values(module)) {
        const isPart = [...containers, ...readers, pixelSearch].some((part) => part === value);
        if (isPart) files.set(value, file);
      }
    }
  }
  return files;
}

function holdsFiles(file: string): boolean {
  return closure([file])
    .filter((each) => each !== COMMON)
    .some((each) => /\.member\(/.test(textOf(each)));
}

/** These files and everything counting that they import, in order; `except` ends the search. */
function closure(starts: readonly string[], except: ReadonlySet<string> = new Set()): readonly string[] {
  const found = new Set(starts);
  for (const file of found) {
    for (const next of importsOf(file).inside) {
      if (COUNTING.test(next) && !except.has(next)) found.add(next);
    }
  }
  return [...found].sort();
}

const IMPORT = /^(?:import|export) (?!type )(?:[^'";]*from )?'([^']+)';/gm;

/** What a file imports for more than types: files below `src`, and packages. */
function importsOf(file: string): {
  readonly inside: readonly string[];
  readonly packages: readonly string[];
} {
  const names = [...readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)].flatMap(([, name]) => name ?? []);
  const inside = names
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(SRC, join(SRC, dirname(file), name)));
  return { inside, packages: names.filter((name) => !name.startsWith('.') && !name.startsWith('node:')) };
}

const MANIFEST: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(PROJECT, 'package.json'), 'utf8'),
);

/** Text of the files and versions of the packages they use. */
function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const packages = importsOf(file).packages.map((name) => [name, MANIFEST.dependencies[name]]);
    hash.update(JSON.stringify([file, textOf(file), packages]));
  }
  return hash.digest('hex').slice(0, 16);
}

/** A file's text without documentation, comments of a whole line, white space and the version it is judged by. */
function textOf(file: string): string {
  let isComment = false;
  const kept: string[] = [];
  for (const line of readFileSync(join(SRC, file), 'utf8').split('\n')) {
    const text = line.trim();
    if (text.startsWith('/**')) isComment = true;
    if (!isComment && !text.startsWith('//')) kept.push(text);
    if (text.endsWith('*/')) isComment = false;
  }
  return kept
    .join(' ')
    .replace(/\bversion: \d+/gi, '')
    .replace(/\s+/g, ' ');
}
