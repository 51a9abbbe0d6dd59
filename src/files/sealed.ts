/** Names that mark a folder whose contents are listed and counted: ASC MHL, IMF and DCP asset maps, BagIt (RFC 8493). */
const SEALS = /^(ascmhl|.*\.mhl|assetmap(\.xml)?|bagit\.txt)$/i;

/** Whether one of these names makes the folder it is in a sealed package. */
export function isSealedBy(names: readonly string[]): boolean {
  return names.some((name) => SEALS.test(name));
}
