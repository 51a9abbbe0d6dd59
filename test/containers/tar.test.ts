import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gzipNamed, paxRecord, tar } from '../../fixtures/build/tar.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

describe('TAR', () => {
  test('folders and links are no files, and names that climb are only names', async () => {
    const found = await readBytes(
      tar([
        { name: 'stills/', kind: '5' },
        { name: 'link', kind: '2' },
        { name: '../../etc/passwd', content: 'x' },
      ]),
    );
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'tar.entry')).toEqual(['../../etc/passwd']);
  });

  test('a pax header gives the size as well as the name', async () => {
    const record = paxRecord('size', '5');
    const found = await readBytes(
      tar([
        { name: 'x', kind: 'x', content: record },
        { name: 'a.txt', content: 'quays' },
        { name: 'b.txt', content: 'y' },
      ]),
    );
    expect(valuesAt(found, 'file.text')).toEqual(['quays', 'y']);
  });

  test('a sparse file, old or in a pax header, is a limit that names it', async () => {
    const old = await readBytes(tar([{ name: 'hole.dpx', kind: 'S' }]));
    const pax = await readBytes(
      tar([
        { name: 'x', kind: 'x', content: paxRecord('GNU.sparse.major', '1') },
        { name: 'hole.dpx', content: 'x' },
      ]),
    );
    for (const found of [old, pax])
      expect(found.problems).toEqual([
        { kind: 'limit', where: 'tar.hole.dpx', reason: 'a sparse file is not read' },
      ]);
  });

  test('one that stops before its end mark is cut; one with more behind it is damaged', async () => {
    const whole = tar([{ name: 'a.txt', content: 'x' }]);
    expect(kinds(await readBytes(whole.subarray(0, 1024), 'tar'))).toEqual(['cut']);
    const twice = Buffer.concat([whole, tar([{ name: 'hidden.txt', content: 'y' }])]);
    expect(kinds(await readBytes(twice, 'tar'))).toEqual(['damaged']);
  });
});

describe('gzip', () => {
  test('all members of a stream are one file', async () => {
    const found = await readBytes(Buffer.concat([gzipNamed('a.txt', 'one '), gzipSync('two')]), 'gz');
    expect(found.fields).toEqual([
      { where: 'gzip.name', value: 'a.txt' },
      { where: 'file.text', value: 'one two', member: 'a.txt' },
    ]);
  });

  test('one that ends too early is cut, one that unpacks beyond all measure a limit', async () => {
    const whole = gzipNamed('a.txt', 'a quay at dusk');
    expect(kinds(await readBytes(whole.subarray(0, whole.length - 4), 'gz'))).toEqual(['cut']);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect((await readBytes(bomb, 'gz')).problems).toEqual([
      { kind: 'limit', where: 'content: gzip', reason: 'unpacked it is larger than 128 MiB' },
    ]);
  });
});
