import { describe, expect, test } from 'vitest';
import { allowedHosts, isLoopback } from '../../src/http/host.ts';
import { cursorPosition, pageCursor } from '../../src/http/page-cursor.ts';
import { waitMs } from '../../src/http/prefer.ts';
import { HttpProblem } from '../../src/http/problem.ts';
import { newSecret, refuseSecretInUrl } from '../../src/http/secrets.ts';
import { cookieValue, openSessions, sessionCookie } from '../../src/http/sessions.ts';

describe('Prefer: wait', () => {
  test.each([
    [undefined, 0],
    ['wait=10', 10_000],
    ['respond-async, wait=10', 10_000],
    ['respond-async, WAIT = "5"', 5000],
    ['wait=5; foo=bar', 5000],
    ['wait=999999', 300_000],
    ['wait=soon', 0],
    ['wait=-1', 0],
    [['respond-async', 'wait=2'], 2000],
  ])('%j waits %i ms', (header, ms) => expect(waitMs(header)).toBe(ms));
});

describe('a cursor', () => {
  test('gives back its position, also one that is no UTF-8', () => {
    const position = 'old/Z\udce9ro.png';
    expect(cursorPosition('p1', pageCursor('p1', position))).toBe(position);
  });

  test.each(['', 'x', pageCursor('p2', 'a'), Buffer.from('["p1",3]').toString('base64url')])(
    'of another production, or none at all, is refused: %j',
    (cursor) => expect(() => cursorPosition('p1', cursor)).toThrow(HttpProblem),
  );
});

describe('a token in an address', () => {
  test.each([
    '/api/v1/assets?token=abc',
    '/api/v1/assets?limit=1&Access_Token=abc',
    '/api/v1/assets?%74oken=abc',
    `/api/v1/${newSecret().secret}`,
    `/api/v1/assets?under=${newSecret().secret}`,
  ])('threat 26: %s is refused with 401', (url) => {
    expect(() => refuseSecretInUrl(url)).toThrow(expect.objectContaining({ code: 'unauthorized' }));
  });

  test('a folder whose name only begins like one is no token', () => {
    expect(() => refuseSecretInUrl('/api/v1/assets?under=pgt_plates/tokens&limit=3')).not.toThrow();
  });
});

describe('hosts', () => {
  test('loopback and the address it listens on, whatever the case', () => {
    expect([...allowedHosts('192.0.2.7', ['Gate.Studio.example'])]).toEqual([
      'localhost',
      '127.0.0.1',
      '[::1]',
      '192.0.2.7',
      'gate.studio.example',
    ]);
    expect(allowedHosts('fe80::1', []).has('[fe80::1]')).toBe(true);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.8.0.1', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['127.0.0.1.example', false],
    ['192.168.1.4', false],
  ])('%s loopback: %s', (address, is) => expect(isLoopback(address)).toBe(is));
});

describe('sessions', () => {
  const { sha256 } = newSecret();

  test('stand for their token until they end', () => {
    const sessions = openSessions('0199c0de-0000-7000-8000-00000000abcd');
    const value = sessions.start(sha256, 0);
    expect(sessions.tokenOf(value, 1)).toBe(sha256);
    expect(sessions.tokenOf(`${value}x`, 1)).toBeUndefined();
    expect(sessions.tokenOf(value, 12 * 3600 * 1_000_000)).toBeUndefined();
    sessions.end(value);
    expect(sessions.tokenOf(value, 1)).toBeUndefined();
  });

  test('their cookie is out of reach for scripts and other sites', () => {
    expect(sessionCookie('c', 'v')).toBe('c=v; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200');
    expect(cookieValue('a=1; c=v=w; d', 'c')).toBe('v=w');
    expect(cookieValue('xc=v', 'c')).toBeUndefined();
  });
});
