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

/** Whether a name is a system's own litter (`.DS_Store`, `Thumbs.db`, AppleDouble `._*`). */
export function isJunk(name: string): boolean {
  return SYSTEM_FILES.has(name) || name.startsWith('._') || name.startsWith('.nfs0');
}
