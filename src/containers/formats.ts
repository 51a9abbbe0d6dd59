import type { MediaKind, MediaType } from '../domain/media.ts';

/** One format: its broad kind and the extensions that name it, the usual one first. */
export interface Format {
  readonly format: string;
  readonly kind: MediaKind;
  readonly extensions: readonly string[];
}

function row(kind: MediaKind, format: string, extensions = format): Format {
  return { format, kind, extensions: extensions.split(' ').filter((extension) => extension !== '') };
}

/** Every format told apart. Whatever is of kind `container` holds other media. */
export const FORMATS: readonly Format[] = [
  row('image', 'png', 'png apng'),
  row('image', 'jpeg', 'jpg jpeg jpe jfif jif mpo insp'),
  row('image', 'gif'),
  row('image', 'webp'),
  row('image', 'tiff', 'tif tiff btf'),
  row('image', 'heic', 'heic heif hif heics'),
  row('image', 'avif', 'avif avifs'),
  row('image', 'jxl'),
  row('image', 'jp2', 'jp2 jpx jpf jph'),
  row('image', 'j2k', 'j2k j2c jpc'),
  row('image', 'jxr', 'jxr wdp hdp'),
  row('image', 'bmp', 'bmp dib'),
  row('image', 'ico', 'ico cur'),
  row('image', 'icns'),
  row('image', 'psd', 'psd psb'),
  row('image', 'exr', 'exr sxr mxr'),
  row('image', 'dpx'),
  row('image', 'cineon', 'cin'),
  row('image', 'hdr', 'hdr rgbe'),
  row('image', 'tga', 'tga targa'),
  row('image', 'dds'),
  row('image', 'ktx', 'ktx ktx2'),
  row('image', 'sgi', 'sgi rgb rgba bw'),
  row('image', 'pnm', 'ppm pgm pbm pam pnm pfm'),
  row('image', 'qoi'),
  row('image', 'pict', 'pict pct'),
  row('image', 'miff', 'miff mif'),
  row('image', 'fits', 'fits fit fts'),
  row('image', 'djvu', 'djvu djv'),
  row('image', 'flashpix', 'fpx'),
  row('image', 'xcf'),
  row('image', 'psp', 'psp pspimage'),
  row('image', 'kra'),
  row('image', 'ora'),
  row('image', 'clip'),
  row('image', 'svg'),
  row('image', 'ilbm', 'iff ilbm lbm'),
  row('image', 'dng', 'dng gpr'),
  row('image', 'cr2'),
  row('image', 'cr3'),
  row('image', 'crw'),
  row('image', 'nef', 'nef nrw'),
  row('image', 'arw', 'arw sr2 srf'),
  row('image', 'raf'),
  row('image', 'rw2', 'rw2 rwl raw'),
  row('image', 'orf', 'orf ori'),
  row('image', 'pef'),
  row('image', 'srw'),
  row('image', 'iiq'),
  row('image', '3fr', '3fr fff'),
  row('image', 'mrw'),
  row('image', 'x3f'),
  row('image', 'lfp', 'lfp lfr'),
  row('image', 'ari'),

  row('video', 'mp4', 'mp4 m4v mp4v f4v lrv insv'),
  row('video', 'mov', 'mov qt'),
  row('video', '3gp', '3gp 3g2'),
  row('video', 'crm'),
  row('video', 'braw'),
  row('video', 'r3d'),
  row('video', 'mxf', 'mxf arx'),
  row('video', 'mkv', 'mkv mka mk3d mks'),
  row('video', 'webm'),
  row('video', 'avi', 'avi divx'),
  row('video', 'asf', 'wmv wma asf'),
  row('video', 'flv', 'flv'),
  row('video', 'm2ts', 'mts m2ts m2t'),
  row('video', 'mpeg', 'mpg mpeg vob m2p mpv m2v'),
  row('video', 'dv', 'dv dif'),
  row('video', 'rm', 'rm rmvb ra'),
  row('video', 'wtv'),
  row('video', 'swf'),
  row('video', 'ivf'),
  row('video', 'y4m'),

  row('audio', 'wav', 'wav bwf wave rf64'),
  row('audio', 'w64'),
  row('audio', 'mp3', 'mp3 mp2 mpga'),
  row('audio', 'm4a', 'm4a m4b m4p m4r'),
  row('audio', 'aac'),
  row('audio', 'flac'),
  row('audio', 'ogg', 'ogg oga ogv ogx spx'),
  row('audio', 'opus'),
  row('audio', 'aiff', 'aif aiff aifc'),
  row('audio', 'caf'),
  row('audio', 'au', 'au snd'),
  row('audio', 'amr'),
  row('audio', 'midi', 'mid midi'),
  row('audio', 'ac3', 'ac3 eac3 ec3'),
  row('audio', 'dts'),
  row('audio', 'dsf', 'dsf dff'),
  row('audio', 'wavpack', 'wv'),
  row('audio', 'ape'),

  row('model', 'glb'),
  row('model', 'gltf'),
  row('model', 'fbx'),
  row('model', 'obj'),
  row('model', 'ply'),
  row('model', 'stl'),
  row('model', 'dae'),
  row('model', 'usd', 'usd usdc usda'),
  row('model', 'usdz'),
  row('model', 'blend'),
  row('model', '3mf'),
  row('model', 'abc'),
  row('model', 'vdb'),
  row('model', 'maya', 'ma mb'),
  row('model', 'c4d'),

  row('document', 'pdf', 'pdf ai'),
  row('document', 'eps', 'eps ps epsf'),
  row('document', 'indd', 'indd indt'),
  row('document', 'docx', 'docx dotx docm'),
  row('document', 'xlsx', 'xlsx xlsm xltx'),
  row('document', 'pptx', 'pptx ppsx potx pptm'),
  row('document', 'odf', 'odt ods odp odg'),
  row('document', 'epub'),
  row('document', 'ole', 'doc xls ppt pps msg max'),
  row('document', 'rtf'),
  row('document', 'html', 'html htm xhtml'),

  row(
    'text',
    'text',
    'txt csv tsv log srt vtt ass ssa sub fountain fdx nfo ini cfg yaml yml toml cube cdl cc ccc lut',
  ),
  row('text', 'ebustl', ''),
  row('text', 'markdown', 'md markdown mdx'),
  row('text', 'json', 'json jsonl ndjson'),
  row('text', 'xml', 'xml ttml dfxp itt'),

  row('sidecar', 'xmp'),
  row('sidecar', 'c2pa'),

  row('container', 'zip', 'zip cbz'),
  row('container', 'tar'),
  row('container', 'gzip', 'gz tgz svgz'),
  row('container', 'bzip2', 'bz2 tbz2'),
  row('container', 'xz', 'xz txz'),
  row('container', 'zstd', 'zst tzst'),
  row('container', '7z'),
  row('container', 'rar'),
  row('container', 'iso', 'iso udf img'),
  row('container', 'dmg'),
  row('container', 'otio'),
  row('container', 'otioz'),
  row('container', 'edl'),
  row('container', 'ale'),
  row('container', 'fcpxml'),
  row('container', 'xmeml'),
  row('container', 'mlt', 'mlt kdenlive'),
  row('container', 'aaf'),
  row('container', 'avb', 'avb avp'),
  row('container', 'prproj'),
  row('container', 'drp', 'drp drt dra'),
  row('container', 'aep', 'aep aet'),
  row('container', 'aepx'),
  row('container', 'ptx', 'ptx ptf pts'),
  row('container', 'nuke', 'nk nknc nkple'),
  row('container', 'hrox'),
  row('container', 'cpl', ''),
  row('container', 'pkl', ''),
  row('container', 'assetmap', ''),
  row('container', 'opl', ''),
  row('container', 'mhl', 'mhl ascmhl'),
  row('container', 'omf'),

  row('other', 'font', 'ttf otf ttc woff woff2'),
  row('other', 'executable', 'exe dll so dylib'),
  row('other', 'sqlite', 'sqlite sqlite3 db'),
  row('other', 'safetensors', 'safetensors latent'),
  row('other', 'icc', 'icc icm'),
];

