import { readConfiguration } from './configuration/read.ts';
import { ProvgateError } from './domain/errors.ts';
import type { Runtime } from './domain/runtime.ts';
import { loadPolicies } from './policy/index.ts';

/**
 * The runtime under the configuration file as it is now; the same one where the file has not changed. The new version is recorded. Throws
 * `bad-configuration` or `bad-policy`, also for a change that needs a restart; whoever asked goes on with the old one then.
 */
export async function reconfigure(runtime: Runtime): Promise<Runtime> {
  const { production, registry, actor, clock } = runtime;
  const file = readConfiguration(production.home);
  if (file.sha256 === production.configurationSha256) return runtime;
  const { id, root, registry: place } = production.configuration;
  const { configuration } = file;
  if (configuration.id !== id || configuration.root !== root || configuration.registry !== place) {
    throw new ProvgateError(
      'bad-configuration',
      'provgate.json names another production, media root or registry than the running one.',
      'Stop provgate and start it again.',
    );
  }
  const policies = loadPolicies(configuration.policy);
  await registry.configurations.seen(file.sha256, file.text, actor, clock.now());
  const changed = { configuration, configurationSha256: file.sha256, configurationText: file.text };
  return { ...runtime, policies, production: { ...production, ...changed } };
}
