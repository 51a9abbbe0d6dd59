import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { jpeg, xmpSegment } from '../../fixtures/build/jpeg.ts';
import { basics, pdf, pdfStream } from '../../fixtures/build/pdf.ts';
import { gnuNamed, paxNamed, tar } from '../../fixtures/build/tar.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { docx, zip } from '../../fixtures/build/zip.ts';
import type { Check } from '../../src/domain/check.ts';
import { hashBytes } from '../../src/files/hash.ts';
import { membersNow } from '../../src/gate/read-inside.ts';
import { declare } from '../../src/records/declare.ts';
import { toAssetId } from '../../src/registry/asset-rows.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const marked = await generatedPng('a quay at dusk');
const stripped = await plainPng('stripped');
const other = await plainPng('other');

/** `path verdict CODE(inside)` of every item. */
function withInside(check: Check): readonly string[] {
  return check.items.map(({ path, verdict, findings }) => {
    const codes = findings.map(({ code, args }) =>
      args['inside'] === undefined ? code : `${code}(${args['inside']})`,
    );
    return `${path} ${verdict} ${codes.join(',')}`;
  });
}

async function declareGenai(path: string): Promise<void> {
  await show.check([path]);
  await declare(show.runtime, {
    paths: rel([path]),
    origin: 'genai',
    declarant: 'Ana Quay',
    basis: 'made by us',
    document: undefined,
    confirmed: true,
  });
}

describe('threat 1: a file inside a file is looked up by its digest', () => {
  test('a member declared GenAI later blocks the archive that holds it, by name, until the member is approved', async () => {
    show = await stage({
      'finals/stills.zip': zip([
        { name: 'stills/a.png', content: stripped },
        { name: 'stills/b.png', content: other, isStored: true },
      ]),
      'work/a.png': stripped,
    });
    expect(told(await show.check(['finals']))).toEqual(['finals/stills.zip warn ORG-001']);
    await declareGenai('work/a.png');
    const blocked = await show.check(['finals']);
    expect(withInside(blocked)).toEqual(['finals/stills.zip block APR-001(stills/a.png)']);
    expect(blocked.items[0]).toMatchObject({ origin: 'genai', temporary: true });
    await show.approve(['work/a.png']);
    expect(withInside(await show.check(['finals']))).toEqual(['finals/stills.zip pass OK-002(stills/a.png)']);
  });

  test('an approval of the archive itself clears it too', async () => {
    show = await stage({
      'finals/a.zip': zip([{ name: 'a.png', content: stripped }]),
      'work/a.png': stripped,
    });
    await declareGenai('work/a.png');
    await show.approve(['finals/a.zip']);
    expect((await show.check(['finals'])).outcome).toBe('pass');
  });

  test('marks in a member count for the archive; an approval of that member answers for them', async () => {
    show = await stage({ 'finals/a.zip': zip([{ name: 'a.png', content: marked }]), 'work/a.png': marked });
    expect(withInside(await show.check(['finals']))).toEqual(['finals/a.zip block APR-001(a.png)']);
    await show.check(['work']);
    await show.approve(['work/a.png']);
    expect((await show.check(['finals'])).outcome).toBe('pass');
  });

  test('one approved member of two does not answer for the other', async () => {
    const second = await generatedPng('another quay');
    const both = zip([
      { name: 'a.png', content: marked },
      { name: 'b.png', content: second },
    ]);
    show = await stage({ 'finals/a.zip': both, 'work/a.png': marked });
    await show.check(['work']);
    await show.approve(['work/a.png']);
    expect((await show.check(['finals'])).outcome).toBe('block');
  });

  test('archives in archives, TAR, packed TAR and documents are read to their last member', async () => {
    const inner = zip([{ name: 'deep/a.png', content: stripped }]);
    const packed = tar([
      ...paxNamed('stills/ü/a.png', other),
      ...gnuNamed(`${'long/'.repeat(30)}a.png`, stripped),
    ]);
    show = await stage({
      'finals/1.zip': zip([{ name: 'inner.zip', content: inner }]),
      'finals/2.tar': packed,
      'finals/3.tgz': gzipSync(packed),
      'finals/4.docx': docx({}, [{ name: 'word/media/image1.png', content: stripped }]),
      'work/a.png': stripped,
    });
    await declareGenai('work/a.png');
    expect(withInside(await show.check(['finals']))).toEqual([
      'finals/1.zip block APR-001(inner.zip/deep/a.png)',
      `finals/2.tar block APR-001(${'long/'.repeat(30)}a.png)`,
      `finals/3.tgz block APR-001(content/${'long/'.repeat(30)}a.png)`,
      'finals/4.docx block APR-001(word/media/image1.png)',
    ]);
  });

  test('a document with a marked picture is GenAI', async () => {
    show = await stage({
      'finals/deck.docx': docx({}, [{ name: 'word/media/image1.png', content: marked }]),
    });
    expect(withInside(await show.check(['finals']))).toEqual([
      'finals/deck.docx block APR-001(word/media/image1.png)',
    ]);
  });

  test('a PDF with a marked JPEG, or with an attached file that is known, is GenAI', async () => {
    const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
    const picture = jpeg({
      segments: [xmpSegment(xmpPacket({ 'Iptc4xmpExt:DigitalSourceType': source }))],
    });
    show = await stage({
      'finals/1.pdf': pdf([
        ...basics('', ''),
        pdfStream('/Type /XObject /Subtype /Image /Filter /DCTDecode', picture),
      ]),
      'finals/2.pdf': pdf([
        ...basics('/Names << /EmbeddedFiles << /Names [(a) 3 0 R] >> >>', ''),
        { value: '<< /Type /Filespec /UF (still.png) /EF << /F 4 0 R >> >>' },
        pdfStream('', stripped, true),
      ]),
      'work/a.png': stripped,
    });
    await declareGenai('work/a.png');
    expect(withInside(await show.check(['finals']))).toEqual([
      'finals/1.pdf block APR-001(pdf.object[3])',
      'finals/2.pdf block APR-001(still.png)',
    ]);
  });

  test('a suspected member makes the archive a question', async () => {
    show = await stage({
      'finals/a.zip': zip([{ name: 'a.png', content: stripped }]),
      'work/ChatGPT Image Nov 3, 2026, 10_11_12 AM.png': stripped,
    });
    await show.check(['work']);
    expect(withInside(await show.check(['finals']))).toEqual(['finals/a.zip review ORG-004(a.png),ORG-001']);
  });

  test('the members of an asset are listed with what is known of them now', async () => {
    const bytes = zip([
      { name: 'b.png', content: other },
      { name: 'a\u202Egnp.png', content: stripped },
    ]);
    show = await stage({ 'finals/a.zip': bytes, 'work/a.png': stripped });
    await declareGenai('work/a.png');
    const { items } = await show.check(['finals']);
    const asset = await show.runtime.registry.assets.byId(items[0]?.assetId ?? toAssetId(''));
    if (asset === undefined) throw new Error('it was recorded');
    const members = await membersNow(show.runtime.registry, asset);
    expect(members).toMatchObject([
      { path: 'b.png', origin: 'unknown', sha256: hashBytes(other), sizeBytes: other.length, format: 'png' },
      { path: 'a\\u{202e}gnp.png', origin: 'genai', sha256: hashBytes(stripped) },
    ]);
  });

  test('members changed in the record outside the program are noticed', async () => {
    show = await stage({ 'finals/a.zip': zip([{ name: 'a.png', content: stripped }]) });
    await show.check(['finals']);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(show.at('.provgate/registry.db'));
    db.prepare('UPDATE members SET sha256 = ?').run('0'.repeat(64));
    db.close();
    expect(told(await show.check(['finals']))).toEqual(['finals/a.zip incomplete GAT-002,ORG-001']);
  });
});

