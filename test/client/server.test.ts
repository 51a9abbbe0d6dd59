import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverUrl } from '../../src/client/server.ts';
import { tokenFrom } from '../../src/client/token.ts';

const TOKEN = 'pgt_0123456789abcdefghij';

describe('the address of a server', () => {
  test.each([
    'https://gate.example',
    'https://gate.example:7311/',
    'http://127.0.0.1:7311',
    'http://[::1]:1',
  ])('%s is asked', (url) => expect(serverUrl(url).pathname).toBe('/'));

  test.each([
    'gate.example',
    'ftp://gate.example',
    'http://gate.example:7311',
    'http://127.0.0.1.evil.example',
    'https://kim:secret@gate.example',
    'https://gate.example/?token=x',
    'https://gate.example/#x',
    'https://gate.example/other',
    '',
  ])('threat 26: %j is refused before anything is sent', (url) =>
    expect(() => serverUrl(url)).toThrow(expect.objectContaining({ code: 'usage' })),
  );
});

describe('the token', () => {
  let home: string;
  let file: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'provgate-token-'));
    mkdirSync(join(home, '.config/provgate'), { recursive: true });
    file = join(home, '.config/provgate/token');
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o600 });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('comes from the environment, a named file, or the usual one', () => {
    expect(tokenFrom({ PROVGATE_TOKEN: TOKEN })).toBe(TOKEN);
    expect(tokenFrom({ PROVGATE_TOKEN_FILE: file })).toBe(TOKEN);
    expect(tokenFrom({ HOME: home })).toBe(TOKEN);
    expect(tokenFrom({ XDG_CONFIG_HOME: join(home, '.config') })).toBe(TOKEN);
  });

  test('threat 26: a file others can read is refused, and so is a link', () => {
    const open = join(home, 'open');
    writeFileSync(open, TOKEN);
    chmodSync(open, 0o640);
    expect(() => tokenFrom({ PROVGATE_TOKEN_FILE: open })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    symlinkSync(file, join(home, 'link'));
    expect(() => tokenFrom({ PROVGATE_TOKEN_FILE: join(home, 'link') })).toThrow(
      expect.objectContaining({ code: 'could-not-read' }),
    );
  });

  test('none at all, or something that is none, is said', () => {
    const none = { HOME: join(home, 'nobody') };
    expect(() => tokenFrom(none)).toThrow(expect.objectContaining({ code: 'unauthorized' }));
    expect(() => tokenFrom({ PROVGATE_TOKEN: 'two words here' })).toThrow(
      expect.objectContaining({ code: 'unauthorized' }),
    );
  });
});
