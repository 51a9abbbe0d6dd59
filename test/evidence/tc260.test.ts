import { expect, test } from 'vitest';
import { POINTS } from '../../src/domain/origin.ts';
import { tc260 } from '../../src/evidence/tc260.ts';
import { readFields } from './fields.ts';

const label = (value: string | number, producer = 'kling') =>
  JSON.stringify({ Label: value, ContentProducer: producer, ProduceID: 'id-1', ReservedCode1: '' });
const LABEL = label('1');

test.each([
  ['XMP of the standard', 'xmp.TC260:AIGC', LABEL],
  ['XMP of an undeclared prefix', 'xmp.tc:AIGC', LABEL],
  ['PNG text', 'png.text.AIGC', LABEL],
  ['QuickTime key', 'isobmff.keys.AIGC', LABEL],
  ['QuickTime user data', 'isobmff.udta.AIGC', LABEL],
  ['Matroska tag', 'matroska.tag.AIGC', LABEL],
  ['AVI INFO chunk', 'riff.info.AIGC', LABEL],
  ['WAV chunk', 'riff.AIGC', LABEL],
  ['ID3 text', 'id3.TXXX.AIGC', LABEL],
  ['Vorbis comment', 'vorbis.AIGC', LABEL],
  ['FLV script data', 'flv.AIGC', LABEL],
  ['list of a film without keys', 'isobmff.ilst.AIGC', LABEL],
  [
    'the variant of a cloud service',
    'exif.ImageDescription',
    '{"AIGC":{"Label":"1","ServiceProvider":"quay","ServiceUser":"7"}}',
  ],
  ['Office property', 'ooxml.custom.AIGC', LABEL],
  ['PDF information', 'pdf.info.AIGC', LABEL],
  [
    'Markdown front matter',
    'markdown.frontmatter',
    'title: x\nAIGC:\n  Label: "1"\n  ContentProducer: kling\n',
  ],
  ['EXIF comment', 'exif.UserComment', `{"AIGC":${LABEL}}`],
  ['JSON inside JSON', 'exif.UserComment', JSON.stringify({ AIGC: LABEL })],
  ['text glued to an APP segment', 'jpeg.app11', `AIGC${LABEL}`],
  ['lower camel case', 'png.text.AIGC', '{"label":"1","contentProducer":"kling","produceID":"x"}'],
  ['a bare label under its own name', 'vorbis.AIGC', '{"Label":"1"}'],
  ['a number', 'xmp.TC260:AIGC', label(1)],
  ['the word AIGC', 'xmp.TC260:AIGC', label('AIGC')],
])('label 1 in %s is at least an AI edit', async (_carrier, where, value) => {
  expect(await readFields(tc260, [[where, value]])).toMatchObject([
    { rule: 'tc260.label', points: POINTS.aiEdited, strength: 'standard', status: 'read' },
  ]);
});

test.each(['2', '3'])('label %s, "possibly" and "suspected", makes the file suspected', async (value) => {
  expect(await readFields(tc260, [['xmp.TC260:AIGC', label(value)]])).toMatchObject([
    { rule: 'tc260.suspected', status: 'unjudged' },
  ]);
});

test.each([
  ['broken JSON', 'xmp.TC260:AIGC', '{"Label":"1","ContentProducer":'],
  ['an unknown label', 'png.text.AIGC', label('7')],
  ['no label', 'png.text.AIGC', '{"ContentProducer":"kling","ProduceID":"x"}'],
])('threat 34: a label with %s is a question', async (_what, where, value) => {
  expect(await readFields(tc260, [[where, value]])).toMatchObject([
    { rule: 'tc260.unreadable', status: 'unjudged' },
  ]);
});

test.each([
  ['the four letters as a comment', 'exif.UserComment', 'AIGC'],
  ['a field of that name with other text', 'png.text.AIGC', 'Association of Independent Game Creators'],
  ['a document about it', 'exif.ImageDescription', 'How the AIGC label works'],
  ['another label', 'exif.UserComment', '{"Label":"1","Shelf":"4"}'],
  ['front matter without it', 'markdown.frontmatter', 'title: AIGC\nlabel: 1\n'],
])('%s is no label', async (_what, where, value) => {
  expect(await readFields(tc260, [[where, value]])).toEqual([]);
});

test.each([
  ['001191110102MACQD9K64010000', 'Doubao'],
  ['91440300MA5G49LC9K', 'Honor'],
  ['RunningHub', 'RunningHub'],
])('producer %s is named %s', async (producer, tool) => {
  expect(await readFields(tc260, [['xmp.TC260:AIGC', label('1', producer)]])).toMatchObject([{ tool }]);
});

test('threat 30: hostile text is judged in no time', async () => {
  for (const piece of ['{', '"AIGC":{', 'a:  ', '\n AIGC: {"Label":', '"Label":"1",', ' '.repeat(50)]) {
    const hostile = piece.repeat(Math.ceil(400_000 / piece.length));
    const started = performance.now();
    await readFields(tc260, [['png.text.AIGC', `ContentProducer ${hostile}`]]);
    expect(performance.now() - started).toBeLessThan(500);
  }
});
