import { expect, test } from 'vitest';
import { POINTS, type Points } from '../../src/domain/origin.ts';
import { iptcSourceType } from '../../src/evidence/iptc-source-type.ts';
import { sourceTypeMeaning } from '../../src/evidence/source-types.ts';
import { readFields } from './fields.ts';

const FIELD = 'xmp.Iptc4xmpExt:DigitalSourceType';
const URI = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

test.each([
  `${URI}trainedAlgorithmicMedia`,
  'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/',
  'trainedAlgorithmicMedia',
  'digsrctype:trainedAlgorithmicMedia',
  'TrainedAlgorithmicMedia',
  'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
  'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
])('%s is generated', async (value) => {
  expect(await readFields(iptcSourceType, [[FIELD, value]])).toMatchObject([
    { points: POINTS.generated, strength: 'standard', status: 'read' },
  ]);
});

test.each(['compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic'])(
  '%s is an AI edit',
  async (term) => {
    expect(await readFields(iptcSourceType, [[FIELD, URI + term]])).toMatchObject([
      { points: POINTS.aiEdited },
    ]);
  },
);

test('algorithmicMedia is no GenAI: it means that no model was trained', async () => {
  expect(await readFields(iptcSourceType, [[FIELD, `${URI}algorithmicMedia`]])).toMatchObject([
    { points: POINTS.declaredHuman, strength: 'heuristic' },
  ]);
});

test.each([
  ['digitalCapture', POINTS.captured],
  ['computationalCapture', POINTS.captured],
  ['negativeFilm', POINTS.captured],
  ['digitalCreation', POINTS.declaredHuman],
])('threat 8: an unsigned %s is a heuristic claim', async (term, points) => {
  expect(await readFields(iptcSourceType, [[FIELD, URI + term]])).toMatchObject([
    { points, strength: 'heuristic' },
  ]);
});

test.each(['composite', 'screenCapture', 'digitalArt', 'softwareImage', 'http://ns.useplus.org/ldf/vocab/x'])(
  '%s says nothing either way',
  async (value) => {
    expect(await readFields(iptcSourceType, [[FIELD, value]])).toMatchObject([
      { points: POINTS.ambiguous, status: 'read' },
    ]);
  },
);

test.each(['virtualRecording', 'CompositeIncludingSyntheticElements', 'AI generated', 'generativeMedia'])(
  'threat 34: %s speaks of synthetic media in no known term and is a question',
  async (value) => {
    expect(await readFields(iptcSourceType, [[FIELD, value]])).toMatchObject([{ status: 'unjudged' }]);
  },
);

test('the retired name of the field counts as well, an empty value does not', async () => {
  const retired: [string, string] = ['xmp.Iptc4xmpExt:DigitalSourcefileType', 'trainedAlgorithmicMedia'];
  expect(await readFields(iptcSourceType, [retired])).toMatchObject([{ points: POINTS.generated }]);
  expect(await readFields(iptcSourceType, [[FIELD, '  ']])).toEqual([]);
});

test('a generated ingredient makes the file derived; a captured one says nothing of the file', async () => {
  const nested = `xmp.xmpMM:Pantry[1]/Iptc4xmpExt:DigitalSourceType`;
  expect(await readFields(iptcSourceType, [[nested, 'trainedAlgorithmicMedia']])).toMatchObject([
    { points: POINTS.aiDerived, rule: 'iptc.ingredient-source-type' },
  ]);
  const [captured] = await readFields(iptcSourceType, [[nested, 'digitalCapture']]);
  expect(captured?.points).toBeUndefined();
});

test('a texture inside a file lends its GenAI to the file, not its camera', async () => {
  const [generated] = await readFields(iptcSourceType, [[FIELD, 'trainedAlgorithmicMedia', 'image 1']]);
  expect(generated).toMatchObject({ points: POINTS.generated, where: `image 1/${FIELD}` });
  const [captured] = await readFields(iptcSourceType, [[FIELD, 'digitalCapture', 'image 1']]);
  expect(captured?.points).toBeUndefined();
});

/** NewsCodes digitalsourcetype, retired terms included, and the two terms of C2PA. */
const EVERY_TERM: readonly (readonly [term: string, points: Points | 'unjudged'])[] = [
  ['algorithmicMedia', POINTS.declaredHuman],
  ['algorithmicallyEnhanced', POINTS.aiEnhanced],
  ['composite', POINTS.ambiguous],
  ['compositeCapture', POINTS.captured],
  ['compositeSynthetic', POINTS.aiEdited],
  ['compositeWithTrainedAlgorithmicMedia', POINTS.aiEdited],
  ['computationalCapture', POINTS.captured],
  ['dataDrivenMedia', POINTS.declaredHuman],
  ['digitalArt', POINTS.ambiguous],
  ['digitalCapture', POINTS.captured],
  ['digitalCreation', POINTS.declaredHuman],
  ['empty', POINTS.ambiguous],
  ['humanEdits', POINTS.declaredHuman],
  ['minorHumanEdits', POINTS.declaredHuman],
  ['negativeFilm', POINTS.captured],
  ['positiveFilm', POINTS.captured],
  ['print', POINTS.captured],
  ['screenCapture', POINTS.ambiguous],
  ['softwareImage', POINTS.ambiguous],
  ['trainedAlgorithmicData', POINTS.generated],
  ['trainedAlgorithmicMedia', POINTS.generated],
  ['virtualRecording', 'unjudged'],
];

test.each(EVERY_TERM)('%s means the same in every spelling', (term, points) => {
  const spellings = [
    URI + term,
    `${URI}${term}/`,
    `https://cv.iptc.org/newscodes/digitalsourcetype/${term}`,
    `http://c2pa.org/digitalsourcetype/${term}`,
    `digsrctype:${term}`,
    `https://schema.org/${term}DigitalSource`,
    term,
    ` ${term.toUpperCase()} `,
  ];
  for (const spelling of spellings) expect(sourceTypeMeaning(spelling)).toMatchObject({ term, points });
});

test.each(['untrainedAlgorithmicMedia', 'trainedAlgorithmicMedia2', 'myAlgorithmicMedia'])(
  'threat 34: %s only ends or begins like a term, and is a question',
  (word) => {
    expect(sourceTypeMeaning(URI + word)).toMatchObject({ points: 'unjudged' });
  },
);
