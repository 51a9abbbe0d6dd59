import { aiff, aiffChunk } from '../../../fixtures/build/aiff.ts';
import { join, u16be, u32be } from '../../../fixtures/build/bytes.ts';
import { flac, flacBlock, flacPicture } from '../../../fixtures/build/flac.ts';
import {
  apeTag,
  comm,
  geob,
  id3Frame,
  id3Frame22,
  id3Tag,
  id3v1,
  mpegFrame,
  txxx,
} from '../../../fixtures/build/id3.ts';
import { oggFlac, opus, vorbis } from '../../../fixtures/build/ogg.ts';
import { bext, riffChunk, riffList, wav } from '../../../fixtures/build/riff.ts';
import {
  adtsFrame,
  au,
  caf,
  cafInfo,
  dff,
  dsf,
  lyrics3,
  rf64,
  w64,
  w64Chunk,
} from '../../../fixtures/build/sound.ts';
import { type Carrier, named, narrowText, picture, store, text, xmp } from './carrier.ts';
import type { NamedText } from './text-marks.ts';

const utf8 = (value: string): Buffer => Buffer.from(value, 'utf8');
const CURRENT = 'application/c2pa';
const OLD = 'application/x-c2pa-manifest-store';

/** The zero bytes that unsynchronisation puts in after each FF. */
function unsynchronised(bytes: Buffer): Buffer {
  return Buffer.from([...bytes].flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])));
}

/** A tag of the given version around one described text. */
function tagOf(major: 2 | 3 | 4, { key, text: value }: NamedText): Buffer {
  if (major === 2) return id3Tag([id3Frame22('TXX', join('\0', key, '\0', value))], { major });
  return id3Tag([txxx(key, value, major)], { major });
}

/** UTF-16 with its mark is what makes unsynchronisation matter: the mark holds an FF. */
function wideFrame({ key, text: value }: NamedText, major: 3 | 4): Buffer {
  const wide = (given: string): Buffer => join(Buffer.of(0xff, 0xfe), Buffer.from(given, 'utf16le'));
  return id3Frame('TXXX', join('\x01', wide(key), '\0\0', wide(value)), major);
}

/** 2.4 desynchronises every frame by itself. */
function wideFrame24(given: NamedText): Buffer {
  const plain = wideFrame(given, 4);
  return id3Frame('TXXX', unsynchronised(plain.subarray(10)), 4, 0x02);
}

function withFooter(tag: Buffer): Buffer {
  const head = Buffer.from(tag.subarray(0, 10));
  head[5] = (head[5] ?? 0) | 0x10;
  return join(head, tag.subarray(10), '3DI', head.subarray(3));
}

/** Tags of ID3, for every file that begins with one. */
function id3Carriers(format: string, after: Buffer, extension = format): readonly Carrier[] {
  const sound = (tag: Buffer): Buffer => join(tag, after);
  return [
    store([format, 'GEOB frame', extension], (jumbf) => sound(id3Tag([geob(CURRENT, jumbf)]))),
    store([format, 'GEOB frame of the old type', extension], (jumbf) => sound(id3Tag([geob(OLD, jumbf)]))),
    xmp([format, 'PRIV frame', extension], (packet) =>
      sound(id3Tag([id3Frame('PRIV', join('XMP\0', utf8(packet)))])),
    ),
    named([format, 'TXXX frame of ID3v2.2', extension], (given) => sound(tagOf(2, given))),
    named([format, 'TXXX frame of ID3v2.3', extension], (given) => sound(tagOf(3, given))),
    named([format, 'TXXX frame of ID3v2.4', extension], (given) => sound(tagOf(4, given))),
    named([format, 'TXXX frame of ID3v2.3, unsynchronised', extension], (given) =>
      sound(id3Tag([unsynchronised(wideFrame(given, 3))], { major: 3, flags: 0x80 })),
    ),
    named([format, 'TXXX frame of ID3v2.4, unsynchronised', extension], (given) =>
      sound(id3Tag([wideFrame24(given)], { major: 4, flags: 0x80 })),
    ),
    named([format, 'TXXX frame behind an extended header of 2.3', extension], (given) =>
      sound(
        id3Tag([join(u32be(6), Buffer.alloc(6)), txxx(given.key, given.text)], { major: 3, flags: 0x40 }),
      ),
    ),
    named([format, 'TXXX frame behind an extended header of 2.4', extension], (given) =>
      sound(
        id3Tag([join(Buffer.of(0, 0, 0, 6, 1, 0)), txxx(given.key, given.text, 4)], {
          major: 4,
          flags: 0x40,
        }),
      ),
    ),
    named([format, 'TXXX frame of a tag with footer', extension], (given) =>
      sound(withFooter(tagOf(4, given))),
    ),
    named([format, 'TXXX frame of a second tag', extension], (given) =>
      sound(join(id3Tag([comm('first')]), tagOf(4, given))),
    ),
    text([format, 'COMM frame', extension], (value) => sound(id3Tag([comm(value)]))),
    picture([format, 'APIC frame', extension], (inner) =>
      sound(id3Tag([id3Frame('APIC', join('\0image/png\0\x03\0', inner))])),
    ),
  ];
}

