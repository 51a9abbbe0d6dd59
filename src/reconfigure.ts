import { readConfiguration } from './configuration/read.ts';
import { ProvgateError } from './domain/errors.ts';
import type { LoadedPolicy } from './domain/policy.ts';
import type { Runtime } from './domain/runtime.ts';
import { policiesOf } from './pack-file.ts';

/**
 * The runtime under the configuration file and pack files as they are now; the same one where none has changed. A new version is recorded. Throws
 * `bad-configuration` or `bad-policy`, also for a change that needs a restart; whoever asked goes on with the old one then.
 */
export async function reconfigure(runtime: Runtime): Promise<Runtime> {
  const { production, registry, actor, clock } = runtime;
  const file = readConfiguration(production.home);
  if (file.sha256 === production.configurationSha256) return withPackFiles(runtime);
  const { id, root, registry: place } = production.configuration;
  const { configuration } = file;
  if (configuration.id !== id || configuration.root !== root || configuration.registry !== place) {
    throw new ProvgateError(
      'bad-configuration',
      'provgate.json names another production, media root or registry than the running one.',
      'Stop provgate and start it again.',
    );
  }
  const policies = policiesOf({ configuration, home: production.home });
  await registry.configurations.seen(file.sha256, file.text, actor, clock.now());
  const changed = { configuration, configurationSha256: file.sha256, configurationText: file.text };
  return { ...runtime, policies, production: { ...production, ...changed } };
}

/** Pack files can change while the configuration that names them stays. */
function withPackFiles(runtime: Runtime): Runtime {
  const isFile = ({ file }: LoadedPolicy): boolean => file !== undefined;
  if (!runtime.policies.some(isFile)) return runtime;
  const policies = policiesOf(runtime.production);
  const isSame = policies.every(({ sha256 }, index) => sha256 === runtime.policies[index]?.sha256);
  return isSame ? runtime : { ...runtime, policies };
}
