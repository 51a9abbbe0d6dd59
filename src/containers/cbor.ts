import { decode, type TagDecodeControl } from 'cborg';
import { UnreadableMediaError } from '../domain/errors.ts';
import { decodeText } from './text.ts';

/** A value from a foreign document. Its objects have no prototype, so no key of theirs can reach ours. */
export type Foreign =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Foreign[]
  | { readonly [key: string]: Foreign };

/** Whether a foreign value is a list. */
export function isForeignList(value: Foreign | undefined): value is readonly Foreign[] {
  return Array.isArray(value);
}

/** Whether a foreign value is an object with members. */
export function isForeignObject(value: Foreign | undefined): value is { readonly [key: string]: Foreign } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_VALUES = 200_000;
const MAX_DEPTH = 64;

/** Every tag gives way to what it tags, whatever its number. */
const untagged = new Proxy({}, { get: () => (inner: TagDecodeControl) => inner() });

/** A CBOR item (RFC 8949) as plain values; tags give way to what they tag. Throws UnreadableMediaError. */
export function decodeCbor(bytes: Uint8Array, where: string): Foreign {
  if (bytes.length > MAX_BYTES) throw new UnreadableMediaError('limit', where, 'its CBOR is too long');
  let value: unknown;
  try {
    // A copy, because the decoder hands out views into what it was given.
    value = decode(Buffer.from(bytes), { useMaps: true, tags: untagged });
  } catch (error) {
    const tooDeep = error instanceof RangeError;
    throw new UnreadableMediaError(tooDeep ? 'limit' : 'damaged', where, 'its CBOR cannot be decoded', {
      cause: error,
    });
  }
  return plain(value, { where, left: MAX_VALUES }, 0);
}

/** JSON text as plain values. Throws UnreadableMediaError. */
export function foreignJson(bytes: Uint8Array, where: string): Foreign {
  if (bytes.length > MAX_BYTES) throw new UnreadableMediaError('limit', where, 'its JSON is too long');
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes));
  } catch (error) {
    throw new UnreadableMediaError('damaged', where, 'its JSON cannot be parsed', { cause: error });
  }
  return plain(value, { where, left: MAX_VALUES }, 0);
}

interface Budget {
  readonly where: string;
  left: number;
}

function plain(value: unknown, budget: Budget, depth: number): Foreign {
  budget.left -= 1;
  if (budget.left < 0) throw new UnreadableMediaError('limit', budget.where, 'it holds too many values');
  if (depth > MAX_DEPTH) throw new UnreadableMediaError('limit', budget.where, 'it is nested too deep');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value) || value instanceof Set)
    return [...value].map((item) => plain(item, budget, depth + 1));
  if (value instanceof Map) return members(value.entries(), budget, depth);
  return isPlainObject(value) ? members(Object.entries(value), budget, depth) : null;
}

function members(entries: Iterable<[unknown, unknown]>, budget: Budget, depth: number): Foreign {
  const object: { [key: string]: Foreign } = Object.create(null);
  for (const [key, value] of entries) {
    if (typeof key === 'string' || typeof key === 'number') object[key] = plain(value, budget, depth + 1);
  }
  return object;
}

/** Objects the JSON parser makes; whatever else a decoder may build is of no use here. */
function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
