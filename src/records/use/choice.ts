import { nearest } from '../../configuration/nearest.ts';
import { usage } from '../given.ts';

/** The member of a closed list a person means; blanks and hyphens stand for underscores. Throws `usage` naming the nearest. */
export function choice<Value extends string>(text: string, values: readonly Value[], option: string): Value {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const value = values.find((each) => each === wanted);
  if (value !== undefined) return value;
  const words = values.map((each) => each.replaceAll('_', '-'));
  const near = nearest(text.trim(), words);
  throw usage(
    `"${text.slice(0, 100)}" is nothing ${option} can be.`,
    `${near === undefined ? '' : `Did you mean ${near}? `}Use one of ${words.join(', ')}.`,
  );
}
