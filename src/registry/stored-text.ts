import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import { ProvgateError } from '../domain/errors.ts';
import { foreignText } from './foreign-text.ts';

/** Most characters one record may say. */
const MOST_CHARS = 500_000;

/**
 * A typed value as the RFC 8785 text it is stored as. Throws `usage` for one that is too long or holds characters no engine keeps:
 * what a person said is refused rather than changed.
 */
export function storedText(value: object): string {
  const plain: Json = JSON.parse(JSON.stringify(value));
  const text = canonicalJson(plain);
  if (foreignText(text, MOST_CHARS) === text && !text.includes('\\u0000')) return text;
  throw new ProvgateError(
    'usage',
    'What was written is too long, or holds characters that cannot be kept.',
    'Shorten it, and put long texts into a document.',
  );
}
