import type { Severity } from '../domain/finding.ts';

/** How a report stresses text; every function returns its text unchanged where nothing is a terminal. */
export interface Colours {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string): string => text;

/** No colours at all. */
export const PLAIN: Colours = { strong: same, quiet: same, good: same, caution: same, bad: same };

/** Text in the colour of a verdict. */
export function inColourOf(severity: Severity, colours: Colours, text: string): string {
  if (severity === 'pass') return colours.good(text);
  return severity === 'block' ? colours.bad(text) : colours.caution(text);
}
