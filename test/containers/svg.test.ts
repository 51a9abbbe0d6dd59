import { expect, test } from 'vitest';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { svg } from '../../fixtures/build/svg.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

test('threat 41: entities that name each other or another file are never put in place', async () => {
  const lol = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">';
  const found = await readBytes(svg('<metadata>&b;&c;</metadata>', `<!DOCTYPE svg [${lol}]>`), 'svg');
  expect(found.problems).toEqual([]);
  expect(valuesAt(found, 'svg.metadata')).toEqual(['&b;&c;']);
});

test('a picture in a data link is a file of its own', async () => {
  const picture = png({ before: [tEXt('parameters', 'a quay')] }).toString('base64');
  const found = await readBytes(svg(`<image href="data:image/png;base64,${picture}"/>`), 'svg');
  expect(found.fields).toEqual([{ where: 'png.text.parameters', value: 'a quay', member: 'svg.image' }]);
});

test('JSON in metadata keeps its brackets, in character data or escaped', async () => {
  const found = await readBytes(
    svg('<metadata>{"a":"1 &lt; 2"}</metadata><metadata><![CDATA[{"b":"<g>"}]]></metadata>'),
    'svg',
  );
  expect(valuesAt(found, 'svg.metadata')).toEqual(['{"a":"1 < 2"}', '{"b":"<g>"}']);
});

test('title and description are told', async () => {
  const found = await readBytes(svg('<title>Quay &amp; Möwe</title><desc>made with quayside</desc>'), 'svg');
  expect([valuesAt(found, 'svg.title'), valuesAt(found, 'svg.desc')]).toEqual([
    ['Quay & Möwe'],
    ['made with quayside'],
  ]);
});

test('a drawing with a million tags is read in time', async () => {
  expect((await readBytes(svg('<g/>'.repeat(500_000)), 'svg')).problems).toEqual([]);
  expect(kinds(await readBytes(svg('<!>'.repeat(3_000_000)), 'svg'))).toEqual(['limit']);
});
