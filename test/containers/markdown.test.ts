import { expect, test } from 'vitest';
import { join, u32be } from '../../fixtures/build/bytes.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

/** A manifest store in invisible letters. */
function invisible(bytes: Buffer): string {
  const letters = [...bytes].map((byte) =>
    String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16),
  );
  return `\uFEFF${letters.join('')}`;
}

test('front matter is told as it stands', async () => {
  const found = await readBytes(Buffer.from('---\r\nAIGC:\r\n  Label: "1"\r\n---\r\nQuay'), 'md');
  expect(valuesAt(found, 'markdown.frontmatter')).toEqual(['AIGC:\r\n  Label: "1"']);
});

test('a rule, or a label within the text, is no front matter', async () => {
  for (const text of ['---\n\nA rule, then text.', '# Quay\n\n---\nAIGC:\n  Label: "1"\n---\n']) {
    const found = await readBytes(Buffer.from(text), 'md');
    expect([found.fields, found.problems]).toEqual([[], []]);
  }
});

test('front matter without end is cut', async () => {
  expect(kinds(await readBytes(Buffer.from('---\ntitle: Quay\n'), 'md'))).toEqual(['cut']);
});

test('a manifest in invisible letters is found', async () => {
  const store = generatedStore();
  const wrapper = join('C2PATXT\0\x01', u32be(store.length), store);
  const found = await readBytes(Buffer.from(`A quay at dusk.${invisible(wrapper)}`), 'md');
  expect(found.manifests.map(({ jumbf }) => Buffer.from(jumbf))).toEqual([store]);
});
