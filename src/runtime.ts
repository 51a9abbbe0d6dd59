import { classify } from './classify.ts';
import { registryFile } from './configuration/state.ts';
import { readTrustAnchors } from './configuration/trust-anchors.ts';
import type { Production } from './domain/configuration.ts';
import type { Engine } from './domain/engine.ts';
import type { Log } from './domain/ports.ts';
import type { Registry } from './domain/registry.ts';
import type { Runtime } from './domain/runtime.ts';
import type { Seal } from './domain/seal.ts';
import { openExaminer } from './examine/pool.ts';
import { policiesOf } from './pack-file.ts';
import { isSourceOld } from './policy/source-age.ts';
import { openRecorder } from './recorder.ts';
import { type Accepted, acceptRecord } from './registry/accept.ts';
import { createRegistry, openRegistry } from './registry/open.ts';
import { type Restored, restoreRegistry } from './registry/restore.ts';
import { systemClock } from './runtime/clock.ts';
import { uuids } from './runtime/ids.ts';
import { silentLog } from './runtime/log.ts';
import { userName } from './runtime/user.ts';
import { readVersion } from './runtime/version.ts';

export interface RuntimeOptions {
  readonly log?: Log;
  /** Other versions of the readers than their own, so that tests can make an upgrade. */
  readonly engine?: Engine;
  /** What is remembered of the record outside it; without one it is neither signed nor compared. */
  readonly seal?: Seal;
}

/**
 * Builds everything a production needs, once. The examiner's processes start with the first file. The configuration's version is
 * recorded when it is new. Throws `registry-missing`, `registry-broken`, `registry-newer`, `registry-busy`, `record-went-backwards`, `bad-policy` or `bad-configuration`.
 */
export async function openRuntime(production: Production, options: RuntimeOptions = {}): Promise<Runtime> {
  const log = options.log ?? silentLog;
  const policies = policiesOf(production);
  for (const policy of policies.filter((each) => isSourceOld(each, systemClock.now())))
    log.info('policy-source-old', { pack: policy.pack.id, capturedAt: policy.pack.capturedAt });
  const trustAnchors = readTrustAnchors(process.env, production.root);
  const registry = await openRegistry(registryOptions(production, options.seal));
  const examiner = openExaminer({
    log,
    deaths: registry.readerDeaths,
    ...(trustAnchors === undefined ? {} : { trustAnchors }),
    ...(options.engine === undefined ? {} : { engine: options.engine }),
  });
  const recorder = openRecorder(registry, () => examiner.isReading());
  const close = async (): Promise<void> => {
    // The recorder last needs the registry, and what the examiner still reads may reach the recorder.
    await examiner.close();
    await recorder.flush();
    await registry.close();
  };
  try {
    const actor = await recordVersion(registry, production);
    return {
      version: readVersion(),
      production,
      registry,
      recorder,
      examiner,
      policies,
      clock: systemClock,
      ids: uuids,
      seal: options.seal,
      log,
      actor,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Creates the registry of a new production; only `init` and the sample do. */
export async function createProductionRegistry(production: Production, seal?: Seal): Promise<void> {
  const registry = await createRegistry(registryOptions(production, seal));
  try {
    await recordVersion(registry, production);
  } finally {
    await registry.close();
  }
}

/** Puts a backup in place of a production's registry. */
export async function restoreProductionRegistry(
  production: Production,
  from: string,
  seal?: Seal,
): Promise<Restored> {
  return restoreRegistry(from, registryOptions(production, seal));
}

/** Accepts the record as it stands, although it went backwards. */
export async function acceptProductionRecord(
  production: Production,
  reason: string,
  seal: Seal,
): Promise<Accepted> {
  return acceptRecord(registryOptions(production, seal), seal, reason);
}

function registryOptions(production: Production, seal: Seal | undefined) {
  return {
    ...(seal === undefined ? {} : { seal }),
    file: registryFile(production),
    stateDir: production.stateDir,
    productionId: production.configuration.id,
    clock: systemClock,
    ids: uuids,
    classify,
    actorName: userName(),
  };
}

/** Who acts, from the effective user; what that person's run of the program found in `provgate.json` is an event when new. */
async function recordVersion(registry: Registry, production: Production): Promise<Runtime['actor']> {
  const actor = { personId: await registry.people.idOf(userName()) };
  const { configurationSha256, configurationText } = production;
  await registry.configurations.seen(configurationSha256, configurationText, actor, systemClock.now());
  return actor;
}
