import { isNestedProduction, isOwnState } from '../src/configuration/own-state.ts';
import type { Production } from '../src/domain/configuration.ts';
import { type RelPath, ROOT } from '../src/domain/path.ts';
import { type OrderedBatch, walkInOrder } from '../src/files/ordered-walk.ts';

/** Why a folder is not looked into although it is there. */
export type Closed = 'own-state' | 'nested-production';

/** A batch of an ordered walk, with the folders entered and passed over since the batch before it. */
export interface ProductionBatch extends OrderedBatch {
  readonly entered: readonly RelPath[];
  readonly closed: readonly { readonly folder: RelPath; readonly reason: Closed }[];
}

/** Walks what belongs to a production in byte order of paths: everything below a folder but its own state and other productions. */
export function* walkProduction(production: Production, under: RelPath): Generator<ProductionBatch> {
  let entered: RelPath[] = [under];
  let closed: ProductionBatch['closed'][number][] = [];
  const enter = (folder: RelPath): boolean => {
    const reason = closedFolder(production, folder);
    if (reason === undefined) entered.push(folder);
    else closed.push({ folder, reason });
    return reason === undefined;
  };
  const since = (): Pick<ProductionBatch, 'entered' | 'closed'> => {
    const told = { entered, closed };
    entered = [];
    closed = [];
    return told;
  };
  for (const batch of walkInOrder(production.root, under, enter)) yield { ...batch, ...since() };
  yield { folder: under, names: [], steps: [], ...since() };
}

/** Why a folder of a production is not looked into; undefined where it is. */
export function closedFolder(production: Production, folder: RelPath): Closed | undefined {
  if (isOwnState(production, folder)) return 'own-state';
  return folder !== ROOT && isNestedProduction(production, folder) ? 'nested-production' : undefined;
}
