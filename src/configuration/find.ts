import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Production } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Mount } from '../files/mount.ts';
import { type Env, knownProductions, stillThere } from './known.ts';
import { holds, homesOf, linkTarget, realPlace } from './locate.ts';
import { nested, refuseRemoteRegistry } from './place.ts';
import { CONFIGURATION_NAME, readConfiguration } from './read.ts';
import { quote } from './shell.ts';
import { stateDirOf } from './state.ts';
import { requireOwnState } from './trust.ts';

export interface FindOptions {
  /** Paths of the command, as given; none where it is about the production as a whole. */
  readonly paths: readonly string[];
  /** What `--production` said. */
  readonly production?: string | undefined;
  readonly env: Env;
  readonly cwd?: string;
  /** True for what can be answered from the record alone while the media are not mounted. */
  readonly mediaMayBeAway?: boolean;
}

/**
 * The production a command is about: walking up from each path, then `--production` or `PROVGATE_PRODUCTION`, then the productions
 * this user made. Everything that leaves a doubt is an error that names both sides: a production in another, paths of two, a
 * path outside the chosen one. Throws `no-production`, `ambiguous-production`, `outside-production`, and what loadProduction throws.
 */
export function findProduction(options: FindOptions): Production {
  const cwd = options.cwd ?? process.cwd();
  const home = options.paths.length === 0 ? homeWithoutPaths(options, cwd) : homeOfPaths(options, cwd);
  return loadProduction(home, options.env, options);
}

function homeOfPaths(options: FindOptions, cwd: string): string {
  const named = namedHome(options, cwd);
  const known = knownProductions(options.env);
  const chosen = new Map<string, string>();
  for (const path of options.paths) {
    const place = realPlace(path, cwd);
    const homes = homesAt(place, known);
    if (homes.length > 1) throw nested(place, homes);
    const home = homes[0] ?? named?.home;
    if (home === undefined) throw noProduction(place);
    if (named !== undefined && home !== named.home) throw otherNamed(place, home, named);
    chosen.set(home, place);
  }
  const [first, second] = [...chosen];
  if (first === undefined) throw noProduction(cwd);
  if (second === undefined) return first[0];
  throw new ProvgateError(
    'ambiguous-production',
    `${first[1]} belongs to the production at ${first[0]}, ${second[1]} to the one at ${second[0]}.`,
    'Run the command once for each production.',
  );
}

function homeWithoutPaths(options: FindOptions, cwd: string): string {
  const named = namedHome(options, cwd);
  if (named?.by === '--production') return named.home;
  const known = knownProductions(options.env);
  const place = realPlace(cwd, cwd);
  const homes = homesAt(place, known);
  if (homes.length > 1) throw nested(place, homes);
  const home = homes[0] ?? named?.home;
  if (home !== undefined && named !== undefined && home !== named.home) throw otherNamed(place, home, named);
  if (home !== undefined) return home;
  const living = known.filter((production) => existsSync(join(production.home, CONFIGURATION_NAME)));
  const [only, another] = living;
  if (only === undefined) throw noProduction(place);
  if (another === undefined) return only.home;
  throw new ProvgateError(
    'ambiguous-production',
    `You have ${living.length} productions, among them ${only.home} and ${another.home}.`,
    'Say which one with --production DIR.',
  );
}

function homesAt(place: string, known: ReturnType<typeof knownProductions>): readonly string[] {
  const homes = homesOf(place, known);
  return homes.length > 0 ? homes : homesOf(linkTarget(place), known);
}

interface Named {
  readonly home: string;
  readonly by: '--production' | 'PROVGATE_PRODUCTION';
}

/** The production an option or the environment names: by its home, or by its media root. */
function namedHome(options: FindOptions, cwd: string): Named | undefined {
  const by = options.production !== undefined ? '--production' : 'PROVGATE_PRODUCTION';
  const folder = options.production ?? options.env['PROVGATE_PRODUCTION'];
  if (folder === undefined || folder === '') return undefined;
  const place = linkTarget(realPlace(folder, cwd));
  if (existsSync(join(place, CONFIGURATION_NAME))) return { home: place, by };
  const known = knownProductions(options.env).find((each) => each.root === place && stillThere(each));
  if (known !== undefined) return { home: known.home, by };
  throw new ProvgateError(
    'no-production',
    `${by} names ${place}, where no ${CONFIGURATION_NAME} is.`,
    'Name the folder that holds it, or make the folder a production with "provgate init DIR".',
  );
}

/**
 * The production whose configuration lies in `home`. Throws `bad-configuration`, `forbidden` where another user owns its state,
 * `root-unavailable`, `ambiguous-production` where its media root lies in another production, and `remote-registry`.
 */
export function loadProduction(
  home: string,
  env: Env,
  options: {
    readonly mediaMayBeAway?: boolean;
    readonly mount?: (path: string) => Mount;
  } = {},
): Production {
  requireOwnState(home, env);
  const { configuration, text, sha256 } = readConfiguration(home);
  const root = rootOf(resolve(home, configuration.root), options.mediaMayBeAway === true);
  const production: Production = {
    configuration,
    configurationText: text,
    configurationSha256: sha256,
    home,
    stateDir: stateDirOf(home),
    root,
  };
  const others = homesOf(root, []).filter((other) => other !== home);
  if (others.length > 0) throw nested(root, [home, ...others]);
  refuseRemoteRegistry(production, options.mount);
  return production;
}

/** The real folder of a media root. Throws `root-unavailable` unless it may be away. */
function rootOf(folder: string, mayBeAway: boolean): string {
  const place = linkTarget(realPlace(folder, '/'));
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() === true || mayBeAway) return place;
  throw new ProvgateError(
    'root-unavailable',
    `The media root ${folder} is not there.`,
    'Mount it or plug it in, and run the command again; nothing was changed.',
  );
}

function otherNamed(place: string, home: string, named: Named): ProvgateError {
  return new ProvgateError(
    'ambiguous-production',
    `${place} belongs to the production at ${home}, but ${named.by} names the one at ${named.home}.`,
    holds(home, place)
      ? `Leave ${named.by} out, or name paths of ${named.home}.`
      : `Say --production ${quote(home)}.`,
  );
}

function noProduction(place: string): ProvgateError {
  return new ProvgateError(
    'no-production',
    `${place} is in no production.`,
    `Make its folder one with "provgate init DIR", or name a production with --production DIR.`,
  );
}
