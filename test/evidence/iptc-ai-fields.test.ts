import { expect, test } from 'vitest';
import { POINTS } from '../../src/domain/origin.ts';
import { iptcAiFields } from '../../src/evidence/iptc-ai-fields.ts';
import { readFields } from './fields.ts';

test.each(['AISystemUsed', 'AISystemVersionUsed', 'AIPromptInformation', 'AIPromptWriterName'])(
  'a filled %s is generated',
  async (name) => {
    expect(await readFields(iptcAiFields, [[`xmp.Iptc4xmpExt:${name}`, 'Quay 1']])).toMatchObject([
      { points: POINTS.generated, strength: 'standard' },
    ]);
  },
);

test('the system that is named is the tool', async () => {
  const fields = [
    ['xmp.Iptc4xmpExt:AISystemUsed', 'Quay Model'],
    ['xmp.Iptc4xmpExt:AIPromptInformation', 'a quay at dusk'],
  ] as const;
  expect((await readFields(iptcAiFields, fields)).map((item) => item.tool)).toEqual([
    'Quay Model',
    'Quay Model',
  ]);
});

test('beside a composite source type it is an edit', async () => {
  const fields = [
    ['xmp.Iptc4xmpExt:AISystemUsed', 'Quay Model'],
    ['xmp.Iptc4xmpExt:DigitalSourceType', 'compositeWithTrainedAlgorithmicMedia'],
  ] as const;
  expect(await readFields(iptcAiFields, fields)).toMatchObject([{ points: POINTS.aiEdited }]);
});

test('templates that leave the fields empty say nothing', async () => {
  expect(await readFields(iptcAiFields, [['xmp.Iptc4xmpExt:AISystemUsed', '  ']])).toEqual([]);
});

test('"none" where a system should be named is a question for a person', async () => {
  expect(await readFields(iptcAiFields, [['xmp.Iptc4xmpExt:AISystemUsed', 'None']])).toMatchObject([
    { status: 'unjudged', points: POINTS.ambiguous },
  ]);
});