const BY_NAME = new Map(FORMATS.map((format) => [format.format, format]));
const BY_EXTENSION = new Map(FORMATS.flatMap((format) => format.extensions.map((name) => [name, format])));

/** The media type of a format word; `unknown` where there is no such format. */
export function typeOf(format: string): MediaType {
  const known = BY_NAME.get(format);
  if (known === undefined) return { kind: 'other', format: 'unknown', holdsMedia: false };
  return { kind: known.kind, format, holdsMedia: known.kind === 'container' };
}

/** The format an extension names (lower case, without dot), where it names one. */
export function formatNamed(extension: string): Format | undefined {
  return BY_EXTENSION.get(extension);
}

/** Formats without a signature at their beginning: there, zeros say nothing. */
const UNSIGNED = new Set(['stl', 'pict', 'tga', 'iso', 'mp3', 'aac', 'dv', 'mxf', 'ole']);

/** Whether a whole file of the format cannot begin with zeros. */
export function hasSignature(format: string): boolean {
  return !UNSIGNED.has(format);
}

/** Formats so close that one's extension on another's bytes says nothing: siblings share a container or an encoding. */
const FAMILIES: readonly (readonly string[])[] = [
  ['mp4', 'mov', '3gp', 'm4a', 'braw', 'crm'],
  ['heic', 'avif'],
  ['jp2', 'j2k'],
  ['mkv', 'webm'],
  ['ogg', 'opus', 'flac'],
  ['m2ts', 'mpeg'],
  ['tiff', 'dng', 'cr2', 'nef', 'arw', 'rw2', 'orf', 'pef', 'srw', 'iiq', '3fr'],
  ['zip', 'otioz', 'drp', 'docx', 'xlsx', 'pptx', 'odf', 'epub', 'kra', 'ora', 'usdz', '3mf'],
  ['ole', 'aaf', 'flashpix'],
  // An encrypted document is a compound file.
  ['ole', 'docx', 'xlsx', 'pptx'],
  ['pdf', 'eps'],
  ['gzip', 'prproj', 'blend', 'zstd'],
  ['usd', 'usdz'],
  ['gltf', 'json'],
  ['mp3', 'aac', 'ac3'],
];
const TEXTUAL = new Set(
  'text markdown json xml xmp svg html rtf otio edl ale fcpxml xmeml mlt aepx nuke hrox cpl pkl assetmap opl mhl gltf dae obj ply stl ebustl usd prproj maya fbx eps ptx'.split(
    ' ',
  ),
);

/** The old names of Office documents stand on whatever Office can open. */
const UNDER_OLD_NAMES = new Set(['rtf', 'html', 'text', 'xml', 'docx', 'xlsx', 'pptx']);

/** Whether an extension of format `named` on bytes of format `found` is an ordinary sight. */
export function areSiblings(named: string, found: string): boolean {
  if (named === found) return true;
  if (named === 'ole' && UNDER_OLD_NAMES.has(found)) return true;
  if (TEXTUAL.has(named) && TEXTUAL.has(found)) return true;
  return FAMILIES.some((family) => family.includes(named) && family.includes(found));
}
