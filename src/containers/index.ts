import { aiff } from './aiff.ts';
import { asf } from './asf.ts';
import { au } from './au.ts';
import { bitmap } from './bitmap.ts';
import { blend } from './blend.ts';
import { caf } from './caf.ts';
import { cameraRaw } from './camera-raw.ts';
import { collada } from './collada.ts';
import type { Container } from './container.ts';
import { crw } from './crw.ts';
import { dpx } from './dpx.ts';
import { dsd } from './dsd.ts';
import { exr } from './exr.ts';
import { fbx } from './fbx.ts';
import { flac } from './flac.ts';
import { flv } from './flv.ts';
import { font } from './font.ts';
import { gif } from './gif.ts';
import { gltf } from './gltf.ts';
import { gzip } from './gzip.ts';
import { html } from './html.ts';
import { icons } from './icons.ts';
import { isobmff } from './isobmff.ts';
import { jp2 } from './jp2.ts';
import { jpeg } from './jpeg.ts';
import { jxl } from './jxl.ts';
import { lfp } from './lfp.ts';
import { markdown } from './markdown.ts';
import { matroska } from './matroska.ts';
import { midi } from './midi.ts';
import { mp3 } from './mp3.ts';
import { mpeg } from './mpeg.ts';
import { mrw } from './mrw.ts';
import { mxf } from './mxf.ts';
import { obj } from './obj.ts';
import { ogg } from './ogg.ts';
import { ole } from './ole.ts';
import { pdf } from './pdf.ts';
import { plain } from './plain.ts';
import { ply } from './ply.ts';
import { png } from './png.ts';
import { psd } from './psd.ts';
import { raf } from './raf.ts';
import { redcode } from './redcode.ts';
import { riff } from './riff.ts';
import { rtf } from './rtf.ts';
import { c2paFile, textFile, xmpFile } from './sidecar-files.ts';
import { simpleHeaders } from './simple-headers.ts';
import { stl } from './stl.ts';
import { svg } from './svg.ts';
import { tar } from './tar.ts';
import { tiff } from './tiff.ts';
import { usd } from './usd.ts';
import { w64 } from './w64.ts';
import { x3f } from './x3f.ts';
import { xcf } from './xcf.ts';
import { xmpPackets } from './xmp-packets.ts';
import { y4m } from './y4m.ts';
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
  dsd,
  exr,
  flac,
  flv,
  gltf,
  gzip,
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
  tar,
  xmpPackets,
  zip,
  au,
  bitmap,
  blend,
  caf,
  collada,
  fbx,
  font,
  html,
  midi,
  mpeg,
  obj,
  ole,
  ply,
  rtf,
  stl,
  usd,
  w64,
  xcf,
  y4m,
  lfp,
  redcode,
];
