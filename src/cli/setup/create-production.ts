import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { rememberProduction } from '../../configuration/known.ts';
import { stateApartCommand } from '../../configuration/place.ts';
import { CONFIGURATION_NAME, parseConfiguration } from '../../configuration/read.ts';
import { registryFile, stateDirOf } from '../../configuration/state.ts';
import { writeConfiguration } from '../../configuration/write.ts';
import type { Sha256 } from '../../domain/asset.ts';
import type { Production } from '../../domain/configuration.ts';
import { ProvgateError } from '../../domain/errors.ts';
import { errorCode } from '../../files/walk.ts';
import { createProductionRegistry } from '../../runtime.ts';
import { sealOf } from '../call/with-runtime.ts';
import type { Cli } from '../cli.ts';

/** A production as its configuration's text describes it; nothing is on disk yet. Folders are real and absolute. */
export function plannedProduction(home: string, root: string, text: string): Production {
  return {
    configuration: parseConfiguration(text, CONFIGURATION_NAME),
    configurationText: text,
    configurationSha256: createHash('sha256').update(text).digest('hex') as Sha256,
    home,
    stateDir: stateDirOf(home),
    root,
  };
}

/**
 * Makes a planned production real: state folder and registry first, `provgate.json` last, so that what was cut off halfway is no
 * production. Throws `conflict` where a registry is there already, `could-not-read` where the folder cannot be written to.
 */
export async function createProduction(cli: Cli, production: Production): Promise<void> {
  const { home, root, stateDir, configuration, configurationText } = production;
  if (existsSync(registryFile(production))) {
    throw new ProvgateError(
      'conflict',
      `A registry is at ${registryFile(production)}, but no ${CONFIGURATION_NAME} beside it.`,
      `Bring ${CONFIGURATION_NAME} back; or, to begin with an empty record, move that registry away.`,
    );
  }
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ProvgateError(
      'could-not-read',
      `${home} cannot be written to (${errorCode(error)}).`,
      `Keep the state elsewhere: ${stateApartCommand(root)}`,
      { cause: error },
    );
  }
  await createProductionRegistry(production, sealOf(cli, production));
  if (!existsSync(`${home}/${CONFIGURATION_NAME}`)) writeConfiguration(home, configurationText);
  try {
    rememberProduction(cli.env, { id: configuration.id, title: configuration.title, home, root });
  } catch (error) {
    // The list is a convenience: without it the production is found by walking up or by --production.
    await cli.err.write(
      `Your list of productions was not written (${errorCode(error)}); use --production ${home}.\n`,
    );
  }
}
