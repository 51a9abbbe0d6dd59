import { createServer } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../src/client/ask.ts';
import { makeIdentity } from '../../src/sample/x509.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;

let heard = 0;
const { key, chain } = makeIdentity('Nobody', '2025-01-01T00:00:00Z', '2099-01-01T00:00:00Z', [SERVER_AUTH]);
const server = createServer(
  { key: key.export({ type: 'pkcs8', format: 'pem' }), cert: chain.map(pem).join('') },
  (_request, response) => {
    heard += 1;
    response.end('{}');
  },
);
beforeAll(async () => {
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
});
afterAll(() => {
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  server.close();
});

test.each(['1', '0'])(
  'threat 26: a gate nobody vouches for is not asked, whatever NODE_TLS_REJECT_UNAUTHORIZED=%s says',
  async (setting) => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = setting;
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const asked = ask(
      { url: new URL(`https://127.0.0.1:${port}`), token: 'pgt_0123456789abcdefghij' },
      { method: 'GET', path: '/session', signal: AbortSignal.timeout(10_000) },
    );
    await expect(asked).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(heard).toBe(0);
  },
);
