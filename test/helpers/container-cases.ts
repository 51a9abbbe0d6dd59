import { gif, gifC2pa, gifComment, gifXmp } from '../../fixtures/build/gif.ts';
import { c2paBox, heif, keysMeta, movie, tagMeta, userText, xmpBox } from '../../fixtures/build/isobmff.ts';
import { exifSegment, jpeg, jumbfSegments, xmpSegment } from '../../fixtures/build/jpeg.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { iTXt, png, pngChunk, tEXt, zTXt } from '../../fixtures/build/png.ts';
import { crw, mrw, raf, x3f } from '../../fixtures/build/raw.ts';
import { avi, bext, riffChunk, riffList, wav, webp } from '../../fixtures/build/riff.ts';
import { cameraExif, tiff } from '../../fixtures/build/tiff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { MORE_CONTAINER_CASES } from './more-container-cases.ts';
import { PLAIN_CONTAINER_CASES } from './plain-container-cases.ts';

/** A small real file of one format, and what its reader must find in it. */
export interface ContainerCase {
  readonly name: string;
  /** The container reader it is for. */
  readonly container: string;
  readonly extension: string;
  readonly bytes: Buffer;
  readonly fields: readonly (readonly [where: string, value: string])[];
  /** Where its manifest store stands, if it has one. */
  readonly manifest?: string;
  /** Lengths at which the rest is a whole file too: what follows is there or not, nothing before it tells. */
  readonly alsoWholeAt?: readonly number[];
  /** Why a file cut short cannot be told from a whole one. */
  readonly hasNoEnd?: string;
}

const TOOL = 'Quayside Maker 1.0';
const XMP = xmpPacket({ 'xmp:CreatorTool': TOOL });
const TOOL_FIELD = ['xmp.xmp:CreatorTool', TOOL] as const;
const MAKE_FIELD = ['exif.Make', 'Quayside Optical'] as const;
const AIGC = '{"Label":"1","ContentProducer":"quayside"}';
const STORE = generatedStore();
const MOVIE_USER_DATA = [
  userText('\xa9swr', TOOL),
  keysMeta({ AIGC, 'com.apple.quicktime.make': 'Quayside' }),
];
const BARE_MOVIE_BYTES = movie({ userData: MOVIE_USER_DATA }).length;

