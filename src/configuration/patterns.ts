import picomatch from 'picomatch';
import type { Configuration, DeliverableRule, OriginRule, Supplier } from '../domain/configuration.ts';
import type { RelPath } from '../domain/path.ts';

/** One pattern of the configuration, for telling which match nothing. */
export interface PatternUse {
  readonly key: 'deliverables' | 'origins' | 'suppliers' | 'ignore';
  readonly pattern: string;
  matches(path: RelPath): boolean;
}

/** What the configuration says of a path; the last entry that matches wins. */
export interface Patterns {
  deliverableOf(path: RelPath): DeliverableRule | undefined;
  originOf(path: RelPath): OriginRule | undefined;
  supplierOf(path: RelPath): Supplier | undefined;
  isIgnored(path: RelPath): boolean;
  /** Every pattern in the order written. */
  readonly all: readonly PatternUse[];
}

type Match = (path: string) => boolean;

/**
 * Compiles the patterns of a configuration. What tightens (`deliverables`) matches NFC, case-folded and with dotfiles, and a plain
 * folder name means everything below it; what loosens (`origins`, `ignore`) and `suppliers` match exactly. A pattern that ends
 * in `/` means everything below.
 */
export function compilePatterns(
  configuration: Pick<Configuration, 'deliverables' | 'origins' | 'suppliers' | 'ignore'>,
): Patterns {
  const deliverables = configuration.deliverables.map((rule) => ({ rule, match: tightening(rule.path) }));
  const origins = configuration.origins.map((rule) => ({ rule, match: exact(rule.path) }));
  const suppliers = configuration.suppliers.map((rule) => ({ rule, match: exact(rule.path) }));
  const ignore = configuration.ignore.map((path) => ({ rule: { path }, match: exact(path) }));
  return {
    deliverableOf: (path) => lastMatch(deliverables, path),
    originOf: (path) => lastMatch(origins, path),
    supplierOf: (path) => lastMatch(suppliers, path),
    isIgnored: (path) => lastMatch(ignore, path) !== undefined,
    all: Object.entries({ deliverables, origins, suppliers, ignore } as const).flatMap(([key, entries]) =>
      entries.map(({ rule, match }) => ({
        key: key as PatternUse['key'],
        pattern: rule.path,
        matches: match,
      })),
    ),
  };
}

/** The match of a tightening pattern. */
export function tightening(pattern: string): Match {
  const folded = fold(pattern);
  const below = isLiteral(folded) && !folded.endsWith('/') ? [folded, `${folded}/**`] : [asGlob(folded)];
  const match = picomatch(below, { dot: true, nonegate: true });
  return (path) => match(fold(path));
}

/** The match of a loosening pattern. */
export function exact(pattern: string): Match {
  const match = picomatch(asGlob(pattern), { nonegate: true });
  return (path) => match(path);
}

/** The folder that holds everything a pattern can match; empty for the media root. */
export function folderOf(pattern: string): string {
  return picomatch.scan(asGlob(pattern), { unescape: true }).base;
}

function lastMatch<T>(
  entries: readonly { readonly rule: T; readonly match: Match }[],
  path: string,
): T | undefined {
  return entries.findLast((entry) => entry.match(path))?.rule;
}

function asGlob(pattern: string): string {
  const plain = pattern.startsWith('./') ? pattern.slice(2) : pattern;
  return plain.endsWith('/') ? `${plain}**` : plain;
}

function isLiteral(pattern: string): boolean {
  return !picomatch.scan(pattern).isGlob;
}

/** Unicode's full case folding, near enough to widen a match: ß and SS, K and the Kelvin sign are one. */
function fold(text: string): string {
  return text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
