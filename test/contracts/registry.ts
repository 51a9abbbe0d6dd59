import type { Registry } from '../../src/domain/registry.ts';
import { registryApprovals } from './registry-approvals.ts';
import { registryAssets } from './registry-assets.ts';
import { registryDeclarations } from './registry-declarations.ts';
import { registryLocations } from './registry-locations.ts';
import { registryPapers } from './registry-papers.ts';
import { registryRecords } from './registry-records.ts';

/** Opens an empty registry of a new production; closes it when the test ends. */
export type OpenEmpty = () => Promise<Registry>;

/** What every engine behind the registry's interfaces must do. Call it within a `describe` of the engine. */
export function registryContract(open: OpenEmpty): void {
  registryAssets(open);
  registryLocations(open);
  registryDeclarations(open);
  registryApprovals(open);
  registryPapers(open);
  registryRecords(open);
}
