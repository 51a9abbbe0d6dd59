const NAME_CHARS = 500;

/**
 * The name of a member as found, of at most 500 characters: characters that do not show (control, direction, zero width) are
 * written out by their numbers, so that no name can look like another or steer a terminal. It is never used as a path.
 */
export function memberName(name: string): string {
  return name
    .slice(0, NAME_CHARS)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, written)
    .slice(0, NAME_CHARS)
    .toWellFormed();
}

function written(hidden: string): string {
  return `\\u{${(hidden.codePointAt(0) ?? 0).toString(16)}}`;
}
