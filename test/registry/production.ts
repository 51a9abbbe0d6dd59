import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { classify } from '../../src/classify.ts';
import type { Registry } from '../../src/domain/registry.ts';
import { createRegistry, type OpenRegistryOptions, openRegistry } from '../../src/registry/open.ts';
import { countingIds, steppingClock } from './seen.ts';

/** A folder of its own for one test, gone afterwards. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-registry-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

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

/** A new production's registry, closed when the test ends. */
export async function newRegistry(
  changes: Partial<OpenRegistryOptions> = {},
): Promise<{ readonly registry: Registry; readonly options: OpenRegistryOptions; readonly dir: string }> {
  const dir = temporaryFolder();
  const options = optionsIn(dir, changes);
  const registry = await createRegistry(options);
  onTestFinished(() => registry.close());
  return { registry, options, dir };
}

/** Opens it once more, closed when the test ends. */
export async function openAgain(options: OpenRegistryOptions): Promise<Registry> {
  const registry = await openRegistry(options);
  onTestFinished(() => registry.close());
  return registry;
}
