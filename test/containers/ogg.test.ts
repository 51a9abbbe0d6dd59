import { expect, test } from 'vitest';
import { join } from '../../fixtures/build/bytes.ts';
import { oggFlac, oggPages, opus, vorbis } from '../../fixtures/build/ogg.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

test('comments that run over many pages are put together', async () => {
  const workflow = `{"nodes":[${'0,'.repeat(60_000)}0]}`;
  const found = await readBytes(opus([`workflow=${workflow}`]), 'opus');
  expect(found.problems).toEqual([]);
  expect(valuesAt(found, 'vorbis.WORKFLOW')).toEqual([workflow]);
});

test('streams in a chain and side by side are all read', async () => {
  const chained = await readBytes(join(vorbis(['TITLE=first'], 1), opus(['TITLE=second'], 2)), 'ogg');
  expect(valuesAt(chained, 'vorbis.TITLE')).toEqual(['first', 'second']);
});

test('FLAC in Ogg is read', async () => {
  expect(valuesAt(await readBytes(oggFlac(['AIGC={}']), 'oga'), 'vorbis.AIGC')).toEqual(['{}']);
});

test('a codec without comments we know is no problem', async () => {
  const found = await readBytes(oggPages([Buffer.from('fishead\0'), Buffer.from('fisbone\0')]), 'ogg');
  expect([found.supported, found.problems, found.fields]).toEqual([true, [], []]);
});

test('headers without end are a limit', async () => {
  const found = await readBytes(
    oggPages([Buffer.from('OpusHead'), Buffer.alloc(17 * 1024 * 1024, 'x')]),
    'opus',
  );
  expect(kinds(found)).toEqual(['limit']);
});
