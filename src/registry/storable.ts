import type { Json } from '../domain/canonical-json.ts';
import { pathBytesHex } from '../files/paths.ts';
import { foreignText } from './foreign-text.ts';

/**
 * A value of plain data as RFC 8785 admits it: a path that is no UTF-8 becomes `bytes:` and its hex, other text comes through
 * the door of foreign text, absent members stay absent. Throws TypeError on anything that is no data.
 */
export function storable(value: unknown): Json | undefined {
  if (value === undefined || value === null) return value;
  switch (typeof value) {
    case 'boolean':
    case 'number':
      return value;
    case 'string': {
      const hex = value.isWellFormed() ? undefined : pathBytesHex(value);
      return hex === undefined ? foreignText(value, Number.POSITIVE_INFINITY) : `bytes:${hex}`;
    }
    case 'object':
      if (Array.isArray(value)) return value.map((item: unknown) => storable(item) ?? null);
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [foreignText(key), storable(item)]),
      );
    default:
      throw new TypeError(`the registry stores no ${typeof value}`);
  }
}
