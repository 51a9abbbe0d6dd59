import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { pathFromBytes } from '../../src/files/paths.ts';
import { csvLine, escapeCsv, escapeMarkup, escapeTerminal, quoteShell } from '../../src/reports/escape.ts';

describe('foreign text on a terminal', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['a\nPASS: fine', 'a\\nPASS: fine'],
    ['gnp.\u202eexe', 'gnp.\\u{202e}exe'],
    ['zero\u200bwidth', 'zero\\u{200b}width'],
    ['line\u2028end\u009b1m', 'line\\u{2028}end\\u{9b}1m'],
    ['Überblick für 東京 🎬', 'Überblick für 東京 🎬'],
  ])('%j shows every hidden character', (text, shown) => {
    expect(escapeTerminal(text)).toBe(shown);
  });

  test('bytes that are no UTF-8 appear as %XX', () => {
    expect(escapeTerminal(pathFromBytes(Buffer.from([0x61, 0xe9, 0x62])))).toBe('a%E9b');
  });
});

describe('a path inside a command', () => {
  test.each([
    'stills/quay.png',
    "it's here/a b.png",
    '-rf',
    '$(touch x)',
    'a\nb',
    '\u202ex',
    '`id`',
    '',
    '~',
    'a;b',
    '*',
  ])('%j reads back as itself in a shell', (path) => {
    const printed = execFileSync('bash', ['-c', `printf %s ${quoteShell(path)}`]);
    expect(printed.toString()).toBe(path === '' ? '.' : path.startsWith('-') ? `./${path}` : path);
  });

  test('bytes that are no UTF-8 read back as themselves', () => {
    const path = pathFromBytes(Buffer.from([0x61, 0xe9, 0x62]));
    expect(execFileSync('bash', ['-c', `printf %s ${quoteShell(path)}`])).toEqual(
      Buffer.from([0x61, 0xe9, 0x62]),
    );
  });
});

describe('a CSV field', () => {
  test.each(['=cmd|x', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1'])(
    '%j never becomes a formula',
    (text) => {
      expect(escapeCsv(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  test('keeps commas, quotes and line ends inside quotes', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 3, null, true])).toBe(
      '"a,b","say ""hi""","two\nlines",3,,true\r\n',
    );
  });
});

test('markup is inert and well-formed', () => {
  expect(escapeMarkup('<img src=x onerror="a">&\'\u0000\ud800')).toBe(
    '&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;\u{fffd}\u{fffd}',
  );
});
