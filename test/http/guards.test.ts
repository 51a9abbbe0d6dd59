import { statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../../src/domain/registry.ts';
import { problemSchema } from '../../src/http/openapi.ts';
import { ACCESS } from '../../src/http/roles.ts';
import type { Route } from '../../src/http/route.ts';
import { ROUTES } from '../../src/http/routes.ts';
import { startServer } from '../../src/http/server.ts';
import { type Show, startShow } from './show.ts';

let show: Show;
beforeAll(async () => {
  show = await startShow({ 'notes.txt': 'a note' });
});
afterAll(() => show.close());

/** A request with exactly these headers, also those that fetch refuses to send. */
function raw(path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const { port } = new URL(show.server.url);
  const sent = request({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
    reply.resume();
    resolve(reply.statusCode ?? 0);
  });
  sent.once('error', reject);
  sent.end(body);
  return promise;
}

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${show.tokens.admin.secret}` });
const JSON_TYPE = { 'content-type': 'application/json' };

function concrete(route: Route): string {
  return route.path
    .replace(/\{(condition|number)\}/, '1')
    .replace('{kind}', 'unknowns')
    .replace(/\{\w+\}/g, 'none-such');
}

describe('who may do what', () => {
  const cases = ROUTES.flatMap((route) => ROLES.map((role) => ({ route, role })));

  test.each(cases.map(({ route, role }) => [role, route.method.toUpperCase(), route.path, route] as const))(
    'threat 26: %s %s %s is open to exactly the roles of the table',
    async (role, method, _path, route) => {
      const open = ACCESS[route.id] === 'public' || ACCESS[route.id].includes(role);
      if (open && route.id === 'streamEvents') return; // it would never end; its own tests read it
      const { status } = await show.ask(role, method, concrete(route), method === 'GET' ? {} : { body: {} });
      if (open) expect([401, 403]).not.toContain(status);
      else expect(status).toBe(403);
    },
  );

  test.each(ROUTES.map((route) => [route.method.toUpperCase(), route.path, route] as const))(
    'threat 26: without a token, %s %s answers 401 unless it is public',
    async (method, _path, route) => {
      const heard = await show.ask(undefined, method, concrete(route), method === 'GET' ? {} : { body: {} });
      expect(heard.status).toBe(ACCESS[route.id] === 'public' ? 200 : 401);
      if (heard.status === 401) {
        expect(heard.headers.get('www-authenticate')).toBe('Bearer');
        expect(problemSchema.parse(heard.body).code).toBe('unauthorized');
      }
    },
  );

  test.each(['Bearer nonsense-nonsense', 'Basic YWRtaW46YWRtaW4=', 'Bearer', ''])(
    'an Authorization header that is no token (%j) is not made good by anything',
    async (authorization) => {
      const heard = await show.ask(undefined, 'GET', '/coverage', { headers: { authorization } });
      expect(heard.status).toBe(401);
    },
  );

  test('a revoked token is refused at once', async () => {
    const other = await startShow({});
    expect((await other.ask('viewer', 'GET', '/coverage')).status).toBe(200);
    await other.runtime.registry.tokens.revoke(
      other.tokens.viewer.id,
      other.runtime.actor,
      other.runtime.clock.now(),
    );
    expect((await other.ask('viewer', 'GET', '/coverage')).status).toBe(401);
    await other.close();
  });
});

describe('where a request comes from', () => {
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'a@127.0.0.1',
    ' ',
    '127.0.0.1:x',
  ])('threat 26: the host name %j is not ours: 421', async (host) =>
    expect(await raw('/api/v1/health', { host })).toBe(421),
  );

  test.each(['localhost:7311', 'LOCALHOST', '127.0.0.1', '[::1]:7311'])(
    'the host name %j is ours',
    async (host) => expect(await raw('/api/v1/health', { host })).toBe(200),
  );

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('threat 26: a change asked for by another page (%j) is refused with 403', async (headers) => {
    const heard = await show.ask('admin', 'POST', '/session', { body: {}, headers });
    expect([heard.status, problemSchema.parse(heard.body).code]).toEqual([403, 'forbidden']);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
  ])('threat 26: a change that is not JSON (%s) is refused with 403', async (type) => {
    const headers = { ...bearer(), ...(type === undefined ? {} : { 'content-type': type }) };
    expect(await raw('/api/v1/session', headers, 'POST', '{}')).toBe(403);
  });

  test('our own page may ask', async () => {
    const headers = { origin: show.server.url, 'sec-fetch-site': 'same-origin' };
    expect((await show.ask('admin', 'POST', '/session', { body: {}, headers })).status).toBe(200);
  });
});

describe('tokens in addresses', () => {
  test.each(['/health?token=x', '/coverage?access_token=x', '/session?authorization=x'])(
    'threat 26: %s is refused with 401, whatever else it carries',
    async (path) => {
      const heard = await show.ask('admin', 'GET', path);
      expect([heard.status, problemSchema.parse(heard.body).code]).toEqual([401, 'unauthorized']);
    },
  );

  test('threat 26: a real token in a path is refused and stands in no answer', async () => {
    const { secret } = show.tokens.admin;
    const heard = await show.ask(undefined, 'GET', `/assets/${secret}`);
    expect(heard.status).toBe(401);
    expect(JSON.stringify(heard.body)).not.toContain(secret);
  });
});

describe('sessions of pages', () => {
  test('a token is exchanged for a cookie, which then is enough until it is given back', async () => {
    const started = await show.ask('editor', 'POST', '/session', { body: {} });
    const cookie = started.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const me = await show.ask(undefined, 'GET', '/session', { headers });
    expect(me.body).toMatchObject({ name: 'the editor', role: 'editor', production: { title: 'Quayside' } });
    expect((await show.ask(undefined, 'POST', '/approvals', { body: {}, headers })).status).toBe(403);
    expect((await show.ask(undefined, 'DELETE', '/session', { headers })).status).toBe(204);
    expect((await show.ask(undefined, 'GET', '/session', { headers })).status).toBe(401);
  });
});

describe('what is sent', () => {
  test.each([
    ['not JSON', '{', 400],
    ['no object', '"x"', 400],
    ['an unknown member', '{"x": 1}', 400],
    ['__proto__', '{"__proto__": {"role": "admin"}}', 400],
  ])('threat 41: %s is refused with problem details', async (_name, body, status) => {
    expect(await raw('/api/v1/session', { ...bearer(), ...JSON_TYPE }, 'POST', body)).toBe(status);
  });

  test('more than 1 MiB is refused with 413', async () => {
    const heard = await show.ask('editor', 'POST', '/checks', { body: { paths: ['x'.repeat(1_200_000)] } });
    expect([heard.status, problemSchema.parse(heard.body).code]).toEqual([413, 'too-large']);
  });

  test('a compressed body is refused', async () => {
    const headers = { ...bearer(), ...JSON_TYPE, 'content-encoding': 'gzip' };
    expect(await raw('/api/v1/session', headers, 'POST', '{}')).toBe(415);
  });

  test('an unknown address is 404, an unknown method 405', async () => {
    expect((await show.ask('admin', 'GET', '/nothing')).status).toBe(404);
    const heard = await show.ask('admin', 'PUT', '/coverage', { body: {} });
    expect([heard.status, heard.headers.get('allow')]).toEqual([405, 'GET']);
    expect((await show.ask('admin', 'GET', '/assets?limit=0')).status).toBe(400);
    expect((await show.ask('admin', 'GET', '/assets?colour=red')).status).toBe(400);
    expect((await show.ask('admin', 'GET', '/assets/%E0%A4%A')).status).toBe(400);
  });

  test('nothing is sniffed, framed, cached or told about the server', async () => {
    const { headers } = await show.ask(undefined, 'GET', '/health');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('no problem tells where the production lies on this machine', async () => {
    const heard = await show.ask('admin', 'GET', '/assets?under=../x');
    expect(JSON.stringify(heard.body)).not.toContain(show.dir);
  });
});

describe('starting', () => {
  test('threat 26: an address that others can reach needs an explicit word', async () => {
    await expect(startServer(show.runtime, { port: 0, host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'usage',
    });
    const server = await startServer(show.runtime, { port: 0, host: '0.0.0.0', allowPlainHttp: true });
    await server.close();
  });

  test('threat 26: without a terminal the first token goes into a file only its owner can read', async () => {
    const path = join(show.root, '.provgate/first-token');
    expect(show.server.firstToken).toEqual({ kind: 'written', path });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a port that is taken is said so', async () => {
    const { port } = new URL(show.server.url);
    await expect(startServer(show.runtime, { port: Number(port) })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
