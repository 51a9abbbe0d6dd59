import { describe, expect, test } from 'vitest';
import { join, u16be, u16le, u32be, u32le } from '../../fixtures/build/bytes.ts';
import { box, fullBox } from '../../fixtures/build/isobmff.ts';
import { jpeg, segment } from '../../fixtures/build/jpeg.ts';
import { HOSTILE } from '../../fixtures/build/mutate-hostile.ts';
import { klv } from '../../fixtures/build/mxf.ts';
import { basics, pdf } from '../../fixtures/build/pdf.ts';
import { tiff } from '../../fixtures/build/tiff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';
import { faultOfContainers } from './oracle.ts';

function workFault(bytes: Buffer, extension: string): Promise<string | undefined> {
  return faultOfContainers({ number: 0, name: extension, extension, bytes });
}

function hostile(name: string, size: number): Buffer {
  const one = HOSTILE.find((other) => other.name === name);
  if (one === undefined) throw new RangeError(`no hostile file ${name}`);
  return one.build(size);
}

describe('threat 30: work that grew with the square of a file', () => {
  test('a text with a long run of NULs before its end is read in one pass', async () => {
    // By the square this would take an hour, not a minute.
    const found = await readBytes(tiff({ 305: `a${'\0'.repeat(4_000_000)}b` }), 'tif');
    expect(valuesAt(found, 'exif.Software')[0]?.length).toBe(4_000_002);
  });

  test('values that share their bytes are read a few times over, then named as too much', async () => {
    const bytes = hostile('overlapping values', 4_000);
    expect(await workFault(bytes, 'tif')).toBeUndefined();
    expect(kinds(await readBytes(bytes, 'tif'))).toContain('limit');
  });

  test('items that share their bytes too', async () => {
    const bytes = hostile('item flood', 4_000);
    expect(await workFault(bytes, 'heic')).toBeUndefined();
    expect(kinds(await readBytes(bytes, 'heic'))).toContain('limit');
  });

  test('stray bytes before each of many markers cost no whole block each', async () => {
    const strays = Array.from({ length: 1_500 }, () => join('stray', segment(0xfe, 'a')));
    expect(await workFault(jpeg({ segments: strays }), 'jpg')).toBeUndefined();
  });

  test('many small packets cost no whole step each', async () => {
    const packets = Array.from({ length: 3_000 }, () => "<?xpacket begin='' ?><a/><?xpacket end='w'?>\n");
    expect(await workFault(join('%!PS-Adobe-3.0 EPSF-3.0\n', ...packets), 'eps')).toBeUndefined();
  });

  test('a compound file whose tables go in a circle', async () => {
    const header = Buffer.alloc(512, 0xff);
    join('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1').copy(header);
    u16le(9).copy(header, 30);
    u32le(0).copy(header, 68);
    const table = join(Buffer.alloc(508, 0xff), u32le(0));
    const bytes = join(header, table, Buffer.alloc(4096, 0xff));
    expect(await workFault(bytes, 'ppt')).toBeUndefined();
    expect(kinds(await readBytes(bytes, 'ppt'))).toEqual(['damaged']);
  });
});

/** A HEIF of as many items, of which the last is XMP, in as many pieces. */
function manyItems(items: number, pieces: number): Buffer {
  const xmp = Buffer.from(xmpPacket({ 'xmp:CreatorTool': 'Quayside Maker 1.0' }));
  const head = box('ftyp', 'mif1', u32be(0), 'mif1');
  const numbers = Array.from({ length: items }, (_, n) => n + 1);
  const entry = (id: number): Buffer =>
    fullBox('infe', 2, u16be(id), u16be(0), id === items ? 'mime\0application/rdf+xml\0' : 'hvc1\0');
  const entries = join(...numbers.map(entry));
  const build = (at: number): Buffer => {
    const piece = join(u32be(at), u32be(xmp.length));
    const place = (id: number): Buffer =>
      id === items
        ? join(u16be(id), u16be(0), u16be(pieces), ...Array.from({ length: pieces }, () => piece))
        : join(u16be(id), u16be(0), u16be(1), u32be(at), u32be(1));
    const places = join(...numbers.map(place));
    return fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32be(0), 'pict', Buffer.alloc(12), '\0'),
      fullBox('iinf', 0, u16be(items), entries),
      fullBox('iloc', 0, u16be(0x4400), u16be(items), places),
    );
  };
  return join(head, build(head.length + build(0).length + 8), box('mdat', xmp));
}

