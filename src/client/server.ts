import { ProvgateError } from '../domain/errors.ts';

/** A gate somewhere else: where it is, and the token that opens it. */
export interface Server {
  /** `https://gate.example:7311`, without a path. */
  readonly url: URL;
  readonly token: string;
}

/**
 * The address of a server as a person gave it. Throws `usage` for anything but `https`, or `http` to this very machine, and for
 * an address that carries a name, a password or a query: it would stand in histories and logs (threats 26).
 */
export function serverUrl(text: string): URL {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw wrong('That is no address of a server.', 'Write it as https://gate.example:7311.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw wrong(
      'The address of the server carries more than a place.',
      'Write it as https://gate.example:7311, and give the token in PROVGATE_TOKEN.',
    );
  if (url.pathname !== '/')
    throw wrong('The address of the server names a page.', 'Write it as https://gate.example:7311.');
  if (url.protocol === 'http:' && !isThisMachine(url.hostname))
    throw wrong(
      `${url.host} would be asked over plain HTTP: the token and the answer could be read and changed on the way.`,
      'Use https, or a tunnel to 127.0.0.1.',
    );
  return url;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function wrong(message: string, next: string): ProvgateError {
  return new ProvgateError('usage', message, next);
}
