/** Opaque id of a named person; the name itself lives in an erasable table and never in the event log. */
export type PersonId = string & { readonly __personId: true };

/** Who acts: the effective user, or an account of a token. */
export interface Actor {
  readonly personId: PersonId;
}

/** What stands in reports where the name was erased; the id goes on saying that it was one person. */
export const ERASED_NAME = 'erased person';