/** Tags behind the sound. */
function tailCarriers(format: string, before: Buffer, extension = format): readonly Carrier[] {
  return [
    named([format, 'APEv2 tag at the end', extension], ({ key, text: value }) =>
      join(before, apeTag({ [key]: value })),
    ),
    named([format, 'APEv2 tag before ID3v1', extension], ({ key, text: value }) =>
      join(before, apeTag({ [key]: value }), id3v1('quay', 'live')),
    ),
    named([format, 'ID3v2.4 tag at the end', extension], (given) =>
      join(before, withFooter(tagOf(4, given))),
    ),
    narrowText([format, 'comment of ID3v1', extension], isSuno, (value) =>
      join(before, id3v1('quay', value)),
    ),
    text([format, 'Lyrics3 tag before ID3v1', extension], (value) =>
      join(before, lyrics3({ IND: '00', INF: value }), id3v1('quay', 'live')),
    ),
    named([format, 'APEv2 tag before Lyrics3 and ID3v1', extension], ({ key, text: value }) =>
      join(before, apeTag({ [key]: value }), lyrics3({ IND: '00' }), id3v1('quay', 'live')),
    ),
  ];
}

/** Thirty letters hold the beginning of one mark only. */
function isSuno(value: string): boolean {
  return value.startsWith('made with suno') || (!value.includes('{') && !value.includes('\n'));
}

/** Some marks are the beginning of their text; inside a document they are not. */
function standsAnywhere(value: string): boolean {
  return !value.startsWith('made with');
}

const SOUND = join(mpegFrame(), mpegFrame());
const STREAMS: readonly Carrier[] = [
  ...id3Carriers('mp3', SOUND),
  ...tailCarriers('mp3', SOUND),
  ...id3Carriers('aac', join(adtsFrame(), adtsFrame())),
  ...tailCarriers('aac', join(adtsFrame(), adtsFrame())),
  ...tailCarriers('ape', join('MAC ', Buffer.alloc(60))),
  ...tailCarriers('wavpack', join('wvpk', Buffer.alloc(60)), 'wv'),
];

const WAVS: readonly Carrier[] = [
  store(['wav', 'chunk C2PA'], (jumbf) => wav({ after: [riffChunk('C2PA', jumbf)] })),
  xmp(['wav', 'chunk _PMX'], (packet) => wav({ after: [riffChunk('_PMX', utf8(packet))] })),
  xmp(['wav', 'chunk _PMX of a 64-bit form (RF64)'], (packet) =>
    rf64('RF64', riffChunk('_PMX', utf8(packet))),
  ),
  xmp(['wav', 'chunk axml of a 64-bit form (BW64)'], (packet) =>
    rf64('BW64', riffChunk('axml', utf8(packet))),
  ),
  text(['wav', 'comment of the information list'], (value) =>
    wav({ before: [riffList('INFO', riffChunk('ICMT', utf8(value)))] }),
  ),
  text(['wav', 'comment of the information list behind the sound'], (value) =>
    wav({ after: [riffList('INFO', riffChunk('ICMT', utf8(value)))] }),
  ),
  narrowText(
    ['wav', 'description of bext'],
    (value) => value.length < 256,
    (value) => wav({ before: [bext('Quay', value)] }),
  ),
  narrowText(['wav', 'chunk iXML'], standsAnywhere, (value) =>
    wav({
      after: [riffChunk('iXML', `<BWFXML><NOTE>${value.replaceAll('&', '&amp;')}</NOTE></BWFXML>`)],
    }),
  ),
  text(['wav', 'text behind the form'], (value) => join(wav(), utf8(value))),
  ...id3Carriers('wav', Buffer.alloc(0)).map((one) => ({
    ...one,
    place: `chunk id3, ${one.place}`,
    cases: one.cases.map((each) => ({
      ...each,
      marked: wav({ after: [riffChunk('id3 ', each.marked)] }),
      neutral: wav({ after: [riffChunk('id3 ', each.neutral)] }),
    })),
  })),
  ...id3Carriers('aiff', Buffer.alloc(0), 'aif').map((one) => ({
    ...one,
    place: `chunk ID3, ${one.place}`,
    cases: one.cases.map((each) => ({
      ...each,
      marked: aiff(aiffChunk('ID3 ', each.marked)),
      neutral: aiff(aiffChunk('ID3 ', each.neutral)),
    })),
  })),
  text(['w64', 'comment of the information list'], (value) =>
    w64(w64Chunk('list', join('INFO', riffChunk('ICMT', utf8(value))))),
  ),
  narrowText(
    ['w64', 'description of bext'],
    (value) => value.length < 256,
    (value) => w64(w64Chunk('bext', bext('Quay', value).subarray(8))),
  ),
];

