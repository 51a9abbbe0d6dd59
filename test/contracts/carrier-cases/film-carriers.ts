import { deflateSync } from 'node:zlib';
import { asfWith } from '../../../fixtures/build/asf.ts';
import { join, u16be, u32be } from '../../../fixtures/build/bytes.ts';
import { flv, flvXmp } from '../../../fixtures/build/flv.ts';
import { exifItem, heifWith, largeBox, openBox, xmpItem } from '../../../fixtures/build/heif-items.ts';
import {
  box,
  c2paBox,
  fullBox,
  keysMeta,
  movie,
  tagMeta,
  userText,
  xmpBox,
} from '../../../fixtures/build/isobmff.ts';
import {
  attachment,
  cluster,
  ebml,
  info,
  matroska,
  seekHead,
  simpleTag,
  tags,
} from '../../../fixtures/build/matroska.ts';
import { klv, mxf, mxfWithFooter, taggedValue, textSet } from '../../../fixtures/build/mxf.ts';
import { avi, riffChunk, riffList } from '../../../fixtures/build/riff.ts';
import { type Carrier, exif, named, picture, store, text, xmp } from './carrier.ts';

const utf8 = (value: string): Buffer => Buffer.from(value, 'utf8');
const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

/** Values of the tag list of iTunes under names of their own. */
function freeform(key: string, value: string): Buffer {
  const item = box(
    '----',
    fullBox('mean', 0, 'com.apple.iTunes'),
    fullBox('name', 0, key),
    box('data', u32be(1), u32be(0), utf8(value)),
  );
  return fullBox('meta', 0, fullBox('hdlr', 0, u32be(0), 'mdir', Buffer.alloc(13)), box('ilst', item));
}

/** `meta` as QuickTime has it: without version and flags, its handler not first. */
function quickTimeMeta(key: string, value: string): Buffer {
  const full = keysMeta({ [key]: value });
  const children = full.subarray(12);
  const handlerBytes = children.readUInt32BE(0);
  return box('meta', children.subarray(handlerBytes), children.subarray(0, handlerBytes));
}

/** A movie box that QuickTime compressed whole. */
function compressed(inMovie: Buffer): Buffer {
  const whole = movie({ inMovie: [inMovie] });
  const at = whole.indexOf('moov', 0, 'latin1') - 4;
  const moov = whole.subarray(at);
  const packed = join(u32be(moov.length), deflateSync(moov));
  return join(whole.subarray(0, at), box('moov', box('cmov', box('dcom', 'zlib'), box('cmvd', packed))));
}

/** Header, movie box without samples, fragments, and what stands behind them. */
function fragmented(inMovie: readonly Buffer[], after: readonly Buffer[] = []): Buffer {
  const fragment = join(box('moof', fullBox('mfhd', 0, u32be(1))), box('mdat', Buffer.alloc(16)));
  return join(
    box('ftyp', 'iso6', u32be(0), 'iso6'),
    box('moov', fullBox('mvhd', 0, Buffer.alloc(96)), ...inMovie),
    fragment,
    fragment,
    ...after,
  );
}

const BRANDS: readonly (readonly [format: string, brand: string])[] = [
  ['mp4', 'isom'],
  ['mov', 'qt  '],
  ['m4a', 'M4A '],
  ['3gp', '3gp5'],
  ['crm', 'crx '],
  ['braw', 'qt  '],
];

function movieCarriers([format, brand]: (typeof BRANDS)[number]): readonly Carrier[] {
  const key = (build: (meta: Buffer) => Buffer) => (given: { key: string; text: string }) =>
    build(keysMeta({ [given.key]: given.text }));
  return [
    store([format, 'uuid box behind the media'], (jumbf) => movie({ brand, after: [c2paBox(jumbf)] })),
    xmp([format, 'uuid box behind the media'], (packet) => movie({ brand, after: [xmpBox(packet)] })),
    xmp([format, 'uuid box in the movie'], (packet) => movie({ brand, inMovie: [xmpBox(packet)] })),
    xmp([format, 'XMP_ box in user data'], (packet) =>
      movie({ brand, userData: [box('XMP_', utf8(packet))] }),
    ),
    named(
      [format, 'keys in user data'],
      key((meta) => movie({ brand, userData: [meta] })),
    ),
    named(
      [format, 'keys in the movie'],
      key((meta) => movie({ brand, inMovie: [meta] })),
    ),
    named(
      [format, 'keys in a track'],
      key((meta) => movie({ brand, inMovie: [box('trak', meta)] })),
    ),
    named(
      [format, 'keys at the top'],
      key((meta) => movie({ brand, after: [meta] })),
    ),
    named([format, 'keys without version, handler last'], ({ key: name, text: value }) =>
      movie({ brand, inMovie: [quickTimeMeta(name, value)] }),
    ),
    named([format, 'freeform tag of iTunes'], ({ key: name, text: value }) =>
      movie({ brand, userData: [freeform(name, value)] }),
    ),
    text([format, 'tag list of iTunes'], (value) =>
      movie({ brand, userData: [tagMeta({ '\xa9cmt': value })] }),
    ),
    text([format, 'user data text with languages'], (value) =>
      movie({ brand, userData: [userText('\xa9cmt', value)] }),
    ),
    text([format, 'user data text in a track'], (value) =>
      movie({ brand, inMovie: [box('trak', box('udta', userText('\xa9cmt', value)))] }),
    ),
    text([format, 'description of 3GPP'], (value) =>
      movie({ brand, userData: [fullBox('dscp', 0, u16be(0x55c4), utf8(value), '\0')] }),
    ),
    picture([format, 'cover of iTunes'], (inner) => {
      const cover = box('covr', box('data', u32be(14), u32be(0), inner));
      const handler = fullBox('hdlr', 0, u32be(0), 'mdir', Buffer.alloc(13));
      return movie({ brand, userData: [fullBox('meta', 0, handler, box('ilst', cover))] });
    }),
  ];
}

