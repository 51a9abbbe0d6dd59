import type { Configuration } from '../domain/configuration.ts';
import { compilePatterns, type Patterns } from './patterns.ts';

const compiled = new WeakMap<Configuration, Patterns>();

/** The patterns of a configuration, compiled once for as long as it lives. */
export function patternsOf(configuration: Configuration): Patterns {
  const known = compiled.get(configuration);
  if (known !== undefined) return known;
  const patterns = compilePatterns(configuration);
  compiled.set(configuration, patterns);
  return patterns;
}
