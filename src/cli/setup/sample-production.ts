import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadProduction } from '../../configuration/find.ts';
import { knownProductions } from '../../configuration/known.ts';
import { homesOf, realPlace } from '../../configuration/locate.ts';
import { CONFIGURATION_NAME, readConfiguration } from '../../configuration/read.ts';
import { registryFile } from '../../configuration/state.ts';
import type { Production } from '../../domain/configuration.ts';
import { ProvgateError } from '../../domain/errors.ts';
import { systemClock } from '../../runtime/clock.ts';
import { uuids } from '../../runtime/ids.ts';
import { makeSample } from '../../sample/make.ts';
import type { Cli } from '../cli.ts';
import { createProduction, plannedProduction } from './create-production.ts';

/** Name of the sample's folder, made in the folder the person stands in. */
const SAMPLE_NAME = 'quayside-sample';

/** The sample production in this folder: made now, or the one made before. Throws `usage` inside another production. */
export async function sampleProduction(cli: Cli): Promise<Production> {
  const here = realPlace('.', cli.cwd);
  const [other] = homesOf(here, knownProductions(cli.env));
  const home = join(here, SAMPLE_NAME);
  if (other !== undefined) {
    throw new ProvgateError(
      'usage',
      `You stand in the production at ${other}, where no sample can be made.`,
      'To start this production: provgate start .',
    );
  }
  if (!existsSync(join(home, CONFIGURATION_NAME)))
    await makeSample(home, { now: systemClock.now(), productionId: uuids.next() });
  const planned = plannedProduction(home, home, readConfiguration(home).text);
  if (!existsSync(registryFile(planned))) await createProduction(cli, planned);
  return loadProduction(home, cli.env);
}
