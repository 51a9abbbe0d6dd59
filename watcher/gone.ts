import type { RelPath } from '../src/domain/path.ts';
import type { LiveLocation } from '../src/domain/registry.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { isGone } from '../src/intake.ts';
import { anchorsOnDisk, judgeLoss } from './vanished.ts';

/**
 * Ends the places at these paths whose files are gone, unless their disk seems to be away. What is not ended is left to the next
 * sweep, which sees the whole. Returns how many were ended.
 */
export async function endPlaces(runtime: Runtime, paths: readonly RelPath[]): Promise<number> {
  const { registry, production, clock } = runtime;
  const located = await registry.locations.at(paths);
  const gone: LiveLocation[] = [];
  for (const { location } of located.values()) {
    const { path, assetId, snapshot, hashedAtUs } = location;
    if (isGone(production.root, path)) gone.push({ path, assetId, snapshot, hashedAtUs });
  }
  if (gone.length === 0) return 0;
  const { locations: live } = await registry.assets.counts();
  const anchorOf = anchorsOnDisk(production.root);
  const { ended } = judgeLoss({ gone, live, devices: new Map(), anchorOf });
  if (ended.length === 0) return 0;
  const endedPaths = ended.map((place) => place.path);
  await registry.outbox.add(endedPaths.map((path) => ({ kind: 'sidecar', path })));
  return registry.locations.close(endedPaths, clock.now());
}
