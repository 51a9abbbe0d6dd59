import { join } from 'node:path';
import { classify } from '../../src/classify.ts';
import type { OpenRegistryOptions } from '../../src/registry/open.ts';
import { countingIds, steppingClock } from './seen.ts';

/** Options of a registry in `dir/.provgate`. */
export function optionsIn(dir: string, changes: Partial<OpenRegistryOptions> = {}): OpenRegistryOptions {
  const stateDir = join(dir, '.provgate');
  return {
    file: join(stateDir, 'registry.db'),
    stateDir,
    productionId: 'quayside',
    clock: steppingClock(),
    ids: countingIds(),
    classify,
    ...changes,
  };
}
