import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import { POINTS } from '../../src/domain/origin.ts';
import { humanApp } from '../../src/evidence/human-app.ts';
import { lineageFields } from '../../src/evidence/lineage-fields.ts';
import { mismatch } from '../../src/evidence/mismatch.ts';
import { provgateMark } from '../../src/evidence/provgate-mark.ts';
import { readFields, type Written } from './fields.ts';

describe('programs people work in', () => {
  test.each([
    ['exif.Software', 'Adobe Photoshop 26.1 (Windows)', 'Adobe Photoshop'],
    ['xmp.xmp:CreatorTool', 'Capture One 22 Macintosh', 'Capture One'],
    ['xmp.xmpMM:History[3]/stEvt:softwareAgent', 'Adobe Lightroom 8.1', 'Adobe Lightroom'],
    ['riff.bext.Originator', 'Pro Tools', 'Pro Tools'],
    ['pdf.info.Creator', 'Adobe InDesign 19', 'Adobe InDesign'],
  ])('%s = %s is named and clears nothing', async (where, value, tool) => {
    const found = await readFields(humanApp, [[where, value]]);
    expect(found).toMatchObject([{ points: POINTS.ambiguous, strength: 'heuristic', tool }]);
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'unknown', suspected: false });
  });

  test('a history that names one program a hundred times names it once', async () => {
    const saves = Array.from(
      { length: 100 },
      (_, index): Written => [`xmp.xmpMM:History[${index + 1}]/stEvt:softwareAgent`, 'Adobe Photoshop 26.0'],
    );
    expect(await readFields(humanApp, saves)).toHaveLength(1);
  });

  test('a renderer’s attributes are a fact about an EXR file', async () => {
    expect(await readFields(humanApp, [['exr.nuke/version', '15.1v2']], 'exr')).toMatchObject([
      { rule: 'human-app.render', points: POINTS.ambiguous },
    ]);
  });

  test('words in a description name no program', async () => {
    expect(await readFields(humanApp, [['xmp.dc:description', 'made in Adobe Photoshop']])).toEqual([]);
  });
});

describe('ids that join files', () => {
  test('ids of document, original, parent and pasted ancestors are kept without pointing anywhere', async () => {
    const found = await readFields(lineageFields, [
      ['xmp.xmpMM:DocumentID', 'xmp.did:1'],
      ['xmp.xmpMM:OriginalDocumentID', 'xmp.did:0'],
      ['xmp.xmpMM:DerivedFrom/stRef:documentID', 'xmp.did:9'],
      ['xmp.photoshop:DocumentAncestors', 'xmp.did:8'],
    ]);
    expect(found.map(({ rule, excerpt }) => `${rule} ${excerpt}`)).toEqual([
      'lineage.document xmp.did:1',
      'lineage.original xmp.did:0',
      'lineage.parent xmp.did:9',
      'lineage.ancestor xmp.did:8',
    ]);
    expect(found.every((item) => item.points === undefined)).toBe(true);
  });

  test('an id that a library writes into every file joins nothing', async () => {
    const constant: Written = ['xmp.xmpMM:DocumentID', 'xmp.did:cb9f5498-bb58-4572-8043-8c369e6bfb9b'];
    expect(await readFields(lineageFields, [constant])).toEqual([]);
  });

  test('thousands of ancestors are counted, not all kept', async () => {
    const many = Array.from(
      { length: 5000 },
      (_, index): Written => ['xmp.photoshop:DocumentAncestors', `id-${index}`],
    );
    const found = await readFields(lineageFields, many);
    expect(found.at(-1)).toMatchObject({ rule: 'lineage.too-many', excerpt: '4950 more ids' });
    expect(found).toHaveLength(51);
  });
});

describe('names that lie about bytes', () => {
  test('threat 41: an extension of another format makes a file suspected', async () => {
    const found = await readFields(mismatch, [['file.mismatch', 'jpg≠png']], 'png');
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'unknown', suspected: true });
  });

  test('bytes of no known format are no lie, only unknown', async () => {
    expect(await readFields(mismatch, [['file.mismatch', 'bmp≠unknown']], 'unknown')).toEqual([]);
  });
});

describe('our own mark', () => {
  test('threat 21: TEMPORARY tightens without a record, with the involvement it names', async () => {
    const found = await readFields(provgateMark, [
      ['xmp.provgate:status', 'TEMPORARY'],
      ['xmp.provgate:involvement', 'partial'],
    ]);
    expect(found).toMatchObject([{ points: POINTS.aiEdited, strength: 'standard' }]);
  });

  test('threat 21: a mark that says CLEARED, camera or human says nothing', async () => {
    const found = await readFields(provgateMark, [
      ['xmp.provgate:status', 'CLEARED'],
      ['xmp.provgate:origin', 'camera'],
    ]);
    expect(found).toEqual([]);
  });
});
