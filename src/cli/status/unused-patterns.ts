import { isOwnState } from '../../configuration/own-state.ts';
import type { PatternUse } from '../../configuration/patterns.ts';
import { folderOf } from '../../configuration/patterns.ts';
import type { RelPath } from '../../domain/path.ts';
import type { Coverage } from '../../domain/registry.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { walk } from '../../files/walk.ts';

/** A pattern not found at work among this many entries is taken to be at work further on. */
const MOST_ENTRIES = 100_000;

/**
 * Those of the `ignore` patterns that match nothing. Ignored files are not in the record, so the disk is asked, unless the last
 * sweep counted none at all.
 */
export function unusedIgnores(
  { production }: Runtime,
  patterns: readonly PatternUse[],
  coverage: Coverage,
): readonly PatternUse[] {
  if (coverage.lastCompleteSweepAt === undefined) return [];
  if (!coverage.skipped.some(({ reason, count }) => reason === 'ignored' && count > 0)) return patterns;
  const [only, another] = patterns;
  if (only !== undefined && another === undefined) return [];
  return patterns.filter((pattern) => !matchesOnDisk(pattern));

  function matchesOnDisk(pattern: PatternUse): boolean {
    let seen = 0;
    const start = folderOf(pattern.pattern) as RelPath;
    for (const batch of walk(production.root, start, (folder) => !isOwnState(production, folder))) {
      if (batch.some(({ path }) => pattern.matches(path))) return true;
      seen += batch.length;
      if (seen > MOST_ENTRIES) return true;
    }
    return false;
  }
}
