/** Files operating systems scatter about; never media. Names compared exactly. */
const SYSTEM_FILES = new Set([
  '.DS_Store',
  '.localized',
  '.fseventsd',
  '.Spotlight-V100',
  '.TemporaryItems',
  '.Trashes',
  '.VolumeIcon.icns',
  'Thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'Desktop.ini',
  '$RECYCLE.BIN',
  'System Volume Information',
]);

/** Whether a name is a system's own litter (`.DS_Store`, `Thumbs.db`, AppleDouble `._*`), or what `isLeftover` names. */
export function isJunk(name: string): boolean {
  if (!name.startsWith('.')) return SYSTEM_FILES.has(name);
  return SYSTEM_FILES.has(name) || name.startsWith('._') || name.startsWith('.nfs0') || isLeftover(name);
}

/** Whether a name is that of a file provgate was about to write beside media when it was stopped. */
export function isLeftover(name: string): boolean {
  return /^\..+\.(xmp|txt)\.[0-9a-f]{12}\.tmp$/.test(name);
}
