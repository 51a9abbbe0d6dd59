import { join, padded, u32be, u64be } from '../../../fixtures/build/bytes.ts';
import { dpx } from '../../../fixtures/build/dpx.ts';
import { exr } from '../../../fixtures/build/exr.ts';
import { glb, gltf } from '../../../fixtures/build/gltf.ts';
import { j2k, jp2, xmpUuid } from '../../../fixtures/build/jp2.ts';
import { jumbfBox } from '../../../fixtures/build/jumbf.ts';
import { brotliBox, jxl, jxlExif } from '../../../fixtures/build/jxl.ts';
import { basics, pdf, pdfStream, pdfWithStreams } from '../../../fixtures/build/pdf.ts';
import { imageResource, placedFile, psd } from '../../../fixtures/build/psd.ts';
import { hdr, icns, ico, tga } from '../../../fixtures/build/simple.ts';
import { svg } from '../../../fixtures/build/svg.ts';
import { type Carrier, exif, iptc, named, narrowText, picture, store, text, xmp } from './carrier.ts';

const utf8 = (value: string): Buffer => Buffer.from(value, 'utf8');

/** A superbox with a 64-bit size in its header. */
function largeSuperbox(jumbf: Uint8Array): Buffer {
  return join(u32be(1), 'jumb', u64be(jumbf.length + 8), jumbf.subarray(8));
}

function inPieces(): Buffer {
  return jumbfBox('jxlp', u32be(0x80000000), Buffer.of(0xff, 0x0a, 0x08, 0x10));
}

const JXL: readonly Carrier[] = [
  store(['jxl', 'box jumb'], (jumbf) => jxl([Buffer.from(jumbf)])),
  store(['jxl', 'box jumb behind the picture'], (jumbf) => jxl([], [Buffer.from(jumbf)])),
  store(['jxl', 'box jumb with a 64-bit size'], (jumbf) => jxl([largeSuperbox(jumbf)])),
  store(['jxl', 'box jumb, compressed'], (jumbf) => jxl([brotliBox('jumb', jumbf.subarray(8))])),
  xmp(['jxl', 'box xml'], (packet) => jxl([jumbfBox('xml ', utf8(packet))])),
  xmp(['jxl', 'box xml behind the picture'], (packet) => jxl([], [jumbfBox('xml ', utf8(packet))])),
  xmp(['jxl', 'box xml before a picture in pieces'], (packet) =>
    jxl([jumbfBox('xml ', utf8(packet)), inPieces()]),
  ),
  xmp(['jxl', 'box xml, compressed'], (packet) => jxl([brotliBox('xml ', utf8(packet))])),
  ...exif(['jxl', 'box Exif'], (block) => jxl([jxlExif(block)])),
  ...exif(['jxl', 'box Exif, compressed'], (block) => jxl([brotliBox('Exif', join(u32be(0), block))])),
];

/** Some marks are the beginning of their text; inside a document they are not. */
function standsAnywhere(value: string): boolean {
  return !value.startsWith('made with');
}

const EXIF_UUID = Buffer.from('JpgTiffExif->JP2', 'latin1');
const IPTC_UUID = Buffer.from('33c7a4d2b81d4723a0baf1a3e097ad38', 'hex');
const JP2: readonly Carrier[] = [
  store(['jp2', 'box jumb'], (jumbf) => jp2([Buffer.from(jumbf)])),
  store(['jp2', 'box jumb with a 64-bit size'], (jumbf) => jp2([largeSuperbox(jumbf)])),
  xmp(['jp2', 'uuid box'], (packet) => jp2([xmpUuid(packet)])),
  xmp(['jp2', 'box xml in an association'], (packet) =>
    jp2([jumbfBox('asoc', jumbfBox('lbl ', 'quay'), jumbfBox('xml ', utf8(packet)))]),
  ),
  ...exif(['jp2', 'uuid box'], (block) => jp2([jumbfBox('uuid', EXIF_UUID, block)])),
  iptc(['jp2', 'uuid box'], (datasets) => jp2([jumbfBox('uuid', IPTC_UUID, datasets)])),
  narrowText(['jp2', 'box xml'], standsAnywhere, (value) =>
    jp2([jumbfBox('xml ', `<note>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</note>`)]),
  ),
  text(['jp2', 'comment of the codestream'], (value) => jp2([], value)),
  text(['j2k', 'comment of the codestream'], (value) => j2k(value)),
];

