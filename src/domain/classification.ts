import type { Involvement, Origin } from './origin.ts';

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
