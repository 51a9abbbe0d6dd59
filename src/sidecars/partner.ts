/** Extensions of files that say something of the file they stand beside, exactly as written. */
const STANDS_FOR_PARTNER = ['xmp', 'XMP', 'c2pa'];
const MAY_SPEAK_OF_PARTNER = ['txt', 'json'];
/** Formats beside which generators leave infotext (`.txt`) or a workflow (`.json`). */
const GENERATED = new Set(
  (
    'png jpg jpeg jpe jfif webp avif heic heif gif jxl tif tiff bmp tga psd exr dpx jp2 ' +
    'mp4 mov m4v webm mkv avi mp3 wav flac ogg opus m4a aac aiff aif glb gltf obj fbx usd usdz ply stl'
  ).split(' '),
);

/** What a file is to its neighbours. */
export type SidecarRole =
  /** `.xmp`, `.c2pa`: beside its partner it is only evidence; alone it is an asset. */
  | 'stands-for-partner'
  /** `.txt`, `.json`: only the content tells, so it is read as evidence and stays an asset of its own. */
  | 'may-speak'
  | 'none';

/** The role a name allows. */
export function roleOf(name: string): SidecarRole {
  const extension = extensionIn(name);
  if (STANDS_FOR_PARTNER.includes(extension)) return 'stands-for-partner';
  return MAY_SPEAK_OF_PARTNER.includes(extension) ? 'may-speak' : 'none';
}

/**
 * The names in one folder a sidecar speaks of: `NAME.EXT.xmp` of `NAME.EXT` where that exists, else `NAME.xmp` of every
 * `NAME.*` that is no sidecar itself. Empty where the file is alone, or no sidecar by its name.
 */
export function partnersOf(name: string, siblings: Iterable<string>): readonly string[] {
  const role = roleOf(name);
  if (role === 'none') return [];
  const stem = stemOf(name);
  const sharing: string[] = [];
  for (const sibling of siblings) {
    if (sibling === name || !canBePartner(sibling, role)) continue;
    if (sibling === stem) return [sibling];
    if (stemOf(sibling) === stem && roleOf(sibling) === 'none') sharing.push(sibling);
  }
  return sharing;
}

/** Every pairing within one folder: names of media files with the sidecars that speak of them, in the order of `names`. */
export function sidecarPairs(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const pairs = new Map<string, string[]>();
  const sidecars = names.filter((name) => roleOf(name) !== 'none');
  if (sidecars.length === 0 || sidecars.length === names.length) return pairs;
  const byStem = new Map<string, string[]>();
  for (const name of names) {
    add(byStem, name, name);
    if (stemOf(name) !== name) add(byStem, stemOf(name), name);
  }
  for (const sidecar of sidecars) {
    for (const partner of partnersOf(sidecar, byStem.get(stemOf(sidecar)) ?? []))
      add(pairs, partner, sidecar);
  }
  return pairs;
}

/** Names under which sidecars of a file may stand beside it; to be looked for where the folder was not listed. */
export function sidecarNames(name: string): readonly string[] {
  if (roleOf(name) === 'stands-for-partner') return [];
  const bases = stemOf(name) === name ? [name] : [name, stemOf(name)];
  const extensions = isGenerated(name)
    ? [...STANDS_FOR_PARTNER, ...MAY_SPEAK_OF_PARTNER]
    : STANDS_FOR_PARTNER;
  return bases.flatMap((base) => extensions.map((extension) => `${base}.${extension}`));
}

function canBePartner(sibling: string, role: SidecarRole): boolean {
  if (roleOf(sibling) === 'stands-for-partner') return false;
  return role === 'stands-for-partner' || isGenerated(sibling);
}

function isGenerated(name: string): boolean {
  return GENERATED.has(extensionIn(name).toLowerCase());
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else held.push(value);
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

function extensionIn(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1);
}