const CANON = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
const CR3: readonly Carrier[] = [
  ...exif(['cr3', "the maker's box"], (block) =>
    movie({ brand: 'crx ', inMovie: [box('uuid', CANON, box('CMT1', block))] }),
  ),
  xmp(['cr3', 'uuid box'], (packet) => movie({ brand: 'crx ', after: [xmpBox(packet)] })),
  store(['cr3', 'uuid box'], (jumbf) => movie({ brand: 'crx ', after: [c2paBox(jumbf)] })),
];

const MOVIE_SHAPES: readonly Carrier[] = [
  store(['mp4', 'uuid box with a 64-bit size'], (jumbf) => {
    const plain = c2paBox(jumbf);
    return movie({ brand: 'isom', after: [largeBox('uuid', plain.subarray(8))] });
  }),
  store(['mp4', 'uuid box that reaches to the end'], (jumbf) =>
    movie({ brand: 'isom', after: [openBox('uuid', c2paBox(jumbf).subarray(8))] }),
  ),
  xmp(['mp4', 'uuid box behind a 64-bit media box'], (packet) =>
    movie({ brand: 'isom', isLarge: true, after: [xmpBox(packet)] }),
  ),
  xmp(['mp4', 'uuid box that reaches to the end'], (packet) =>
    movie({ brand: 'isom', after: [openBox('uuid', XMP_UUID, utf8(packet))] }),
  ),
  xmp(['mp4', 'uuid box behind the fragments'], (packet) => fragmented([], [xmpBox(packet)])),
  store(['mp4', 'uuid box behind the fragments'], (jumbf) => fragmented([], [c2paBox(jumbf)])),
  named(['mp4', 'keys of a fragmented movie'], ({ key, text: value }) =>
    fragmented([box('udta', keysMeta({ [key]: value }))]),
  ),
  named(['mov', 'keys in a compressed movie box'], ({ key, text: value }) =>
    compressed(keysMeta({ [key]: value })),
  ),
];

const HEIFS: readonly (readonly [format: string, brand: string])[] = [
  ['heic', 'heic'],
  ['avif', 'avif'],
];

function heifCarriers([format, brand]: (typeof HEIFS)[number]): readonly Carrier[] {
  const shapes = [
    ['in the file', { brand, construction: 'file' }],
    ['in item data', { brand, construction: 'item data' }],
    ['in another item', { brand, construction: 'item' }],
    ['in three pieces', { brand, construction: 'file', extents: 3 }],
    ['in three pieces of another item', { brand, construction: 'item', extents: 3 }],
  ] as const;
  return [
    ...shapes.flatMap(([place, options]) => [
      ...exif([format, `EXIF item ${place}`], (block) => heifWith([exifItem(block)], options)),
      xmp([format, `XMP item ${place}`], (packet) => heifWith([xmpItem(packet)], options)),
    ]),
    ...exif([format, 'EXIF item with the mark of JPEG'], (block) =>
      heifWith([{ type: 'Exif', data: join(u32be(0), 'Exif\0\0', block) }], { brand }),
    ),
    xmp([format, 'XMP item, deflated'], (packet) =>
      heifWith([{ ...xmpItem(packet), encoding: 'deflate', data: deflateSync(packet) }], { brand }),
    ),
    text([format, 'text item'], (value) =>
      heifWith([{ type: 'mime', contentType: 'text/plain', data: utf8(value) }], { brand }),
    ),
    store([format, 'uuid box'], (jumbf) => heifWith([], { brand, after: [c2paBox(jumbf)] })),
    picture([format, 'a JPEG item'], (inner) => heifWith([{ type: 'jpeg', data: inner }], { brand })),
  ];
}

