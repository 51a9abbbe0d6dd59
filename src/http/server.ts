import { createServer, type Server as NodeServer } from 'node:http';
import { ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';
import { errorCode } from '../files/walk.ts';
import { createApp, productionRouter, type RouterOptions } from './app.ts';
import { type FirstToken, makeFirstToken } from './first-token.ts';
import { allowedHosts, isLoopback } from './host.ts';

/** The port provgate uses unless told otherwise. */
export const DEFAULT_PORT = 7311;

export interface ServerOptions extends RouterOptions {
  /** 0 picks a free one. */
  readonly port?: number;
  /** Address to listen on; loopback unless told. */
  readonly host?: string;
  /** Allows an address other machines can reach, although this server speaks plain HTTP. */
  readonly allowPlainHttp?: boolean;
  /** More host names to answer to, such as the one a proxy with TLS uses. */
  readonly hostNames?: readonly string[];
  /** Whether the first token may be shown on a terminal; otherwise it goes into a file. */
  readonly onTerminal?: boolean;
}

/** A running server. */
export interface HttpServer {
  readonly url: string;
  readonly firstToken: FirstToken;
  /** Stops listening, ends streams and connections, waits for work under way. */
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 512;
const REQUEST_MS = 60_000;

/** Serves a production over HTTP. Throws `usage` for an unsafe address, `conflict` when the port is taken. */
export async function startServer(runtime: Runtime, options: ServerOptions = {}): Promise<HttpServer> {
  const { port = DEFAULT_PORT, host = '127.0.0.1' } = options;
  if (!isLoopback(host) && options.allowPlainHttp !== true) throw exposed(host);
  const production = productionRouter(runtime, options);
  const app = createApp(runtime, production, allowedHosts(host, options.hostNames ?? []));
  const server = createServer({ requestTimeout: REQUEST_MS }, app);
  server.maxConnections = MOST_CONNECTIONS;
  const bound = await listen(server, port, host);
  const firstToken = await makeFirstToken(runtime, options.onTerminal ?? false).catch((error: unknown) => {
    server.close();
    throw error;
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    firstToken,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await production.close();
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

async function listen(server: NodeServer, port: number, host: string): Promise<number> {
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen({ port, host }, listening.resolve);
  try {
    await listening.promise;
  } catch (error) {
    throw new ProvgateError(
      'conflict',
      `The server could not listen on ${host}, port ${port} (${errorCode(error)}).`,
      'Choose another port with --port, or stop the program that uses this one.',
      { cause: error },
    );
  }
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}

function exposed(host: string): ProvgateError {
  return new ProvgateError(
    'usage',
    `${host} can be reached from other machines, and this server speaks plain HTTP: tokens could be read on the way.`,
    'Put a proxy with TLS in front and listen on 127.0.0.1, or allow it explicitly with --plain-http.',
  );
}
