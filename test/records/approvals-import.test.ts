import { afterEach, describe, expect, test } from 'vitest';
import { ProvgateError } from '../../src/domain/errors.ts';
import { hashBytes } from '../../src/files/hash.ts';
import { importApprovals, previewImport } from '../../src/records/approvals-import.ts';
import { guessApproval } from '../../src/records/terms/guess-approval.ts';
import { type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const [a, b, c] = [await generatedPng('a'), await generatedPng('b'), await generatedPng('c')];
const preview = (csv: string | Uint8Array) =>
  previewImport(show.runtime, {
    table: { name: 'approvals.csv', bytes: typeof csv === 'string' ? Buffer.from(csv) : csv },
    from: show.root,
    readDocument: (name) => {
      if (!name.endsWith('.txt'))
        throw new ProvgateError('path-missing', `The document ${name} is not there.`, 'Put it there.');
      return { name, bytes: Buffer.from(`Approved: ${name}\n`) };
    },
  });
const failure = (code: string) => expect.objectContaining({ code });

describe('a table of approvals', () => {
  test('is recorded whole: lines of one id are one approval of several files, by path or by digest', async () => {
    show = await stage({ 'a.png': a, 'f/b.png': b, 'c.png': c });
    await show.check(['c.png']);
    const found = await preview(
      [
        'document,id,by,path,sha256,until,territory,condition,title',
        'one.txt,A-1,Studio contact,a.png,,2999-12-31,"DE, FR",,quayside',
        ',A-1,,f/b.png,,,,,',
        `two.txt,A-2,Studio contact,,${hashBytes(c)},,,credit in the end roller|new poster,`,
      ].join('\r\n'),
    );
    expect(found.faults).toEqual([]);
    expect(found.approvals.map(({ id, lines, preview: each }) => [id, lines, each.binds.length])).toEqual([
      ['A-1', [2, 3], 2],
      ['A-2', [4], 1],
    ]);
    const made = await importApprovals(show.runtime, found);
    expect(made.map(({ id, assetIds }) => [id, assetIds.length])).toEqual([
      ['A-1', 2],
      ['A-2', 1],
    ]);
    expect(made[1]?.terms?.conditions).toEqual(['credit in the end roller', 'new poster']);
    expect(told(await show.check(['a.png'], { territories: ['DE'] }))).toEqual(['a.png pass OK-002']);
  });

  test('tells everything that stands in its way, by line, and records nothing', async () => {
    show = await stage({ 'a.png': a });
    const found = await preview(
      [
        'id;by;document;path;until;territory;title;rejects',
        'A-1;Studio;one.txt;gone.png;;;;',
        'A-2;Studio;lost.pdf;a.png;;;;',
        'A-3;Studio;one.txt;a.png;2026-02-30;;;',
        'A-4;Studio;one.txt;a.png;;Germany;;',
        ';Studio;one.txt;a.png;;;;',
        'A-5;;one.txt;a.png;;;;',
        'A-6;Studio;one.txt;;;;;',
        'A-7;Studio;one.txt;a.png;;;Another Title;',
        'A-8;Studio;one.txt;a.png;2999-01-01;;;',
        'A-8;Studio;one.txt;a.png;2999-01-02;;;',
        'A-9;Studio;one.txt;a.png;;;;;too;many',
      ].join('\n'),
    );
    expect(found.faults.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 11, 12]);
    await expect(importApprovals(show.runtime, found)).rejects.toThrow(TypeError);
    expect(await show.runtime.registry.approvals.list()).toEqual([]);
  });

  test('that contradicts the register is refused whole, with the line', async () => {
    show = await stage({ 'a.png': a, 'c.png': c });
    await show.approve(['a.png'], { id: 'A-2' });
    const found = await preview(
      'id,by,document,path\nA-1,Studio,one.txt,c.png\nA-2,Somebody else,two.txt,c.png\n',
    );
    expect(found.faults).toEqual([]);
    await expect(importApprovals(show.runtime, found)).rejects.toThrowError(
      /^Line 3: .*Nothing was recorded/,
    );
    expect((await show.runtime.registry.approvals.list()).map(({ id }) => id)).toEqual(['A-2']);
  });

  test.each([
    ['no header it knows', 'colour,id\nred,A-1\n'],
    ['a needed column missing', 'id,by,path\nA-1,Studio,a.png\n'],
    ['nothing in it', ''],
    ['no text in it', Buffer.from([0xff, 0xfe, 0x69, 0x00])],
  ])('with %s is refused in words', async (_, csv) => {
    show = await stage({ 'a.png': a });
    await expect(preview(csv)).rejects.toThrowError(failure('usage'));
  });
});

describe('what a mail suggests', () => {
  test.each([
    ['RE NFLX-0042 approval.pdf', '', { id: 'NFLX-0042', by: '', from: '' }],
    ['2026-11-03 quay letter.pdf', '', { id: '', by: '', from: '' }],
    ['legal_QS101_final.pdf', '', { id: 'QS101', by: '', from: '' }],
    [
      'a-1.eml',
      'From: "Sam Contact" <sam@studio.example>\r\nDate: Tue, 3 Nov 2026 10:00:00 +0100\r\n\r\nDate: 1999-01-01',
      { id: '', by: 'Sam Contact', from: '2026-11-03' },
    ],
    ['b.eml', 'From: <sam@studio.example>\n\n', { id: '', by: 'sam@studio.example', from: '' }],
    ['c.eml', 'From: =?utf-8?q?S=C3=A4m?= <sam@studio.example>\n\n', { by: 'sam@studio.example' }],
  ])('%s', async (name, text, guessed) => {
    show = await stage({});
    expect(guessApproval({ name, bytes: Buffer.from(text) })).toMatchObject({ document: name, ...guessed });
  });
});
