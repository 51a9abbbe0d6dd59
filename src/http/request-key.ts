import { HttpProblem } from './problem.ts';

/**
 * The key of a request that must not be carried out twice, from its Idempotency-Key header
 * (draft-ietf-httpapi-idempotency-key-header): a quoted string, or its characters alone. Throws 400 for anything else.
 */
export function requestKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = typeof header === 'string' ? header.trim() : '';
  const quoted = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"$/.exec(text)?.[1];
  const key = quoted?.replace(/\\(["\\])/g, '$1') ?? /^[\w.:+/=~-]{1,255}$/.exec(text)?.[0];
  if (key !== undefined) return key;
  throw new HttpProblem(
    'usage',
    'The Idempotency-Key header is no key.',
    'Send one quoted string of at most 255 printable characters, such as a new UUID for each request.',
  );
}
