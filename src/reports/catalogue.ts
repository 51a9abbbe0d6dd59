import type { FindingCode } from '../domain/finding.ts';

/**
 * The words of one finding. `{a}` is the item as people read it, `{target}` as a shell reads it; `{name}` is a value of the finding,
 * `{name:date}` that value as a date, `{name?}` the value in brackets after a blank, or nothing.
 */
export interface Template {
  /** A few words for a group of items. */
  readonly title: string;
  readonly message: string;
  readonly next: string;
  /** Each file needs an answer of its own: a command for a whole folder would skip them. */
  readonly oneByOne?: true;
}

/** A code, or a code for one value (`FIL-001=missing`) or for findings that have a value (`APR-001+earlier`). */
export type WordKey = FindingCode | `${FindingCode}=${string}` | `${FindingCode}+${string}`;

/** The words of one language. A key it lacks is read in English. */
export type Catalogue = Readonly<Partial<Record<WordKey, Template>>>;

/** English: the one catalogue that has every code. */
export type CompleteCatalogue = Catalogue & Readonly<Record<FindingCode, Template>>;
