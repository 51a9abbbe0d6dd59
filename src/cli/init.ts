import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { holds, realPlace } from '../configuration/locate.ts';
import { refuseOverlap, refuseRemoteRegistry } from '../configuration/place.ts';
import { globOf, newConfigurationText } from '../configuration/write.ts';
import type { Production } from '../domain/configuration.ts';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import { policiesOf } from '../pack-file.ts';
import { escapeTerminal, quoteShell } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';
import { sizeWords } from '../reports/size-words.ts';
import { shownPath } from '../reports/words.ts';
import { uuids } from '../runtime/ids.ts';
import { example, formatOption, idleOptions, several } from './call/options.ts';
import type { Cli, VerbCli } from './cli.ts';
import { countMedia, type MediaCount } from './setup/count-media.ts';
import { createProduction, plannedProduction } from './setup/create-production.ts';
import { duration, openProgress } from './terminal/progress.ts';

const MOST_UNLISTABLE = 10;

interface InitOptions {
  readonly state?: string;
  readonly title?: string;
  readonly policy?: readonly string[];
  readonly deliverables?: readonly string[];
  readonly quiet?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate init MEDIA` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<media>', 'the folder that holds the media')
    .option('--state <dir>', 'keep provgate.json and the registry in this local folder, away from the media')
    .option('--title <title>', 'title of the production; by default the name of the folder')
    .option('--policy <pack>', 'a policy pack that judges; may be given several times', several)
    .option(
      '--deliverables <path>',
      'a folder finals leave from; blocked arrivals there are moved aside',
      several,
    );
  idleOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate init /media/quayside --title Quayside --deliverables /media/quayside/06_DELIVERY',
    'provgate init /mnt/nas/quayside --state ~/provgate/quayside',
  );
  command.action(async (media: string, options: InitOptions) => {
    const production = plan(cli, media, options);
    const progress = openProgress(cli, 'Counting files:', options.quiet);
    const count = await countMedia(production, cli.signal, (files) => progress.update(files, undefined));
    progress.end();
    if (production.home !== production.root) mkdirSync(production.home, { recursive: true, mode: 0o700 });
    await createProduction(cli, production);
    await cli.out.write(
      options.format === 'json' ? initJson(production, count) : initText(cli, production, count),
    );
    if (count.unlistable.length > 0) await cli.err.write(unlistableText(count));
    cli.finish(count.unlistable.length > 0 ? EXIT.undecided : EXIT.pass);
  });
}

/** Everything that can be wrong is found here, before anything is written. */
function plan(cli: Cli, given: string, options: InitOptions): Production {
  const media = folderAt(resolve(cli.cwd, given));
  const home = options.state === undefined ? media : realPlace(options.state, cli.cwd);
  if (home !== media && holds(media, home)) {
    throw new ProvgateError(
      'usage',
      `The state folder ${home} lies inside the media at ${media}.`,
      'Name a folder elsewhere, or leave --state out to keep the state beside the media.',
    );
  }
  refuseOverlap(media, home, cli.env);
  const text = newConfigurationText({
    id: uuids.next(),
    title: options.title ?? (basename(media) || 'production'),
    home,
    root: media,
    policies: options.policy ?? [],
    deliverables: (options.deliverables ?? []).map((path) => deliverablesGlob(path, media, cli.cwd)),
  });
  const production = plannedProduction(home, media, text);
  policiesOf(production);
  refuseRemoteRegistry(production);
  return production;
}

function folderAt(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ProvgateError('path-missing', `${path} is not there.`, 'Name the folder that holds the media.');
  }
  if (stats.isDirectory()) return realpathSync(path);
  throw new ProvgateError('usage', `${path} is no folder.`, 'Name the folder that holds the media.');
}

/** A folder relative to the shell where it lies in the media, else relative to the media; globs are taken as they are. */
function deliverablesGlob(given: string, media: string, cwd: string): string {
  if (/[*?[{]/.test(given) && !existsSync(resolve(cwd, given))) return given;
  const place = realPlace(given, cwd);
  if (place !== media && holds(media, place)) return globOf(media, place);
  const inside = isAbsolute(given) ? relative(media, given) : given;
  return globOf(media, join(media, inside));
}

function initJson(production: Production, count: MediaCount): string {
  const { id, title, deliverables } = production.configuration;
  const { files, bytes, estimatedSeconds } = count;
  const value = {
    schema: 'provgate.init/1',
    id,
    title,
    deliverables: deliverables.map(({ path, onBlock }) => ({ path, onBlock })),
    files,
    bytes,
    estimatedSeconds,
    unlistable: count.unlistable.map((path) => shownPath(path)),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function initText(cli: Cli, production: Production, count: MediaCount): string {
  const { home, root, configuration } = production;
  const shown = relative(cli.cwd, home);
  const target = quoteShell(shown === '' || shown.startsWith('..') ? home : shown);
  const lines = [
    `${configuration.title} is a production now.`,
    `  media   ${root}`,
    `  state   ${home}/provgate.json and .provgate/`,
    `  ${plural(count.files, 'file')}, ${sizeWords(count.bytes)}; a first sweep takes about ${duration(count.estimatedSeconds)}`,
    `  policy  ${configuration.policy.map(({ pack }) => pack).join(', ')}`,
    ...configuration.deliverables.map(
      ({ path }) =>
        `  finals leave from ${path}; what is blocked there will be moved to _QUARANTINE/ beside it (onBlock in provgate.json)`,
    ),
    `Next: provgate start ${target}`,
  ];
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

function unlistableText({ unlistable }: MediaCount): string {
  const told = unlistable.slice(0, MOST_UNLISTABLE).map((path) => escapeTerminal(shownPath(path)));
  const more = unlistable.length - told.length;
  return `Could not be looked into: ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}.\nMake it readable and run: provgate scan\n`;
}
