import { findProduction } from '../../configuration/find.ts';
import { pathsInside } from '../../configuration/locate.ts';
import type { Production } from '../../domain/configuration.ts';
import { ProvgateError } from '../../domain/errors.ts';
import { type RelPath, ROOT } from '../../domain/path.ts';
import type { Cli } from '../cli.ts';
import type { CommonOptions } from './options.ts';
import { readPathList } from './read-paths.ts';

/** What a verb of the gate is asked about. */
export interface Scope {
  readonly production: Production;
  readonly paths: readonly RelPath[];
}

/**
 * The scope of a gate verb: its paths and those of `--from`. No path at all means the whole production only where `--production` names
 * it; an empty shell variable must not stand for everything. Throws `usage`.
 */
export async function scopeOf(
  cli: Cli,
  given: readonly string[],
  options: CommonOptions & { readonly from?: string },
): Promise<Scope> {
  const listed = options.from === undefined ? [] : await readPathList(options.from, cli);
  const paths = [...given, ...listed].filter((path) => path !== '');
  const production = findProduction({ paths, production: options.production, env: cli.env, cwd: cli.cwd });
  if (paths.length > 0) return { production, paths: pathsInside(production, paths, cli.cwd) };
  if (options.production !== undefined && given.length === 0 && options.from === undefined)
    return { production, paths: [ROOT] };
  throw new ProvgateError(
    'usage',
    'No file or folder was named.',
    'Name what leaves, as: provgate check 06_DELIVERY',
  );
}
