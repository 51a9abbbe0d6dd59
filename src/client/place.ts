import { resolve } from 'node:path';
import { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { answerAs } from './answer-as.ts';
import { ask } from './ask.ts';
import type { Server } from './server.ts';

const session = z.object({
  name: z.string(),
  production: z.object({
    title: z.string(),
    pathMap: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
});

/** The production a server holds, as far as paths typed here need it. */
export interface Place {
  readonly title: string;
  /** Name of the account the token belongs to. */
  readonly account: string;
  readonly pathMap: readonly { readonly from: string; readonly to: string }[];
}

/** Asks a server for its production. */
export async function placeAt(server: Server, signal: AbortSignal): Promise<Place> {
  const answer = await ask(server, { method: 'GET', path: '/session', signal });
  const { name, production } = answerAs(server, answer, session);
  return { ...production, account: name };
}

/**
 * A path typed here as the server knows it, relative to its media root: under a folder of the path map it is translated; any other
 * relative one is taken as relative to the media root. Throws `outside-production` for what lies nowhere in it.
 */
export function remotePath(
  { title, pathMap }: Pick<Place, 'title' | 'pathMap'>,
  typed: string,
  cwd: string,
): string {
  const mapped = mappedPath(pathMap, resolve(cwd, typed)) ?? mappedPath(pathMap, typed);
  if (mapped !== undefined) return mapped;
  const plain = typed.replace(/\/+$/, '').replace(/^(\.\/)+/, '');
  const parts = plain.split('/');
  if (!plain.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(plain) && !parts.includes('..'))
    return plain === '' ? '.' : plain;
  const folders = pathMap.map(({ from }) => from);
  throw new ProvgateError(
    'outside-production',
    `${typed} is in no folder that the production ${title} is known by on other machines.`,
    folders.length === 0
      ? 'Name paths relative to its media root, or list your folder under "pathMap" in its provgate.json.'
      : `Name paths relative to its media root, or below ${folders.join(' or ')}.`,
  );
}

/** The folder somebody stands in, as the server knows it; undefined outside the path map. */
export function remoteFolder({ pathMap }: Pick<Place, 'pathMap'>, cwd: string): string | undefined {
  return mappedPath(pathMap, cwd);
}

function mappedPath(pathMap: Place['pathMap'], path: string): string | undefined {
  const place = slashed(path);
  const known = pathMap
    .map(({ from, to }) => ({ from: slashed(from), to: slashed(to) }))
    .filter(({ from }) => isIn(from, place))
    .sort((a, b) => b.from.length - a.from.length)[0];
  if (known === undefined) return undefined;
  const rest = place.slice(known.from.length).replace(/^\/+/, '');
  const base = known.to === '.' ? '' : known.to.replace(/^\.\//, '');
  const parts = [base, rest].filter((part) => part !== '');
  return parts.length === 0 ? '.' : parts.join('/');
}

/** Drive letters compare without case, as their machines do. */
function isIn(folder: string, place: string): boolean {
  const [a, b] = /^[a-z]:/i.test(folder) ? [folder.toLowerCase(), place.toLowerCase()] : [folder, place];
  return a === '' || a === b || b.startsWith(`${a}/`);
}

/** With `/` between its parts and none at its end. */
function slashed(path: string): string {
  const plain = /^([A-Za-z]:|\\\\)/.test(path) ? path.replaceAll('\\', '/') : path;
  return plain.replace(/\/+$/, '');
}
