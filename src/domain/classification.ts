import type { Involvement, Origin } from './origin.ts';
import type { RelPath } from './path.ts';

/** What all evidence about an asset adds up to. */
export interface Classification {
  readonly origin: Origin;
  readonly involvement: Involvement;
  /** A weak sign points to GenAI: a person must look. */
  readonly suspected: boolean;
  /** Claims contradict each other. */
  readonly conflict: boolean;
  /** The tool named by the strongest claim that names one. */
  readonly tool: string | undefined;
  /** True where only a folder rule says camera or human. */
  readonly byRuleOnly: boolean;
  /** The person whose documented statement settled a contested GenAI claim. */
  readonly overruledBy: string | undefined;
}

/** A recorded declaration as classification weighs it: a value of the registry, without its assets. */
export interface Statement {
  readonly recordId: string;
  readonly origin: Exclude<Origin, 'unknown'>;
  readonly involvement: Involvement;
  readonly tool: string | undefined;
  /** How the declarant is named wherever the statement overrules; absent in an anonymous record, which answers nothing. */
  readonly declarantName?: string;
  /** True where the statement says on what it rests. */
  readonly hasBasis: boolean;
  /** True where a stored document stands behind it. */
  readonly hasDocument: boolean;
  /** Sequence number of the event that recorded it; statements answer only evidence recorded before them. */
  readonly seq: number;
}

/** What classification needs to know besides evidence. */
export interface ClassifyContext {
  readonly statements: readonly Statement[];
  /** Where the asset was first seen: a folder rule's word counts there alone. Absent: no folder rule counts. */
  readonly firstSeenPath?: RelPath;
}
