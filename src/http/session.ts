import { z } from 'zod';
import type { Configuration } from '../domain/configuration.ts';
import { ROLES } from '../domain/registry.ts';
import type { Account } from './account.ts';
import { emptyBody, noBody, none } from './request-schemas.ts';
import { json, type Reply, type Route, route } from './route.ts';
import { cookieValue, sessionCookie } from './sessions.ts';

const sessionSchema = z
  .object({
    name: z.string(),
    role: z.enum(ROLES),
    production: z.object({
      id: z.string(),
      title: z.string(),
      pathMap: z
        .array(z.object({ from: z.string(), to: z.string() }))
        .describe('Folders as other machines write them, and the same relative to the media root'),
    }),
  })
  .meta({ id: 'Session' });

const shown = { description: 'Who you are here', schema: sessionSchema };

/** The page's session: a token is exchanged for a cookie that scripts cannot read. */
export const sessionRoutes: readonly Route[] = [
  route({
    id: 'startSession',
    method: 'post',
    path: '/session',
    summary: 'Sign a page in with a token',
    params: none,
    query: none,
    body: emptyBody,
    keyless: true,
    replies: { 200: shown },
    handle: ({ account }, { runtime, sessions }) => {
      const value = sessions.start(account.secretSha256, runtime.clock.nowUs());
      const cookie = sessionCookie(sessions.cookie, value);
      return whoami(account, runtime.production.configuration, { 'set-cookie': cookie });
    },
  }),
  route({
    id: 'showSession',
    method: 'get',
    path: '/session',
    summary: 'Who you are here',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: shown },
    handle: ({ account }, { runtime }) => whoami(account, runtime.production.configuration),
  }),
  route({
    id: 'endSession',
    method: 'delete',
    path: '/session',
    summary: 'Sign the page out',
    params: none,
    query: none,
    body: emptyBody,
    replies: { 204: { description: 'Signed out' } },
    handle: ({ request }, { sessions }) => {
      const value = cookieValue(request.headers.cookie, sessions.cookie);
      if (value !== undefined) sessions.end(value);
      return { kind: 'empty', headers: { 'set-cookie': sessionCookie(sessions.cookie, '', 0) } };
    },
  }),
];

function whoami(
  account: Account,
  { id, title, pathMap }: Pick<Configuration, 'id' | 'title' | 'pathMap'>,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const production = { id, title, pathMap: [...pathMap] };
  const body = { name: account.name, role: account.role, production };
  return json(200, sessionSchema, body, headers);
}
