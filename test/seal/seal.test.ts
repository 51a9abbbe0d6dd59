import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkpointHolds } from '../../src/seal/checkpoint.ts';
import { openSeal } from '../../src/seal/seal.ts';
import { temporaryFolder } from '../registry/production.ts';
import { instant, sha } from '../registry/seen.ts';

const HOME = '/media/quayside';
const NOTE = `last-seen-${sha(HOME).slice(0, 16)}.json`;
const STATEMENT = { production: 'quayside', seq: 7, hash: sha('7'), at: instant('2026-11-22T12:00:00.000Z') };

describe('what is remembered of a record', () => {
  test('begins with nothing, moves forward only, and is replaced where that is meant', () => {
    const dir = join(temporaryFolder(), 'records/quayside');
    const seal = openSeal(dir, HOME);
    expect(seal.remembrance()).toBe('first-seen');
    expect(seal.lastSeen()).toBeUndefined();
    expect(existsSync(dir)).toBe(false);
    seal.remember({ seq: 7, hash: sha('7') });
    seal.remember({ seq: 5, hash: sha('5') });
    expect(openSeal(dir, HOME).lastSeen()).toEqual({ seq: 7, hash: sha('7') });
    expect(openSeal(dir, HOME).remembrance()).toBe('remembered');
    seal.replace({ seq: 3, hash: sha('3') });
    expect(openSeal(dir, HOME).lastSeen()).toEqual({ seq: 3, hash: sha('3') });
  });

  test('a production that was moved is known again; a copy beside one that stands is a record of its own', () => {
    const top = temporaryFolder();
    const [memory, home, other] = [join(top, 'memory'), join(top, 'home'), join(top, 'other')];
    for (const folder of [home, other]) mkdirSync(folder);
    writeFileSync(join(home, 'provgate.json'), '{}');
    openSeal(memory, home).remember({ seq: 7, hash: sha('7') });
    expect(openSeal(memory, other).lastSeen()).toBeUndefined();
    renameSync(join(home, 'provgate.json'), join(other, 'provgate.json'));
    expect(openSeal(memory, other).lastSeen()).toEqual({ seq: 7, hash: sha('7') });
    openSeal(memory, other).remember({ seq: 8, hash: sha('8') });
    expect(readdirSync(memory)).toHaveLength(1);
    expect(openSeal(memory, other).lastSeen()).toEqual({ seq: 8, hash: sha('8') });
  });

  test('only its owner may enter it or read it', () => {
    const dir = join(temporaryFolder(), 'quayside');
    const seal = openSeal(dir, HOME);
    seal.remember({ seq: 1, hash: sha('1') });
    seal.sign(STATEMENT);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    const names = readdirSync(dir).sort();
    expect(names).toEqual(['checkpoint-key.pem', NOTE]);
    for (const name of names) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  });

  test('a checkpoint holds as it was signed, by the same key each time, and in no other words', () => {
    const dir = join(temporaryFolder(), 'quayside');
    const [first, second] = [
      openSeal(dir, HOME).sign(STATEMENT),
      openSeal(dir, HOME).sign({ ...STATEMENT, seq: 8 }),
    ];
    if (first === undefined || second === undefined) throw new Error('nothing was signed');
    expect(second.key).toBe(first.key);
    expect(checkpointHolds(first)).toBe(true);
    const other = openSeal(join(temporaryFolder(), 'other'), HOME).sign(STATEMENT);
    for (const changed of [
      { ...first, seq: 6 },
      { ...first, hash: sha('x') },
      { ...first, production: 'another' },
      { ...first, at: instant('2026-11-22T13:00:00.000Z') },
      { ...first, signature: second.signature },
      { ...first, publicKey: other?.publicKey ?? '' },
      { ...first, publicKey: 'bm8ga2V5' },
      { ...first, key: sha('x') },
    ])
      expect(checkpointHolds(changed)).toBe(false);
  });

  test.each([
    '',
    'no JSON',
    '{"schema":"provgate.last-seen/1"}',
    '[]',
    '{"schema":"provgate.last-seen/1","home":"/media/quayside","seq":1,"hash":"x"}',
  ])('a damaged note (%s) is no fresh start', (text) => {
    const dir = temporaryFolder();
    chmodSync(dir, 0o700);
    writeFileSync(join(dir, NOTE), text);
    expect(() => openSeal(dir, HOME)).toThrow(expect.objectContaining({ code: 'could-not-read' }));
  });

  test('a folder others can write to, or a link, is not believed', () => {
    const dir = join(temporaryFolder(), 'open');
    mkdirSync(dir);
    chmodSync(dir, 0o777);
    expect(() => openSeal(dir, HOME)).toThrow(expect.objectContaining({ code: 'could-not-read' }));
    chmodSync(dir, 0o700);
    symlinkSync(dir, `${dir}-link`);
    expect(() => openSeal(`${dir}-link`, HOME)).toThrow(expect.objectContaining({ code: 'could-not-read' }));
  });

  test('where nothing can be kept, work goes on and that is told', () => {
    const blocked = join(temporaryFolder(), 'file');
    writeFileSync(blocked, 'no folder');
    const seal = openSeal(join(blocked, 'quayside'), HOME);
    seal.remember({ seq: 1, hash: sha('1') });
    expect(seal.sign(STATEMENT)).toBeUndefined();
    expect(seal.remembrance()).toBe('not-kept');
    expect(readFileSync(blocked, 'utf8')).toBe('no folder');
  });
});
