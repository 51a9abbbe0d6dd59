import { aiff } from './aiff.ts';
import { asf } from './asf.ts';
import { cameraRaw } from './camera-raw.ts';
import type { Container } from './container.ts';
import { crw } from './crw.ts';
import { dpx } from './dpx.ts';
import { exr } from './exr.ts';
import { flac } from './flac.ts';
import { flv } from './flv.ts';
import { gif } from './gif.ts';
import { gltf } from './gltf.ts';
import { icons } from './icons.ts';
import { isobmff } from './isobmff.ts';
import { jp2 } from './jp2.ts';
import { jpeg } from './jpeg.ts';
import { jxl } from './jxl.ts';
import { markdown } from './markdown.ts';
import { matroska } from './matroska.ts';
import { mp3 } from './mp3.ts';
import { mrw } from './mrw.ts';
import { mxf } from './mxf.ts';
import { ogg } from './ogg.ts';
import { pdf } from './pdf.ts';
import { plain } from './plain.ts';
import { png } from './png.ts';
import { psd } from './psd.ts';
import { raf } from './raf.ts';
import { riff } from './riff.ts';
import { c2paFile, textFile, xmpFile } from './sidecar-files.ts';
import { simpleHeaders } from './simple-headers.ts';
import { svg } from './svg.ts';
import { tiff } from './tiff.ts';
import { x3f } from './x3f.ts';
import { xmpPackets } from './xmp-packets.ts';
import { zip } from './zip.ts';

/** Every container reader. One reader a format; what is inside a file as a file of its own is read by its format's reader. */
export const containers: readonly Container[] = [
  jpeg,
  png,
  gif,
  tiff,
  raf,
  mrw,
  crw,
  x3f,
  riff,
  isobmff,
  xmpFile,
  c2paFile,
  textFile,
  aiff,
  asf,
  cameraRaw,
  dpx,
  exr,
  flac,
  flv,
  gltf,
  icons,
  jp2,
  jxl,
  markdown,
  matroska,
  mp3,
  mxf,
  ogg,
  pdf,
  plain,
  psd,
  simpleHeaders,
  svg,
  xmpPackets,
  zip,
];