test.each(['7z', 'xz', 'bz2', 'rar'])(
  'threat 1: a %s archive, which no reader of ours opens, is incomplete',
  async (name) => {
    show = await stage({
      [`finals/a.${name}`]: Buffer.concat([Buffer.from(MAGIC[name] ?? '', 'hex'), Buffer.alloc(64, 1)]),
    });
    expect(told(await show.check(['finals']))).toEqual([`finals/a.${name} incomplete TML-001,ORG-001`]);
  },
);

const MAGIC: Readonly<Record<string, string>> = {
  '7z': '377abcaf271c0004',
  xz: 'fd377a585a000004',
  bz2: '425a6839314159265359',
  rar: '526172211a070100',
};

describe('threat 1: what was not read to the last member is incomplete', () => {
  const png = stripped;
  const whole = zip([{ name: 'a.png', content: png }]);
  const locked = Buffer.from(whole);
  locked.writeUInt16LE(1, locked.indexOf('PK\x01\x02') + 8);
  const other7z = Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(64)]);

  test.each([
    ['encrypted', locked, 'FIL-001'],
    ['cut short', whole.subarray(0, whole.length - 30), 'FIL-002'],
    ['a bomb', zip([{ name: 'bomb.bin', content: Buffer.alloc(200 * 1024 * 1024) }]), 'FIL-001'],
    ['an archive no reader of ours opens inside', zip([{ name: 'x.7z', content: other7z }]), 'TML-001'],
    ['a cut inside', zip([{ name: 'cut.edl', content: 'TITLE: QUAY\nFCM: NON-DROP FRAME\n' }]), 'TML-001'],
    ['an entry that is not in its directory', hidden(png), 'FIL-001'],
    ['archives nested beyond measure', nested(7), 'FIL-001'],
  ])('%s', async (_, bytes, code) => {
    show = await stage({ 'finals/a.zip': bytes });
    const check = await show.check(['finals']);
    expect(check.outcome).toBe('incomplete');
    expect(check.items[0]?.findings.map((finding) => finding.code)).toContain(code);
  });
});

/** An archive that holds one entry more than its directory lists. */
function hidden(content: Buffer): Buffer {
  const two = zip([
    { name: 'a.txt', content: 'a' },
    { name: 'hidden.png', content },
    { name: 'b.txt', content: 'b' },
  ]);
  const at = two.indexOf('PK\x01\x02');
  const second = two.indexOf('PK\x01\x02', at + 4);
  const third = two.indexOf('PK\x01\x02', second + 4);
  const end = Buffer.from(two.subarray(two.indexOf('PK\x05\x06')));
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(end.readUInt32LE(12) - (third - second), 12);
  return Buffer.concat([two.subarray(0, second), two.subarray(third, two.indexOf('PK\x05\x06')), end]);
}

function nested(depth: number): Buffer {
  let bytes = zip([{ name: 'a.png', content: stripped }]);
  for (let level = 0; level < depth; level++) bytes = zip([{ name: 'inner.zip', content: bytes }]);
  return bytes;
}
