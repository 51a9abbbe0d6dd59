import { createHash } from 'node:crypto';
import { join, u32be } from '../../../fixtures/build/bytes.ts';
import { gif, gifC2pa, gifComment, gifXmp } from '../../../fixtures/build/gif.ts';
import {
  exifSegment,
  jpeg,
  jumbfSegments,
  resourceSegment,
  segment,
  xmpExtension,
  xmpSegment,
} from '../../../fixtures/build/jpeg.ts';
import { iTXt, png, pngChunk, tEXt, zTXt } from '../../../fixtures/build/png.ts';
import { riffChunk, webp } from '../../../fixtures/build/riff.ts';
import { xmpPacket } from '../../../fixtures/build/xmp.ts';
import { type Carrier, exif, iptc, named, picture, store, text, xmp } from './carrier.ts';

const utf8 = (value: string): Buffer => Buffer.from(value, 'utf8');

function extended(packet: string): Buffer {
  const whole = utf8(packet);
  const guid = createHash('md5').update(whole).digest('hex').toUpperCase();
  const half = whole.length >> 1;
  return jpeg({
    segments: [
      xmpSegment(xmpPacket({ 'xmpNote:HasExtendedXMP': guid })),
      xmpExtension(guid, whole, half, whole.length),
      xmpExtension(guid, whole, 0, half),
    ],
  });
}

/** Samsung's directory of named blocks behind the end mark. */
function samsung(name: string, content: Uint8Array): Buffer {
  const block = join(Buffer.of(0, 0, 0x30, 0x0a), u32be(name.length).reverse(), name, content);
  const directory = join(
    'SEFH',
    u32be(106).reverse(),
    u32be(1).reverse(),
    Buffer.of(0, 0, 0x30, 0x0a),
    u32be(block.length).reverse(),
    u32be(block.length).reverse(),
  );
  return jpeg({ trailer: join(block, directory, u32be(directory.length).reverse(), 'SEFT') });
}

const JPEG: readonly Carrier[] = [
  store(['jpeg', 'APP11 segments', 'jpg'], (jumbf) => jpeg({ segments: jumbfSegments(jumbf, 200) })),
  store(['jpeg', 'APP11 segments behind the scan', 'jpg'], (jumbf) => jpeg({ late: jumbfSegments(jumbf) })),
  xmp(['jpeg', 'APP1 segment', 'jpg'], (packet) => jpeg({ segments: [xmpSegment(packet)] })),
  xmp(['jpeg', 'APP1 segment behind the scan', 'jpg'], (packet) => jpeg({ late: [xmpSegment(packet)] })),
  xmp(['jpeg', 'extended XMP, pieces out of order', 'jpg'], extended),
  xmp(['jpeg', 'Photoshop resource 1060', 'jpg'], (packet) =>
    jpeg({ segments: [resourceSegment(1060, utf8(packet))] }),
  ),
  ...exif(['jpeg', 'APP1 segment', 'jpg'], (block) => jpeg({ segments: [exifSegment(block)] })),
  ...exif(['jpeg', 'Photoshop resource 1058', 'jpg'], (block) =>
    jpeg({ segments: [resourceSegment(1058, block)] }),
  ),
  iptc(['jpeg', 'Photoshop resource 1028', 'jpg'], (datasets) =>
    jpeg({ segments: [resourceSegment(1028, datasets)] }),
  ),
  text(['jpeg', 'comment segment', 'jpg'], (value) => jpeg({ segments: [segment(0xfe, utf8(value))] })),
  text(['jpeg', 'a private APP segment', 'jpg'], (value) => jpeg({ segments: [segment(0xe9, utf8(value))] })),
  text(['jpeg', 'a private APP segment behind an identifier', 'jpg'], (value) =>
    jpeg({ segments: [segment(0xe9, join('AIGC\0', utf8(value)))] }),
  ),
  text(['jpeg', 'text behind the end mark', 'jpg'], (value) => jpeg({ trailer: utf8(value) })),
  text(['jpeg', 'Samsung trailer', 'jpg'], (value) => samsung('Quay_Note', utf8(value))),
  picture(['jpeg', 'a second picture behind the end mark (MPF)', 'jpg'], (inner) => jpeg({ trailer: inner })),
  picture(['jpeg', 'behind the end mark and zeros', 'jpg'], (inner) =>
    jpeg({ trailer: join(Buffer.alloc(5000), inner) }),
  ),
];

const MPF: readonly Carrier[] = exif(['jpeg', 'EXIF of the second picture (MPF)', 'jpg'], (block) =>
  jpeg({ trailer: jpeg({ segments: [exifSegment(block)] }) }),
);

/** ImageMagick's way: the block in hexadecimal. */
function rawProfile(kind: string, bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex').replace(/.{72}/g, '$&\n');
  return `\n${kind}\n${String(bytes.length).padStart(8)}\n${hex}\n`;
}