const WEBM: readonly Carrier[] = (['mkv', 'webm'] as const).flatMap((format) => {
  const docType = format === 'mkv' ? 'matroska' : 'webm';
  const tagged = ({ key, text: value }: { key: string; text: string }): Buffer =>
    tags(simpleTag(key.toUpperCase(), value));
  return [
    named([format, 'tags before the clusters'], (given) => matroska([tagged(given), cluster()], { docType })),
    named([format, 'tags behind the clusters'], (given) =>
      matroska([info('quay'), cluster(), cluster(), tagged(given)], { docType }),
    ),
    named([format, 'tags behind clusters of unknown size'], (given) =>
      matroska([info('quay'), cluster(true), cluster(true), tagged(given)], { docType, live: true }),
    ),
    named([format, 'tags that the index leads to'], (given) => {
      const clusters = join(cluster(), cluster());
      return matroska([seekHead(0x1254c367, clusters.length), clusters, tagged(given)], { docType });
    }),
    named([format, 'tags between clusters and index, which the index leaves out'], (given) => {
      const middle = join(cluster(), tagged(given), cluster());
      return matroska([seekHead(0x1c53bb6b, middle.length), middle, ebml(0x1c53bb6b, '')], { docType });
    }),
    named([format, 'tags within tags'], ({ key, text: value }) =>
      matroska([tags(simpleTag('QUAY', 'a', simpleTag(key.toUpperCase(), value))), cluster()], { docType }),
    ),
    named([format, 'tags behind a header that lies of its sizes'], (given) => {
      const whole = matroska([tagged(given), cluster()], { docType });
      const header = ebml(
        0x1a45dfa3,
        join(ebml(0x4282, docType), ebml(0x42f2, '\x01'), ebml(0x42f3, '\x01')),
      );
      return join(header, whole.subarray(ebml(0x1a45dfa3, ebml(0x4282, docType)).length));
    }),
    text([format, 'an attached text'], (value) =>
      matroska([attachment('note.json', 'application/json', utf8(value)), cluster()], { docType }),
    ),
    picture([format, 'an attached picture'], (inner) =>
      matroska([attachment('cover.png', 'image/png', inner), cluster()], { docType }),
    ),
  ];
});

const KLV = '060e2b34';
const MXF: readonly Carrier[] = [
  xmp(['mxf', 'XML in a partition of its own (RP 2057)'], (packet) => mxf([], packet)),
  xmp(['mxf', 'text set of the header (RP 2057)'], (packet) => mxf([textSet(packet)])),
  xmp(['mxf', 'dark packet of the header'], (packet) =>
    mxf([klv(`${KLV}010101010e0f01010101010000`.slice(0, 32).padEnd(32, '0'), utf8(packet))]),
  ),
  xmp(['mxf', 'text set of the footer'], (packet) => mxfWithFooter([textSet(packet)])),
  named(['mxf', 'tagged values of the header'], ({ key, text: value }) => mxf([taggedValue(key, value)])),
  named(['mxf', 'tagged values of the footer'], ({ key, text: value }) =>
    mxfWithFooter([taggedValue(key, value)]),
  ),
];

const AVI: readonly Carrier[] = [
  store(['avi', 'chunk C2PA'], (jumbf) => avi({ after: [riffChunk('C2PA', jumbf)] })),
  xmp(['avi', 'chunk _PMX'], (packet) => avi({ after: [riffChunk('_PMX', utf8(packet))] })),
  text(['avi', 'comment of the information list'], (value) =>
    avi({ after: [riffList('INFO', riffChunk('ICMT', utf8(value)))] }),
  ),
  text(['avi', 'comment in the header'], (value) =>
    avi({ header: [riffList('INFO', riffChunk('ICMT', utf8(value)))] }),
  ),
  text(['avi', 'text behind the form'], (value) => join(avi(), utf8(value))),
];

const OTHERS: readonly Carrier[] = [
  named(['flv', 'onMetaData'], ({ key, text: value }) => flv({ [key]: value })),
  xmp(['flv', 'onXMPData'], flvXmp),
  named(['asf', 'extended content description', 'wmv'], ({ key, text: value }) =>
    asfWith({ extended: [key, value] }),
  ),
  named(['asf', 'metadata library', 'wma'], ({ key, text: value }) => asfWith({ library: [key, value] })),
  text(['asf', 'content description', 'wmv'], (value) => asfWith({ title: value })),
  xmp(['asf', 'XMP object behind the media', 'wmv'], (packet) => asfWith({ xmp: packet })),
  picture(['asf', 'cover', 'wma'], (inner) => asfWith({ cover: inner })),
];

/** Places in films, and in the pictures that share their structure. */
export const FILM_CARRIERS: readonly Carrier[] = [
  ...BRANDS.flatMap(movieCarriers),
  ...MOVIE_SHAPES,
  ...CR3,
  ...HEIFS.flatMap(heifCarriers),
  ...WEBM,
  ...MXF,
  ...AVI,
  ...OTHERS,
];
