import { ProvgateError } from '../domain/errors.ts';

const LONGEST = 500;

/** A document as a person gave it: its own name and its bytes. */
export interface GivenDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A name or sentence a person typed: NFC, without blanks around it. Throws `usage` where it says nothing or hides characters. */
export function givenText(text: string, what: string, option: string): string {
  const plain = text.normalize('NFC').trim();
  if (plain === '') throw usage(`${what} is missing.`, `Give it with ${option}.`);
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(plain.replace(/[\n\t]/g, ' ')))
    throw usage(`${what} holds hidden characters.`, `Type it by hand with ${option}.`);
  if (plain.length > LONGEST)
    throw usage(
      `${what} is longer than ${LONGEST} characters.`,
      'Say it shorter; put the rest into the document.',
    );
  return plain;
}

/** A document that says something. Throws `usage` where it is empty. */
export function givenDocument(document: GivenDocument): GivenDocument {
  const isBlank = document.bytes.every(
    (byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d),
  );
  if (isBlank)
    throw usage(
      `The document ${document.name} is empty.`,
      'Give the letter or mail itself with --document FILE.',
    );
  return document;
}

/** A wrong call. */
export function usage(message: string, next: string): ProvgateError {
  return new ProvgateError('usage', message, next);
}