const PSD: readonly Carrier[] = ([false, true] as const).flatMap((large) => {
  const extension = large ? 'psb' : 'psd';
  const where = (place: string) => ['psd', large ? `${place} of a PSB` : place, extension] as const;
  return [
    xmp(where('resource 1060'), (packet) => psd([imageResource(1060, utf8(packet))], { large })),
    ...exif(where('resource 1058'), (block) => psd([imageResource(1058, block)], { large })),
    iptc(where('resource 1028'), (datasets) => psd([imageResource(1028, datasets)], { large })),
    picture(where('smart object'), (inner) =>
      psd([], { large, layers: placedFile('quay.png', inner, large) }),
    ),
  ];
});

/** Properties with namespaces by entities of the document type, as old drawing programs wrote them. */
const WITH_ENTITIES = [
  '<!DOCTYPE svg [',
  '<!ENTITY ns_rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  '<!ENTITY ns_ext "http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
  '<!ENTITY ns_tc "http://www.tc260.org.cn/ns/AIGC/1.0/">',
  '<!ENTITY ns_ps "http://ns.adobe.com/photoshop/1.0/">',
  ']>',
].join('\n');

function withEntities(packet: string): string {
  return packet
    .replace('"http://www.w3.org/1999/02/22-rdf-syntax-ns#"', '"&ns_rdf;"')
    .replace('"http://iptc.org/std/Iptc4xmpExt/2008-02-29/"', '"&ns_ext;"')
    .replace('"http://www.tc260.org.cn/ns/AIGC/1.0/"', '"&ns_tc;"')
    .replace('"http://ns.adobe.com/photoshop/1.0/"', '"&ns_ps;"');
}

/** A drawing whose own elements have a prefix. */
function prefixed(inside: string): Buffer {
  return utf8(`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:metadata>${inside}</s:metadata></s:svg>`);
}

const bare = (packet: string): string => packet.replace(/<\?xpacket[^>]*\?>/g, '');

const SVG: readonly Carrier[] = [
  store(['svg', 'manifest in metadata'], (jumbf) =>
    svg(`<metadata><c2pa:manifest>${Buffer.from(jumbf).toString('base64')}</c2pa:manifest></metadata>`),
  ),
  store(['svg', 'manifest under an odd prefix, in lines'], (jumbf) => {
    const lines = Buffer.from(jumbf).toString('base64').replace(/.{60}/g, '$&\n');
    return svg(`<metadata><m:manifest xmlns:m="http://c2pa.org/manifest">${lines}</m:manifest></metadata>`);
  }),
  xmp(['svg', 'RDF in metadata'], (packet) => svg(`<metadata>${bare(packet)}</metadata>`)),
  xmp(['svg', 'a whole packet in metadata'], (packet) => svg(`<metadata>${packet}</metadata>`)),
  xmp(['svg', 'RDF with namespaces by entities'], (packet) =>
    svg(`<metadata>${withEntities(bare(packet))}</metadata>`, WITH_ENTITIES),
  ),
  xmp(['svg', 'RDF in a drawing whose elements have a prefix'], (packet) => prefixed(bare(packet))),
  text(['svg', 'character data in metadata'], (value) => svg(`<metadata><![CDATA[${value}]]></metadata>`)),
  text(['svg', 'comment'], (value) => svg(`<!-- ${value.replaceAll('--', '- -')} -->`)),
  text(['svg', 'description'], (value) =>
    svg(`<desc>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</desc>`),
  ),
  picture(['svg', 'picture in a link'], (inner) =>
    svg(`<image href="data:image/png;base64,${inner.toString('base64')}"/>`),
  ),
];

const SMALL = Buffer.from(
  'GIF89a\x01\0\x01\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b',
  'latin1',
);

const MODELS: readonly Carrier[] = (['glb', 'gltf'] as const).flatMap((format) => {
  const build = format === 'glb' ? glb : gltf;
  return [
    named([format, 'extras of the asset'], ({ key, text: value }) =>
      build({ asset: { extras: { [key]: value } } }),
    ),
    named([format, 'extras of a scene'], ({ key, text: value }) =>
      build({ more: { scenes: [{ extras: { [key]: value } }] } }),
    ),
    picture([format, 'texture'], (inner) => build({ images: [inner] })),
    picture([format, 'the last of 200 textures'], (inner) =>
      build({ images: [...Array.from({ length: 199 }, () => SMALL), inner] }),
    ),
  ];
});

const GLTF: readonly Carrier[] = [
  picture(['gltf', 'texture in a buffer that is a link'], (inner) => {
    const uri = `data:application/octet-stream;base64,${inner.toString('base64')}`;
    return utf8(
      JSON.stringify({
        asset: { version: '2.0' },
        buffers: [{ byteLength: inner.length, uri }],
        bufferViews: [{ buffer: 0, byteLength: inner.length }],
        images: [{ bufferView: 0, mimeType: 'image/png' }],
      }),
    );
  }),
];