/** At least one for every container reader; a contract test says which reader has none. */
export const CONTAINER_CASES: readonly ContainerCase[] = [
  {
    name: 'a PNG with text in every form',
    container: 'png',
    extension: 'png',
    bytes: png({
      before: [
        tEXt('parameters', 'a quay at dusk'),
        iTXt('Title', 'Kai bei Dämmerung', true),
        pngChunk('eXIf', cameraExif()),
      ],
      after: [zTXt('Comment', 'late'), iTXt('XML:com.adobe.xmp', XMP), pngChunk('comf', 'prompt\0{}')],
    }),
    fields: [
      ['png.text.parameters', 'a quay at dusk'],
      ['png.text.Title', 'Kai bei Dämmerung'],
      MAKE_FIELD,
      ['png.text.Comment', 'late'],
      TOOL_FIELD,
      ['png.text.prompt', '{}'],
    ],
  },
  {
    name: 'a PNG with a manifest',
    container: 'png',
    extension: 'png',
    bytes: png({ before: [pngChunk('caBX', STORE)] }),
    fields: [],
    manifest: 'png.caBX',
  },
  {
    name: 'a JPEG with EXIF, XMP and a manifest',
    container: 'jpeg',
    extension: 'jpg',
    bytes: jpeg({ segments: [exifSegment(cameraExif()), xmpSegment(XMP), ...jumbfSegments(STORE, 200)] }),
    fields: [MAKE_FIELD, TOOL_FIELD],
    manifest: 'jpeg.app11',
  },
  {
    name: 'a GIF with comment, XMP and a manifest',
    container: 'gif',
    extension: 'gif',
    bytes: gif({ before: [gifComment('by hand'), gifXmp(XMP)], after: [gifC2pa(STORE)] }),
    fields: [['gif.comment', 'by hand'], TOOL_FIELD],
    manifest: 'gif.C2PA_GIF',
  },
  {
    name: 'a TIFF with software, XMP and a manifest',
    container: 'tiff',
    extension: 'tif',
    bytes: tiff({ 305: TOOL, 700: { bytes: Buffer.from(XMP) }, 52545: { raw: STORE } }),
    fields: [['exif.Software', TOOL], TOOL_FIELD],
    manifest: 'tiff.c2pa',
  },
  {
    name: 'a WebP with EXIF, XMP and a manifest',
    container: 'riff',
    extension: 'webp',
    bytes: webp(
      riffChunk('EXIF', cameraExif()),
      riffChunk('XMP ', Buffer.from(XMP)),
      riffChunk('C2PA', STORE),
    ),
    fields: [MAKE_FIELD, TOOL_FIELD],
    manifest: 'riff.C2PA',
  },
  {
    name: 'a broadcast wave with chunks before and after its sound',
    container: 'riff',
    extension: 'wav',
    bytes: wav({
      before: [bext('SoundDevices:MixPre', 'sTAKE=3'), riffChunk('iXML', '<BWFXML/>')],
      after: [riffChunk('AIGC', AIGC), riffList('INFO', riffChunk('ISFT', TOOL)), riffChunk('C2PA', STORE)],
    }),
    fields: [
      ['riff.bext.Originator', 'SoundDevices:MixPre'],
      ['riff.bext.Description', 'sTAKE=3'],
      ['riff.ixml', '<BWFXML/>'],
      ['riff.AIGC', AIGC],
      ['riff.info.ISFT', TOOL],
    ],
    manifest: 'riff.C2PA',
  },
  {
    name: 'an AVI with a label behind its frames',
    container: 'riff',
    extension: 'avi',
    bytes: avi({ after: [riffList('INFO', riffChunk('AIGC', AIGC)), riffChunk('_PMX', XMP)] }),
    fields: [['riff.info.AIGC', AIGC], TOOL_FIELD],
  },
  {
    name: 'a movie with keys, user data, XMP and a manifest at its end',
    container: 'isobmff',
    extension: 'mov',
    bytes: movie({ userData: MOVIE_USER_DATA, after: [xmpBox(XMP), c2paBox(STORE)] }),
    alsoWholeAt: [BARE_MOVIE_BYTES, BARE_MOVIE_BYTES + xmpBox(XMP).length],
    fields: [
      ['isobmff.udta.©swr', TOOL],
      ['isobmff.keys.AIGC', AIGC],
      ['isobmff.keys.com.apple.quicktime.make', 'Quayside'],
      TOOL_FIELD,
    ],
    manifest: 'isobmff.uuid.manifest',
  },
  {
    name: 'an MP4 with a 64-bit media box, keys right under the movie and a tag list',
    container: 'isobmff',
    extension: 'mp4',
    bytes: movie({
      brand: 'isom',
      isLarge: true,
      inMovie: [keysMeta({ workflow: '{}' })],
      userData: [tagMeta({ '\xa9too': 'Lavf61' })],
    }),
    fields: [
      ['isobmff.keys.workflow', '{}'],
      ['isobmff.udta.©too', 'Lavf61'],
    ],
  },
  {
    name: 'a HEIF with EXIF and XMP items',
    container: 'isobmff',
    extension: 'heic',
    bytes: heif({ exif: cameraExif(), xmp: XMP }),
    fields: [MAKE_FIELD, TOOL_FIELD],
  },
  { name: 'a RAF', container: 'raf', extension: 'raf', bytes: raf(), fields: [['exif.Model', 'Q-RAF']] },
  {
    name: 'an MRW',
    container: 'mrw',
    extension: 'mrw',
    bytes: mrw(),
    fields: [['exif.Model', 'Q-MRW']],
    hasNoEnd: 'its sensor data has no length',
  },
  { name: 'a CRW', container: 'crw', extension: 'crw', bytes: crw(), fields: [['exif.Model', 'Q-CRW']] },
  { name: 'an X3F', container: 'x3f', extension: 'x3f', bytes: x3f(), fields: [['exif.Model', 'Q-X3F']] },
  {
    name: 'an XMP sidecar',
    container: 'xmp',
    extension: 'xmp',
    bytes: Buffer.from(XMP),
    fields: [TOOL_FIELD],
  },
  {
    name: 'a C2PA sidecar',
    container: 'c2pa',
    extension: 'c2pa',
    bytes: STORE,
    fields: [],
    manifest: 'c2pa.file',
  },
  {
    name: 'a text beside a picture',
    container: 'text',
    extension: 'txt',
    bytes: Buffer.from('a quay at dusk\nSteps: 20'),
    fields: [['file.text', 'a quay at dusk\nSteps: 20']],
    hasNoEnd: 'text may end anywhere',
  },
  ...MORE_CONTAINER_CASES,
  ...PLAIN_CONTAINER_CASES,
];
