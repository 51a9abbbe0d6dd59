import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProduction } from '../../src/configuration/find.ts';
import type { Instant } from '../../src/domain/asset.ts';
import { ROLES, type Role } from '../../src/domain/registry.ts';
import type { Runtime } from '../../src/domain/runtime.ts';
import { newSecret } from '../../src/http/secrets.ts';
import { type HttpServer, startServer } from '../../src/http/server.ts';
import { createProductionRegistry, openRuntime } from '../../src/runtime.ts';
import { sampleConfiguration } from '../../src/sample/configuration.ts';

const PRODUCTION_ID = '0199c0de-0000-7000-8000-000000000001';

/** A request's reply, its JSON parsed where there is one. */
export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A production on disk, served over HTTP on a port of its own, with a token for every role. */
export interface Show {
  readonly dir: string;
  readonly root: string;
  readonly runtime: Runtime;
  readonly server: HttpServer;
  readonly tokens: Readonly<Record<Role, { readonly id: string; readonly secret: string }>>;
  /** Names of what the server logged above debug. */
  readonly logged: readonly string[];
  /** Sends a request below `/api/v1` as `role`; a body is sent as JSON. */
  ask(role: Role | undefined, method: string, path: string, more?: Ask): Promise<Heard>;
  write(path: string, bytes: Uint8Array | string): void;
  close(): Promise<void>;
}

interface Ask {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts a production with these files; `more` goes into its configuration. */
export async function startShow(
  files: Readonly<Record<string, Uint8Array | string>>,
  more: (dir: string) => object = () => ({}),
): Promise<Show> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-http-')));
  const root = join(dir, 'show');
  const write = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  };
  const configuration = { ...JSON.parse(sampleConfiguration(PRODUCTION_ID)), ...more(dir) };
  write('provgate.json', JSON.stringify(configuration));
  for (const [path, bytes] of Object.entries(files)) write(path, bytes);
  mkdirSync(join(root, '.provgate'), { mode: 0o700 });
  const production = loadProduction(root, {});
  await createProductionRegistry(production);
  const logged: string[] = [];
  const log = {
    debug: () => {},
    info: (event: string) => logged.push(event),
    warn: (event: string) => logged.push(event),
  };
  const runtime = await openRuntime(production, { log });
  const server = await startServer(runtime, { port: 0, eventLookMs: 5, eventPatienceMs: 2000 });
  const tokens = await makeTokens(runtime);
  const url = (path: string): string => `${server.url}/api/v1${path}`;
  return {
    dir,
    root,
    runtime,
    server,
    tokens,
    logged,
    write,
    async ask(role, method, path, { body, headers = {} } = {}) {
      const secret = role === undefined ? {} : { authorization: `Bearer ${tokens[role].secret}` };
      const json = method === 'GET' ? {} : { 'content-type': 'application/json' };
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      const reply = await fetch(url(path), {
        method,
        headers: { ...json, ...secret, ...headers },
        ...payload,
      });
      const isJson = /\bjson\b/.test(reply.headers.get('content-type') ?? '');
      return {
        status: reply.status,
        headers: reply.headers,
        body: isJson ? await reply.json() : Buffer.from(await reply.arrayBuffer()),
      };
    },
    async close() {
      await server.close();
      await runtime.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function makeTokens(runtime: Runtime): Promise<Show['tokens']> {
  const make = async (role: Role): Promise<{ id: string; secret: string }> => {
    const { secret, sha256 } = newSecret();
    const name = `the ${role}`;
    const { id } = await runtime.registry.tokens.create(
      { name, role, secretSha256: sha256 },
      runtime.actor,
      runtime.clock.now() as Instant,
    );
    return { id, secret };
  };
  const [viewer, editor, assetManager, approver, admin] = await Promise.all(ROLES.map(make));
  if (!viewer || !editor || !assetManager || !approver || !admin) throw new Error('a role has no token');
  return { viewer, editor, 'asset-manager': assetManager, approver, admin };
}
