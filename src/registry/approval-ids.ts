import { ProvgateError } from '../domain/errors.ts';

const MAX_CHARS = 200;
const NEXT = 'Type the id again as it stands in the approval document.';

/** An approval id with what it is compared by. */
export interface ApprovalId {
  /** As stored: NFC, without blanks at either end. */
  readonly id: string;
  /** Equal for ids that differ in case only: they are the same id. */
  readonly folded: string;
  /** Equal for ids an eye takes for the same: other scripts' letters, full-width forms, O and 0, dashes. */
  readonly likeness: string;
}

// Default-ignorable characters cover zero-width, soft hyphen, bidi marks and variation selectors.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Reads an approval id as given. Throws `usage` for an empty or overlong one, and for control, bidi and zero-width
 * characters (threats 5).
 */
export function approvalId(text: string): ApprovalId {
  const id = text
    .normalize('NFC')
    .replace(/^[ \t\r\n]+|[ \t\r\n]+$/gu, '')
    .replace(/^\p{Zs}+|\p{Zs}+$/gu, '');
  if (id === '') throw new ProvgateError('usage', 'The approval id is empty.', NEXT);
  if (id.length > MAX_CHARS) {
    throw new ProvgateError('usage', `The approval id is longer than ${MAX_CHARS} characters.`, NEXT);
  }
  if (!id.isWellFormed() || HIDDEN.test(id)) {
    throw new ProvgateError('usage', 'The approval id holds a character that cannot be seen.', NEXT);
  }
  return { id, folded: fold(id), likeness: likeness(id) };
}

/** The id as stored, for a look-up; text that can be no id is given back trimmed and finds nothing. */
export function storedId(text: string): string {
  return text.normalize('NFC').trim();
}

/** Upper case first, so that letters with several lower-case forms (ß, ς) fall together. */
function fold(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFC');
}

function likeness(id: string): string {
  const plain = fold(id.normalize('NFKC'))
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
  return [...plain]
    .map((character) => ALIKE.get(character) ?? character)
    .join('')
    .replace(/[\p{Pd}\u2212_]+/gu, '-')
    .replace(/\p{Zs}+/gu, '');
}

/** Lower-case letters and digits easily taken for a Latin letter or a digit (after Unicode TR39). */
const ALIKE = new Map([
  ['а', 'a'],
  ['в', 'b'],
  ['с', 'c'],
  ['ԁ', 'd'],
  ['е', 'e'],
  ['ё', 'e'],
  ['ғ', 'f'],
  ['һ', 'h'],
  ['н', 'h'],
  ['і', 'l'],
  ['ї', 'l'],
  ['ј', 'j'],
  ['к', 'k'],
  ['ӏ', 'l'],
  ['м', 'm'],
  ['п', 'n'],
  ['о', 'o'],
  ['р', 'p'],
  ['ԛ', 'q'],
  ['г', 'r'],
  ['ѕ', 's'],
  ['т', 't'],
  ['ц', 'u'],
  ['ѵ', 'v'],
  ['ԝ', 'w'],
  ['х', 'x'],
  ['у', 'y'],
  ['α', 'a'],
  ['β', 'b'],
  ['γ', 'y'],
  ['ε', 'e'],
  ['ζ', 'z'],
  ['η', 'h'],
  ['ι', 'l'],
  ['κ', 'k'],
  ['μ', 'm'],
  ['ν', 'n'],
  ['ο', 'o'],
  ['ρ', 'p'],
  ['σ', 'o'],
  ['τ', 't'],
  ['υ', 'y'],
  ['χ', 'x'],
  ['ω', 'w'],
  ['ı', 'l'],
  ['ɩ', 'l'],
  ['ⅼ', 'l'],
  ['ɑ', 'a'],
  ['ɡ', 'g'],
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['|', 'l'],
]);