describe('threat 19: a limit that was reached in silence', () => {
  test('metadata behind ten thousand tiles is found', async () => {
    const found = await readBytes(manyItems(12_000, 1), 'heic');
    expect(valuesAt(found, 'xmp.xmp:CreatorTool')).toEqual(['Quayside Maker 1.0']);
  });

  test('more metadata items than are read are named', async () => {
    expect(kinds(await readBytes(hostile('item flood', 12_000), 'heic'))).toContain('limit');
  });

  test('a table of places that ends early is cut', async () => {
    const whole = manyItems(20, 1);
    const at = whole.indexOf('iloc');
    whole.writeUInt16BE(400, at + 10);
    expect(kinds(await readBytes(whole, 'heic'))).toContain('cut');
  });
});

describe('threat 19: a piece of a file that passed as whole', () => {
  test('a CRW whose directory is missing is cut', async () => {
    const head = join('II', u32le(26), 'HEAPCCDR', Buffer.alloc(12));
    expect(kinds(await readBytes(join(head, Buffer.alloc(400)), 'crw'))).toEqual(['cut']);
  });

  test('a linearized PDF is as long as it says, line ends and later revisions aside', async () => {
    const whole = pdf([...basics('', '/Producer (quay)'), { value: '<< /Linearized 1 /L 0000000 >>' }]);
    const telling = (bytes: number): Buffer =>
      Buffer.from(whole.toString('latin1').replace('0000000', String(bytes).padStart(7, '0')), 'latin1');
    expect(kinds(await readBytes(telling(whole.length), 'pdf'))).toEqual([]);
    expect(kinds(await readBytes(telling(whole.length + 2), 'pdf'))).toEqual([]);
    expect(kinds(await readBytes(telling(whole.length - 100), 'pdf'))).toEqual([]);
    expect(kinds(await readBytes(telling(whole.length + 1_000), 'pdf'))).toEqual(['cut']);
  });

  test('an InDesign document ends with the objects behind its pages', async () => {
    const page = Buffer.alloc(4096);
    join('\x06\x06\xed\xf5\xd8\x1d\x46\xe5\xbd\x31\xef\xe7\xfe\x74\xb7\x1dDOCUMENT').copy(page);
    page.writeUInt32LE(2, 280);
    const packet = Buffer.from(xmpPacket({ 'xmp:CreatorTool': 'Quayside Pages' }));
    const mark = join(Buffer.from('de3939795188', 'hex'), Buffer.alloc(18), u32le(packet.length), u32le(0));
    const whole = join(page, page, mark, packet, Buffer.alloc(32));
    expect(valuesAt(await readBytes(whole, 'indd'), 'xmp.xmp:CreatorTool')).toEqual(['Quayside Pages']);
    for (const length of [5000, 8192, 8192 + 32, whole.length - 40]) {
      expect(kinds(await readBytes(whole.subarray(0, length), 'indd')), String(length)).toContain('cut');
    }
  });

  test('an MXF that names no footer and has no index of its parts is cut', async () => {
    const partition = klv('060e2b34020501010d01020101020100', Buffer.alloc(88));
    expect(kinds(await readBytes(partition, 'mxf'))).toEqual(['cut']);
  });

  test('a first byte that passes as text is no picture', async () => {
    expect(kinds(await readBytes(Buffer.from('{\\rt'), 'rtf'))).toEqual(['cut']);
  });
});
