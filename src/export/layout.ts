import { ProvgateError } from '../domain/errors.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { baseName, displayPath, joinPath, parentOf } from '../files/paths.ts';
import { MANIFEST_NAME } from './manifest.ts';

/** Prefix of the hidden folders an export works in. */
export const STAGING_PREFIX = '.provgate-staging-';

/**
 * Where each file of a scope goes below the target: the contents of one folder, the name of one file, else the base names of
 * several paths. Throws `usage` where two would share a place, also on a disk that folds case or composes letters.
 */
export function layOut(
  paths: readonly RelPath[],
  folders: ReadonlySet<RelPath>,
  files: readonly RelPath[],
): ReadonlyMap<RelPath, RelPath> {
  const places = new Map<RelPath, RelPath>();
  const claim = claims();
  const [only] = paths;
  const base = paths.length === 1 && only !== undefined && folders.has(only) ? only : undefined;
  const roots = new Set(paths);
  for (const file of files) {
    const place = base === undefined ? belowBaseName(file, roots) : below(file, base);
    claim(place, file);
    places.set(file, place);
  }
  return places;
}

function below(file: RelPath, folder: RelPath): RelPath {
  return (folder === ROOT ? file : file.slice(folder.length + 1)) as RelPath;
}

/** The file under the base name of the path that brought it, or beside it where it travels with a named file. */
function belowBaseName(file: RelPath, roots: ReadonlySet<RelPath>): RelPath {
  for (let root = file; root !== ROOT; root = parentOf(root)) {
    if (!roots.has(root)) continue;
    const name = baseName(root) as RelPath;
    return root === file ? name : joinPath(name, below(file, root));
  }
  return baseName(file) as RelPath;
}

/** Remembers places by their folded names, folders with the spelling they were first given; a second claim on one is refused. */
function claims(): (place: RelPath, from: RelPath) => void {
  const files = new Map<string, RelPath>([[fold(MANIFEST_NAME), MANIFEST_NAME as RelPath]]);
  const folders = new Map<string, { readonly spelling: RelPath; readonly from: RelPath }>();
  return (place, from) => {
    const twin = files.get(fold(place)) ?? folders.get(fold(place))?.from;
    if (twin !== undefined) throw collision(twin, from, place);
    if (place.startsWith(STAGING_PREFIX)) throw collision(STAGING_PREFIX as RelPath, from, place);
    files.set(fold(place), from);
    for (let folder = parentOf(place); folder !== ROOT; folder = parentOf(folder)) {
      const known = folders.get(fold(folder));
      const other = files.get(fold(folder)) ?? (known?.spelling === folder ? undefined : known?.from);
      if (other !== undefined) throw collision(other, from, folder);
      if (known === undefined) folders.set(fold(folder), { spelling: folder, from });
    }
  };
}

/** The one name of all spellings a disk may take for the same: case-folded and composed. */
export function fold(text: string): string {
  return text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function collision(a: RelPath, b: RelPath, place: RelPath): ProvgateError {
  return new ProvgateError(
    'usage',
    `${displayPath(a)} and ${displayPath(b)} would both become ${displayPath(place)} in the export.`,
    'Rename one of them, or export them to different folders.',
  );
}
