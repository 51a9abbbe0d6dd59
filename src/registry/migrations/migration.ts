/** One step of the schema, forward only. */
export interface Migration {
  /** The schema version this step results in; the list counts from 1 without gaps. */
  readonly version: number;
  readonly statements: readonly string[];
}
