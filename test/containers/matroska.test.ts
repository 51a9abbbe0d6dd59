import { expect, test } from 'vitest';
import { join } from '../../fixtures/build/bytes.ts';
import {
  attachment,
  cluster,
  ebml,
  info,
  matroska,
  seekHead,
  simpleTag,
  tags,
} from '../../fixtures/build/matroska.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { typeOf } from '../../src/containers/formats.ts';
import { matroska as reader } from '../../src/containers/matroska.ts';
import { countedBytes, kinds, readBytes, sparseBytes, valuesAt } from '../helpers/read-fixture.ts';

const TAGS = 0x1254c367;
const label = tags(simpleTag('AIGC', '{"Label":"1"}'));

test('tags behind the clusters are found with an index, without, and behind what the index names', async () => {
  const clusters = join(cluster(), cluster());
  const head = info('quayside');
  const indexed = matroska([seekHead(TAGS, head.length + clusters.length), head, clusters, label]);
  const plain = matroska([head, clusters, label]);
  const chapters = ebml(0x1043a770, '');
  const hidden = matroska([
    seekHead(0x1043a770, head.length + clusters.length),
    head,
    clusters,
    chapters,
    label,
  ]);
  for (const file of [indexed, plain, hidden]) {
    const found = await readBytes(file, 'mkv');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'matroska.tag.AIGC')).toEqual(['{"Label":"1"}']);
  }
});

test('clusters and segments of unknown size, as live recordings have them, are passed', async () => {
  const file = matroska([info('quayside'), cluster(true), cluster(true), label], {
    docType: 'webm',
    live: true,
  });
  const found = await readBytes(file, 'webm');
  expect(found.problems).toEqual([]);
  expect(valuesAt(found, 'matroska.tag.AIGC')).toEqual(['{"Label":"1"}']);
});

test('an attached picture is a file of its own', async () => {
  const picture = png({ before: [tEXt('parameters', 'a quay')] });
  const found = await readBytes(matroska([attachment('cover.png', 'image/png', picture)]), 'mkv');
  expect(found.fields).toContainEqual({
    where: 'png.text.parameters',
    value: 'a quay',
    member: 'matroska.attachment',
  });
});

test('tags nested without end are a limit', async () => {
  let nested = simpleTag('X', 'deepest');
  for (let depth = 0; depth < 40; depth++) nested = simpleTag('X', '', nested);
  expect(kinds(await readBytes(matroska([tags(nested)]), 'mkv'))).toEqual(['limit']);
});

test('the pictures of a long film are not read', async () => {
  const holeBytes = 40 * 1024 ** 3;
  const blank = ebml(0x1f43b675, '');
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(holeBytes));
  size[0] = 0x01;
  const film = join(blank.subarray(0, 4), size);
  const head = info('quayside');
  const top = join(ebml(0x1a45dfa3, ebml(0x4282, 'matroska')), ebml(0x18538067, '', true));
  const index = seekHead(TAGS, head.length + film.length + holeBytes);
  const source = countedBytes(sparseBytes(join(top, index, head, film), holeBytes, label));
  const found = await reader.read(source, typeOf('mkv'));
  expect(found.fields).toContainEqual({ where: 'matroska.tag.AIGC', value: '{"Label":"1"}' });
  expect(source.given()).toBeLessThan(4096);
});