const AIFFS: readonly Carrier[] = [
  xmp(['aiff', 'chunk APPL', 'aif'], (packet) => aiff(aiffChunk('APPL', join('XMP ', utf8(packet))))),
  text(['aiff', 'chunk ANNO', 'aif'], (value) => aiff(aiffChunk('ANNO', utf8(value)))),
  text(['aiff', 'chunk COMT', 'aif'], (value) => {
    const words = utf8(value);
    return aiff(aiffChunk('COMT', join(u16be(1), Buffer.alloc(6), u16be(words.length), words, '\0')));
  }),
];

const VORBIS: readonly Carrier[] = [
  named(['flac', 'Vorbis comment'], ({ key, text: value }) => flac([`${key}=${value}`])),
  named(['ogg', 'Vorbis comment'], ({ key, text: value }) => vorbis([`${key}=${value}`])),
  named(['ogg', 'Vorbis comment of the second stream of a chain'], ({ key, text: value }) =>
    join(vorbis(['TITLE=quay'], 1), vorbis([`${key}=${value}`], 2)),
  ),
  named(['ogg', 'Vorbis comment of FLAC in Ogg'], ({ key, text: value }) => oggFlac([`${key}=${value}`])),
  named(['opus', 'Opus tags'], ({ key, text: value }) => opus([`${key}=${value}`])),
  picture(['flac', 'picture block'], (inner) => flac([], flacBlock(6, flacPicture(inner)))),
  picture(['ogg', 'picture in a comment'], (inner) =>
    vorbis([`METADATA_BLOCK_PICTURE=${flacPicture(inner).toString('base64')}`]),
  ),
  picture(['opus', 'picture in a comment'], (inner) =>
    opus([`METADATA_BLOCK_PICTURE=${flacPicture(inner).toString('base64')}`]),
  ),
  ...id3Carriers('flac', flac([])),
  ...tailCarriers('flac', flac([])),
];

const CORE: readonly Carrier[] = [
  named(['caf', 'strings before the sound'], ({ key, text: value }) => caf([cafInfo({ [key]: value })])),
  named(['caf', 'strings behind the sound'], ({ key, text: value }) => caf([], [cafInfo({ [key]: value })])),
  named(['caf', 'strings before sound of unknown length'], ({ key, text: value }) =>
    caf([cafInfo({ [key]: value })], [], true),
  ),
  text(['au', 'annotation'], (value) => au(value)),
  ...id3Carriers('dsf', Buffer.alloc(0)).map((one) => ({
    ...one,
    cases: one.cases.map((each) => ({ ...each, marked: dsf(each.marked), neutral: dsf(each.neutral) })),
  })),
  named(['dsf', 'chunk ID3 of DSDIFF', 'dff'], (given) => dff(['ID3 ', tagOf(4, given)])),
];

/** Places in sound. */
export const SOUND_CARRIERS: readonly Carrier[] = [...STREAMS, ...WAVS, ...AIFFS, ...VORBIS, ...CORE];