const PNG: readonly Carrier[] = [
  store(['png', 'chunk caBX'], (jumbf) => png({ before: [pngChunk('caBX', jumbf)] })),
  store(['png', 'chunk caBX behind the image data'], (jumbf) => png({ after: [pngChunk('caBX', jumbf)] })),
  xmp(['png', 'iTXt chunk'], (packet) => png({ before: [iTXt('XML:com.adobe.xmp', packet)] })),
  xmp(['png', 'iTXt chunk, compressed, behind the image data'], (packet) =>
    png({ after: [iTXt('XML:com.adobe.xmp', packet, true)] }),
  ),
  xmp(['png', 'raw profile'], (packet) =>
    png({ before: [zTXt('Raw profile type xmp', rawProfile('xmp', utf8(packet)))] }),
  ),
  ...exif(['png', 'chunk eXIf'], (block) => png({ before: [pngChunk('eXIf', block)] })),
  ...exif(['png', 'chunk eXIf with the mark of JPEG'], (block) =>
    png({ after: [pngChunk('eXIf', join('Exif\0\0', block))] }),
  ),
  ...exif(['png', 'raw profile'], (block) =>
    png({ before: [zTXt('Raw profile type exif', rawProfile('exif', join('Exif\0\0', block)))] }),
  ),
  iptc(['png', 'raw profile'], (datasets) =>
    png({ before: [tEXt('Raw profile type iptc', rawProfile('iptc', datasets))] }),
  ),
  named(['png', 'tEXt chunk'], ({ key, text: value }) => png({ before: [tEXt(key, utf8(value))] })),
  named(['png', 'tEXt chunk behind the image data'], ({ key, text: value }) =>
    png({ after: [tEXt(key, utf8(value))] }),
  ),
  named(['png', 'zTXt chunk'], ({ key, text: value }) => png({ before: [zTXt(key, value)] })),
  named(['png', 'zTXt chunk behind the image data'], ({ key, text: value }) =>
    png({ after: [zTXt(key, value)] }),
  ),
  named(['png', 'iTXt chunk'], ({ key, text: value }) => png({ before: [iTXt(key, value)] })),
  named(['png', 'iTXt chunk, compressed, behind the image data'], ({ key, text: value }) =>
    png({ after: [iTXt(key, value, true)] }),
  ),
  named(['png', 'chunk comf of an animation'], ({ key, text: value }) =>
    png({ after: [pngChunk('comf', join(key, '\0', utf8(value)))] }),
  ),
  text(['png', 'text behind the end chunk'], (value) => png({ trailer: utf8(value) })),
  picture(['png', 'a picture behind the end chunk'], (inner) => png({ trailer: inner })),
];

const GIF: readonly Carrier[] = [
  store(['gif', 'application extension C2PA_GIF'], (jumbf) => gif({ before: [gifC2pa(jumbf)] })),
  store(['gif', 'application extension C2PA_GIF behind the frames'], (jumbf) =>
    gif({ after: [gifC2pa(jumbf)] }),
  ),
  xmp(['gif', 'application extension'], (packet) => gif({ before: [gifXmp(packet)] })),
  xmp(['gif', 'application extension behind the frames'], (packet) => gif({ after: [gifXmp(packet)] })),
  text(['gif', 'comment extension'], (value) => gif({ before: [gifComment(value)] })),
  text(['gif', 'comment extension behind the frames'], (value) => gif({ after: [gifComment(value)] })),
  text(['gif', 'text behind the end mark'], (value) => join(gif(), utf8(value))),
  picture(['gif', 'a picture behind the end mark'], (inner) => join(gif(), inner)),
];

const WEBP: readonly Carrier[] = [
  store(['webp', 'chunk C2PA'], (jumbf) => webp(riffChunk('C2PA', jumbf))),
  xmp(['webp', 'chunk XMP'], (packet) => webp(riffChunk('XMP ', utf8(packet)))),
  ...exif(['webp', 'chunk EXIF'], (block) => webp(riffChunk('EXIF', block))),
  ...exif(['webp', 'chunk EXIF with the mark of JPEG'], (block) =>
    webp(riffChunk('EXIF', join('Exif\0\0', block))),
  ),
  ...exif(['webp', 'chunk EXIF of an animation'], (block) =>
    webp(riffChunk('ANMF', Buffer.alloc(24)), riffChunk('EXIF', block)),
  ),
  text(['webp', 'text behind the form'], (value) => join(webp(), utf8(value))),
  picture(['webp', 'a picture behind the form'], (inner) => join(webp(), inner)),
];

/** Places in the pictures of the web. */
export const IMAGE_CARRIERS: readonly Carrier[] = [...JPEG, ...MPF, ...PNG, ...GIF, ...WEBP];
