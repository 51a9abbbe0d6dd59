import { remoteRows } from '../../client/list.ts';
import { placeAt, remotePath } from '../../client/place.ts';
import type { Server } from '../../client/server.ts';
import type { AssetFilter } from '../../domain/registry.ts';
import type { AssetRowJson } from '../../reports/schemas.ts';
import type { Cli } from '../cli.ts';

/** Every registered place under a path that a server knows and that fits the filter. */
export async function rowsAt(
  cli: Cli,
  server: Server,
  path: string | undefined,
  filter: AssetFilter,
): Promise<AsyncIterable<AssetRowJson>> {
  const place = await placeAt(server, cli.signal);
  const under = path === undefined ? '.' : remotePath(place, path, cli.cwd);
  const told = Object.entries(filter).map(([name, value]) => [name, String(value)]);
  const query = { ...Object.fromEntries(told), under: under === '.' ? undefined : under };
  return remoteRows(server, query, cli.signal);
}
