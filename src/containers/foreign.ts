import { UnreadableMediaError } from '../domain/errors.ts';

/** A JSON object whose keys a file chose: read it through these functions only. */
export type Foreign = Readonly<Record<string, unknown>>;

/** The object a JSON text stands for. Throws `cut` where the text ends too early, `damaged` where it is no object. */
export function parseObject(text: string, where: string): Foreign {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const kind = text.trimEnd().endsWith('}') ? 'damaged' : 'cut';
    throw new UnreadableMediaError(kind, where, 'it is no JSON', { cause: error });
  }
  if (isForeign(value)) return value;
  throw new UnreadableMediaError('damaged', where, 'its JSON is no object');
}

/** An own member of a foreign object; undefined for everything else, inherited names among them. */
export function member(object: unknown, key: string): unknown {
  return isForeign(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Elements of a foreign array; none where it is something else. */
export function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A foreign value where it is a finite number of zero or more. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value) ? value : undefined;
}

function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
