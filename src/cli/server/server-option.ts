import type { Command } from 'commander';
import { type Server, serverUrl } from '../../client/server.ts';
import { tokenFrom } from '../../client/token.ts';
import { ProvgateError } from '../../domain/errors.ts';
import type { CommonOptions } from '../call/options.ts';
import type { Cli } from '../cli.ts';

/** What a verb that can ask a server is given. */
export interface ServerOptions {
  readonly server?: string;
}

/** Adds `--server`. */
export function serverOption(command: Command): Command {
  return command.option(
    '--server <url>',
    'ask the gate that runs there (or PROVGATE_URL); the token comes from PROVGATE_TOKEN or your token file',
  );
}

/** The server a verb was told to ask, by option or `PROVGATE_URL`; undefined where it decides here. Throws `usage` where told both. */
export function serverFor(
  { env }: Pick<Cli, 'env'>,
  { server, production }: ServerOptions & CommonOptions,
): Server | undefined {
  const by = server !== undefined ? '--server' : 'PROVGATE_URL';
  const given = server ?? env['PROVGATE_URL'];
  if (given === undefined || (given === '' && server === undefined)) return undefined;
  if (production !== undefined)
    throw new ProvgateError(
      'usage',
      `${by} names a gate elsewhere, and --production one on this machine.`,
      by === '--server' ? 'Say one of them.' : 'Leave --production out, or unset PROVGATE_URL.',
    );
  return { url: serverUrl(given), token: tokenFrom(env) };
}
