import { describe, expect, test } from 'vitest';
import { join } from '../../fixtures/build/bytes.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { basics, pdf, pdfStream } from '../../fixtures/build/pdf.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const XMP = xmpPacket({ 'xmp:CreatorTool': 'Quayside Maker' });

describe('PDF information', () => {
  test('strings may be escaped, nested, in hexadecimal, or stand in an object of their own', async () => {
    const found = await readBytes(
      pdf([
        ...basics('', '/Title (a \\(quay\\) \\101\\\nt (dusk)) /Author <4dc3b6> /Subject 3 0 R /A#49GC ({})'),
        { value: '(by reference)' },
      ]),
      'pdf',
    );
    expect(found.problems).toEqual([]);
    expect(found.fields.map((field) => [field.where, field.value])).toEqual([
      ['pdf.info.Title', 'a (quay) At (dusk)'],
      ['pdf.info.Author', 'MÃ¶'],
      ['pdf.info.Subject', 'by reference'],
      ['pdf.info.AIGC', '{}'],
    ]);
  });

  test('letters by chance, or in a page, are no label', async () => {
    const page = pdfStream('/Kind /Page', '/AIGC ({"Label":"1"}) AIGC');
    const found = await readBytes(pdf([...basics('', '/Producer (Quayside)'), page]), 'pdf');
    expect(found.fields).toEqual([{ where: 'pdf.info.Producer', value: 'Quayside' }]);
  });

  test('the newest revision counts', async () => {
    const first = pdf(basics('', '/Producer (old)'));
    const start = /startxref\n(\d+)/.exec(first.toString('latin1'))?.[1] ?? '';
    const added = '2 0 obj\n<< /Producer (new) >>\nendobj\n';
    const line = `${String(first.length).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<< /Size 3 /Root 1 0 R /Info 2 0 R /Prev ${start} >>\n`;
    const update = join(
      added,
      `xref\n2 1\n${line}`,
      trailer,
      `startxref\n${first.length + added.length}\n%%EOF\n`,
    );
    expect(valuesAt(await readBytes(join(first, update), 'pdf'), 'pdf.info.Producer')).toEqual(['new']);
  });
});

describe('PDF metadata', () => {
  test('of a picture on a page is told as that picture’s', async () => {
    const part = pdfStream('/Type /Metadata /Subtype /XML', XMP, true);
    const found = await readBytes(pdf([...basics('', ''), part]), 'pdf');
    expect(found.fields).toEqual([
      { where: 'xmp.xmp:CreatorTool', value: 'Quayside Maker', member: 'pdf.object[3]' },
    ]);
  });

  test('manifests are found in the tree of names, by their old type, and in no index at all', async () => {
    const store = generatedStore();
    const old = pdfStream('/Subtype /application#2Fx-c2pa-manifest-store', store);
    const inTree = pdf([
      ...basics('/Names << /EmbeddedFiles << /Kids [3 0 R] >> >>', ''),
      { value: '<< /Names [(a) 4 0 R (b) 6 0 R] >>' },
      { value: '<< /Type /Filespec /EF << /F 5 0 R >> >>' },
      old,
      { value: '<< /Type /Filespec /UF (notes.txt) /EF << /F 7 0 R >> >>' },
      pdfStream('', 'notes'),
    ]);
    const loose = pdf([
      ...basics('', ''),
      { value: '<< /AFRelationship /C2PA_Manifest /EF << /F 4 0 R >> >>' },
      pdfStream('', store, true),
    ]);
    const found = [await readBytes(inTree, 'pdf'), await readBytes(loose, 'pdf')];
    for (const one of found) expect(one.manifests.map(({ jumbf }) => Buffer.from(jumbf))).toEqual([store]);
    expect(found[0]?.fields).toEqual([
      { where: 'pdf.attachment', value: 'notes.txt' },
      { where: 'file.text', value: 'notes', member: 'notes.txt' },
    ]);
  });
});

describe('a broken PDF', () => {
  const whole = pdf([
    ...basics('/Metadata 3 0 R', '/Producer (Quayside)'),
    pdfStream('/Type /Metadata', XMP),
  ]);

  test('with a wrong table of objects is searched instead', async () => {
    const text = whole.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7');
    const found = await readBytes(Buffer.from(text, 'latin1'), 'pdf');
    expect(found.problems).toEqual([]);
    expect(found.fields.map((field) => field.value)).toEqual(['Quayside', 'Quayside Maker']);
  });

  test('behind something else is read with its offsets shifted', async () => {
    const found = await readBytes(join('mail header\n', whole), 'pdf');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'pdf.info.Producer')).toEqual(['Quayside']);
  });

  test('without its end is cut, and what is there is still read', async () => {
    const found = await readBytes(whole.subarray(0, whole.indexOf('xref')), 'pdf');
    expect(kinds(found)).toContain('cut');
  });

  test('that is encrypted says so', async () => {
    const text = whole
      .toString('latin1')
      .replace('/Info 2 0 R', '/Info 2 0 R /Encrypt << /Filter /Standard >>');
    const found = await readBytes(Buffer.from(text, 'latin1'), 'pdf');
    expect(kinds(found)).toEqual(['limit']);
    expect(found.fields).toEqual([]);
  });

  test('with metadata that inflates beyond all measure is a limit', async () => {
    const bomb = pdfStream('/Type /Metadata', Buffer.alloc(64 * 1024 * 1024, ' '), true);
    expect(kinds(await readBytes(pdf([...basics('/Metadata 3 0 R', ''), bomb]), 'pdf'))).toEqual(['limit']);
  });

  test('nested without end, or referring to itself, is read to an end', async () => {
    const deep = `/A ${'['.repeat(100_000)}`;
    const ring = [{ value: '<< /Root 3 0 R /Names << /EmbeddedFiles 3 0 R >> >>' }, { value: '4 0 R' }];
    const tree = [{ value: '<< /Kids [3 0 R 3 0 R] >>' }, { value: '4 0 R' }];
    expect((await readBytes(pdf(basics(deep, '')), 'pdf')).problems.length).toBeGreaterThan(0);
    expect(kinds(await readBytes(pdf([...ring, ...tree]), 'pdf'))).toEqual(['limit']);
  });

  test('with a hundred thousand beginnings of objects is searched in time', async () => {
    const found = await readBytes(Buffer.from(`%PDF-1.4\n${'1 0 obj <<'.repeat(100_000)}`), 'pdf');
    expect(kinds(found)).toContain('cut');
  });
});
