import { type ItemFacts, NOTHING_ASKED } from '../domain/policy.ts';

/** A camera plate nobody asks anything about: what the cases of a pack start from. */
export const PLAIN_FACTS: ItemFacts = {
  ...NOTHING_ASKED,
  origin: 'camera',
  involvement: 'none',
  temporary: false,
  byRuleOnly: false,
  state: 'ok',
  suspected: false,
  conflict: false,
  generative: false,
  overruled: false,
  approval: undefined,
};