const HEADERS: readonly Carrier[] = [
  named(['exr', 'text attribute'], ({ key, text: value }) => exr({ [key]: value })),
  xmp(['exr', 'text attribute'], (packet) => exr({ xmp: packet })),
  narrowText(
    ['dpx', 'project'],
    (value) => value.length < 200,
    (value) => dpx('Quay', value),
  ),
  narrowText(
    ['tga', 'comments of the extension area'],
    (value) => value.length < 320 && !value.includes('\n'),
    (value) => {
      const bytes = tga('Quay', 'Quay Paint 2');
      padded(value, 324).copy(bytes, 22 + 43);
      return bytes;
    },
  ),
  narrowText(
    ['tga', 'image id'],
    (value) => value.length < 255,
    (value) => {
      const bytes = tga('Quay', 'Quay Paint 2');
      const id = utf8(value);
      const copy = join(Buffer.of(id.length), bytes.subarray(1, 18), id, bytes.subarray(18));
      const at = copy.length - 26;
      copy.writeUInt32LE(copy.readUInt32LE(at) + id.length, at);
      return copy;
    },
  ),
  text(['hdr', 'comment of the header'], (value) =>
    Buffer.from(
      hdr('Quay')
        .toString('latin1')
        .replace('\nFORMAT', `\n# ${value.replaceAll('\n', ' ')}\nFORMAT`),
      'latin1',
    ),
  ),
  text(['pnm', 'comment before the size', 'ppm'], (value) =>
    join(`P6\n# ${value.replaceAll('\n', '\n# ')}\n1 1\n255\n`, Buffer.alloc(3)),
  ),
  text(['pnm', 'comment behind the size', 'pgm'], (value) =>
    join(`P5 1 1\n# ${value.replaceAll('\n', '\n# ')}\n255\n`, Buffer.alloc(1)),
  ),
  text(['pnm', 'comment of a PAM', 'pam'], (value) =>
    join(
      `P7\nWIDTH 1\n# ${value.replaceAll('\n', '\n# ')}\nHEIGHT 1\nDEPTH 1\nMAXVAL 255\nENDHDR\n`,
      Buffer.alloc(1),
    ),
  ),
  picture(['ico', 'picture'], ico),
  picture(['icns', 'picture'], icns),
];

/** Two master pages that count themselves, and one object behind them between its marks. */
function indd(packet: string): Buffer {
  const page = Buffer.alloc(4096);
  Buffer.from('0606edf5d81d46e5bd31efe7fe74b71d', 'hex').copy(page);
  page.writeUInt32LE(2, 280);
  const object = utf8(packet);
  const mark = Buffer.alloc(32);
  Buffer.from('de393979', 'hex').copy(mark);
  mark.writeUInt32LE(object.length, 24);
  return join(page, page, mark, object, Buffer.alloc(32));
}

function escaped(value: string): string {
  return value.replace(/[\\()]/g, '\\$&');
}

const DOCUMENTS: readonly Carrier[] = [
  named(['pdf', 'information dictionary'], ({ key, text: value }) =>
    pdf(basics('', `/${key} (${escaped(value)})`)),
  ),
  named(['pdf', 'information dictionary in an object stream'], ({ key, text: value }) =>
    pdfWithStreams(basics('', `/${key} (${escaped(value)})`)),
  ),
  xmp(['pdf', 'metadata of the catalog'], (packet) =>
    pdf([...basics('/Metadata 3 0 R', ''), pdfStream('/Type /Metadata /Subtype /XML', packet)]),
  ),
  xmp(['pdf', 'metadata of the catalog, compressed'], (packet) =>
    pdfWithStreams([
      ...basics('/Metadata 3 0 R', ''),
      pdfStream('/Type /Metadata /Subtype /XML', packet, true),
    ]),
  ),
  store(['pdf', 'embedded file'], (jumbf) =>
    pdf([
      ...basics('/AF [3 0 R] /Names << /EmbeddedFiles << /Names [(Content Credentials) 3 0 R] >> >>', ''),
      { value: '<< /Type /Filespec /AFRelationship /C2PA_Manifest /F (c) /EF << /F 4 0 R >> >>' },
      pdfStream('/Type /EmbeddedFile /Subtype /application#2Fc2pa', jumbf),
    ]),
  ),
  xmp(['eps', 'packet'], (packet) => utf8(`%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: Quay\n${packet}\n%%EOF\n`)),
  xmp(['indd', 'packet'], indd),
  xmp(['xmp', 'the file'], utf8),
  store(['c2pa', 'the file'], (jumbf) => Buffer.from(jumbf)),
];

/** Places in everything else. */
export const REST_CARRIERS: readonly Carrier[] = [
  ...JXL,
  ...JP2,
  ...PSD,
  ...SVG,
  ...MODELS,
  ...GLTF,
  ...HEADERS,
  ...DOCUMENTS,
];
