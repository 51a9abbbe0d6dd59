import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProvgateError } from '../../src/domain/errors.ts';
import { type OpenFile, openRegular } from '../../src/files/open.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-open-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function written(name: string, text = 'bytes'): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

function refusal(path: string | Buffer): string {
  try {
    openRegular(path).close();
  } catch (error) {
    if (error instanceof ProvgateError) return error.code;
    throw error;
  }
  return 'opened';
}

function using<T>(path: string | Buffer, work: (file: OpenFile) => T): T {
  const file = openRegular(path);
  try {
    return work(file);
  } finally {
    file.close();
  }
}

describe('only regular files are opened (threat 28)', () => {
  test('a FIFO is never opened and blocks nobody', () => {
    const fifo = join(dir, 'fifo.png');
    execFileSync('mkfifo', [fifo]);
    expect(refusal(fifo)).toBe('could-not-read');
  });

  test('a link is not followed, be its target a file, a folder, a device or nothing', () => {
    const target = written('target.png');
    for (const [name, to] of [
      ['to-file', target],
      ['to-folder', dir],
      ['to-device', '/dev/zero'],
      ['to-nothing', join(dir, 'nothing')],
    ] as const) {
      symlinkSync(to, join(dir, name));
      expect(refusal(join(dir, name)), name).toBe('could-not-read');
    }
  });

  test('a folder and a device are not opened', () => {
    expect(refusal(dir)).toBe('could-not-read');
    expect(refusal('/dev/null')).toBe('could-not-read');
  });

  test('a socket is not opened', async () => {
    const path = join(dir, 'socket');
    const server = createServer().listen(path);
    await new Promise((resolve) => server.once('listening', resolve));
    expect(refusal(path)).toBe('could-not-read');
    await new Promise((resolve) => server.close(resolve));
  });

  test('what is not there is said to be missing, by its own name only', () => {
    expect(refusal(join(dir, 'gone.png'))).toBe('path-missing');
    expect(() => openRegular(join(dir, 'gone.png'))).toThrow(/^gone\.png is not there\.$/);
  });

  test('a name that is no UTF-8 is opened by its bytes', () => {
    const path = Buffer.concat([Buffer.from(`${dir}/`), Buffer.of(0x6b, 0xe4, 0x69)]);
    writeFileSync(path, 'Latin-1');
    expect(using(path, (file) => file.snapshot.sizeBytes)).toBe(7);
  });
});

describe('a file is what it was opened as (threat 20)', () => {
  test('an untouched file is still the same', () => {
    const path = written('same.png');
    expect(using(path, (file) => file.stillSame())).toBe(true);
  });

  test('bytes added, times set back, the name given to another file, or taken away: not the same', () => {
    const changes: readonly (readonly [string, (path: string) => void])[] = [
      ['grown', (path) => appendFileSync(path, 'more')],
      ['touched', (path) => utimesSync(path, 1_000_000, 1_000_000)],
      ['swapped', (path) => renameSync(written('other'), path)],
      ['removed', (path) => rmSync(path)],
      [
        'made a link',
        (path) => {
          rmSync(path);
          symlinkSync(written('elsewhere'), path);
        },
      ],
      [
        'made a folder',
        (path) => {
          rmSync(path);
          mkdirSync(path);
        },
      ],
    ];
    for (const [how, change] of changes) {
      const path = written(`${how}.png`);
      const same = using(path, (file) => {
        change(path);
        return file.stillSame();
      });
      expect(same, how).toBe(false);
    }
  });

  test('the bytes read are those of the descriptor, whatever stands at the path meanwhile', () => {
    const path = written('first.png', 'first');
    const text = using(path, (file) => {
      renameSync(written('second', 'other'), path);
      return Buffer.from(file.bytes.read(0, 5)).toString();
    });
    expect(text).toBe('first');
  });
});
