import { resolve } from 'node:path';
import { findProduction } from '../../configuration/find.ts';
import { nearest } from '../../configuration/nearest.ts';
import type { Production } from '../../domain/configuration.ts';
import { ProvgateError } from '../../domain/errors.ts';
import type { LoadedPolicy } from '../../domain/policy.ts';
import { policiesOf, readPackFile } from '../../pack-file.ts';
import { isPackFile, loadPolicies, packs, policyOf, refuseImpostor } from '../../policy/index.ts';
import { isSourceOld } from '../../policy/source-age.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { CommonOptions } from '../call/options.ts';
import type { Cli } from '../cli.ts';

/** The policies a verb is about, and the production that chose them, if there is one. */
export interface AtHand {
  readonly production: Production | undefined;
  readonly policies: readonly LoadedPolicy[];
}

/** The policies of the production at hand; outside any production, every shipped pack with its defaults. */
export function policiesAtHand(cli: Cli, options: CommonOptions): AtHand {
  try {
    const production = findProduction({
      paths: [],
      production: options.production,
      env: cli.env,
      cwd: cli.cwd,
      mediaMayBeAway: true,
    });
    return { production, policies: policiesOf(production) };
  } catch (error) {
    if (options.production !== undefined || !isWithoutProduction(error)) throw error;
    return {
      production: undefined,
      policies: loadPolicies(packs.map(({ id }) => ({ pack: id, settings: {} }))),
    };
  }
}

/** One pack by its id or file: as the production has it, else with its defaults. Throws `usage` or `bad-policy`. */
export function policyNamed(cli: Cli, name: string, { policies }: AtHand): LoadedPolicy {
  const chosen = policies.find(({ pack, file }) => pack.id === name || file === name);
  if (chosen !== undefined) return chosen;
  const shipped = packs.find(({ id }) => id === name);
  if (shipped !== undefined) return policyOf(shipped, {}, undefined);
  if (isPackFile(name)) {
    const pack = readPackFile(resolve(cli.cwd, name), name);
    refuseImpostor(pack, name);
    return policyOf(pack, {}, name);
  }
  const ids = [...new Set([...policies.map(({ pack }) => pack.id), ...packs.map(({ id }) => id)])];
  const near = nearest(name, ids);
  throw new ProvgateError(
    'usage',
    `There is no policy "${name}".`,
    near === undefined ? `There are ${ids.join(', ')}, or name a pack file.` : `Did you mean ${near}?`,
  );
}

/** Says on stderr of which packs somebody should look whether their source still says the same. */
export async function tellOldSources(
  cli: Cli,
  policies: readonly LoadedPolicy[],
  options: CommonOptions,
): Promise<void> {
  if (options.quiet === true) return;
  for (const policy of policies.filter((each) => isSourceOld(each, systemClock.now()))) {
    const { id, source, capturedAt } = policy.pack;
    await cli.err.write(
      `${escapeTerminal(`The source of ${id} was read on ${capturedAt}; look whether it still says the same: ${source}`)}\n`,
    );
  }
}

function isWithoutProduction(error: unknown): boolean {
  return (
    error instanceof ProvgateError &&
    (error.code === 'no-production' || error.code === 'ambiguous-production')
  );
}
