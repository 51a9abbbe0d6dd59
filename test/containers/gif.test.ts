import { describe, expect, test } from 'vitest';
import { join } from '../../fixtures/build/bytes.ts';
import { gif, gifC2pa, gifComment, gifXmp, subBlocks } from '../../fixtures/build/gif.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

describe('GIF extensions', () => {
  test('comments of any length are read, before and behind the frames', async () => {
    const infotext = `a quay at dusk\nSteps: 20 ${'x'.repeat(600)}`;
    const found = await readBytes(
      gif({ before: [gifComment('first')], after: [gifComment(infotext)] }),
      'gif',
    );
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'gif.comment')).toEqual(['first', infotext]);
  });

  test('XMP is read as Adobe writes it and in sub-blocks', async () => {
    const packet = xmpPacket({ 'xmp:CreatorTool': 'Q', 'dc:source': 'ÿ'.repeat(700) });
    const blocks = join('\x21\xff\x0bXMP DataXMP', subBlocks(Buffer.from(packet)));
    for (const extension of [gifXmp(packet), blocks]) {
      const found = await readBytes(gif({ before: [extension] }), 'gif');
      expect([found.problems, valuesAt(found, 'xmp.xmp:CreatorTool')]).toEqual([[], ['Q']]);
    }
  });

  test('a manifest store comes back byte for byte', async () => {
    const store = generatedStore();
    const found = await readBytes(gif({ after: [gifC2pa(store)] }), 'gif');
    expect(found.manifests.map(({ jumbf }) => Buffer.from(jumbf).equals(store))).toEqual([true]);
  });
});

test('a file behind the trailer is a member; a chain that breaks off is cut', async () => {
  const found = await readBytes(join(gif(), png({ before: [tEXt('a', 'b')] })), 'gif');
  expect(found.fields).toEqual([{ where: 'png.text.a', value: 'b', member: 'trailer' }]);
  expect(kinds(await readBytes(gif({ before: [gifComment('x')] }).subarray(0, -3), 'gif'))).toEqual(['cut']);
});
