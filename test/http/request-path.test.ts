import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpProblem } from '../../src/http/problem.ts';
import { requestPath } from '../../src/http/request-path.ts';

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-paths-')));
  mkdirSync(join(root, 'media/06_DELIVERY'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'outside');
  writeFileSync(join(root, 'media/06_DELIVERY/still 1.png'), '');
  symlinkSync(root, join(root, 'media/way-out'));
  symlinkSync('06_DELIVERY', join(root, 'media/inside-link'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function answer(text: string): string {
  try {
    return requestPath(join(root, 'media'), text);
  } catch (error) {
    if (error instanceof HttpProblem) return error.code;
    throw error;
  }
}

describe('a path in a request', () => {
  test.each([
    ['06_DELIVERY', '06_DELIVERY'],
    ['06_DELIVERY/', '06_DELIVERY'],
    ['06_DELIVERY/still 1.png', '06_DELIVERY/still 1.png'],
    ['06_DELIVERY/not-there-yet/100%.png', '06_DELIVERY/not-there-yet/100%.png'],
    ['.', ''],
  ])('%j names %j', (text, path) => expect(answer(text)).toBe(path));

  test.each([
    ['../secret.txt', 'forbidden'],
    ['06_DELIVERY/../../secret.txt', 'forbidden'],
    ['..', 'forbidden'],
    ['%2e%2e/secret.txt', 'forbidden'],
    ['%2E%2e%2fsecret.txt', 'forbidden'],
    ['06_DELIVERY/%252e%252e/%252e%252e/secret.txt', 'forbidden'],
    ['06_DELIVERY\\..\\..\\secret.txt', 'forbidden'],
    ['way-out/secret.txt', 'forbidden'],
    ['way-out', 'forbidden'],
    ['way-out/not-there', 'forbidden'],
    ['inside-link/still 1.png', 'forbidden'],
    ['/etc/passwd', 'outside-production'],
    ['C:\\Windows', 'outside-production'],
    ['//server/share', 'outside-production'],
    ['06_DELIVERY\0.png', 'usage'],
    ['06_DELIVERY%00.png', 'usage'],
    ['a\nb', 'usage'],
    ['06_DELIVERY//still 1.png', 'usage'],
    ['./06_DELIVERY', 'usage'],
    ['06_DELIVERY/%2e/still 1.png', 'usage'],
    ['', 'outside-production'],
  ])('threat 27: %j is refused as %s', (text, code) => expect(answer(text)).toBe(code));
});
