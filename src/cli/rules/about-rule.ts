import { ruleNotes } from '../../evidence/rule-book.ts';

const ABOUT: ReadonlyMap<string, string> = new Map(ruleNotes.map(({ id, about }) => [id, about]));

/** What a rule finds, in one line; undefined for a rule of another version. */
export function aboutRule(id: string): string | undefined {
  return ABOUT.get(id);
}
