import { findProduction } from '../../configuration/find.ts';
import { recordMemoryDir } from '../../configuration/known.ts';
import { pathsInside } from '../../configuration/locate.ts';
import type { Production } from '../../domain/configuration.ts';
import type { RelPath } from '../../domain/path.ts';
import type { Runtime } from '../../domain/runtime.ts';
import type { Seal } from '../../domain/seal.ts';
import { openRuntime } from '../../runtime.ts';
import { openSeal } from '../../seal/seal.ts';
import type { Cli } from '../cli.ts';
import { logFor } from '../terminal/log.ts';
import type { CommonOptions } from './options.ts';

/** The production a verb is about; `mediaMayBeAway` for what the record alone can answer. */
export function productionFor(cli: Cli, paths: readonly string[], options: CommonOptions & Need): Production {
  const { production, mediaMayBeAway = false } = options;
  return findProduction({ paths, production, env: cli.env, cwd: cli.cwd, mediaMayBeAway });
}

/** What a verb needs of its production. */
interface Need {
  readonly mediaMayBeAway?: boolean;
}

/**
 * Opens the production that paths or options name, gives the verb its runtime and the paths relative to the media root, and closes
 * it whatever happens.
 */
export async function withRuntime<T>(
  cli: Cli,
  paths: readonly string[],
  options: CommonOptions & Need & { readonly kind?: 'verb' | 'service' },
  work: (runtime: Runtime, paths: readonly RelPath[]) => Promise<T>,
): Promise<T> {
  const production = productionFor(cli, paths, options);
  const inside = pathsInside(production, paths, cli.cwd);
  return withProduction(cli, production, options, (runtime) => work(runtime, inside));
}

/** As `withRuntime`, for a production already found. */
export async function withProduction<T>(
  cli: Cli,
  production: Production,
  options: { readonly kind?: 'verb' | 'service' },
  work: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  const runtime = await openRuntime(production, {
    log: logFor(cli, options.kind),
    seal: sealOf(cli, production),
  });
  try {
    const result = await work(runtime);
    if (options.kind === 'service') await runtime.registry.events.checkpoint();
    return result;
  } finally {
    await runtime.close();
  }
}

/** What this user's machine remembers of a production's record. */
export function sealOf(cli: Pick<Cli, 'env'>, production: Production): Seal {
  return openSeal(recordMemoryDir(cli.env, production.configuration.id), production.home);
}
