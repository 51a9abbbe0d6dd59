/** Beginnings of the paths under which readers file what they find, with what people call that place. */
const PLACES: readonly (readonly [begin: string, words: (rest: string) => string])[] = [
  ['png.text.', (key) => `PNG text “${key}”`],
  ['png.caBX', () => 'the Content Credential in the PNG'],
  ['exif.', (tag) => `EXIF field ${tag}`],
  ['xmp.', (path) => `XMP property ${path}`],
  ['iptc.', (number) => `IPTC field ${number}`],
  ['jpeg.app11', () => 'the Content Credential in the JPEG'],
  ['jpeg.comment', () => 'the JPEG comment'],
  ['jpeg.trailer', () => 'data behind the end of the JPEG'],
  ['jpeg.app', (number) => `JPEG segment APP${number}`],
  ['gif.comment', () => 'the GIF comment'],
  ['isobmff.uuid', () => 'the Content Credential in the film or picture'],
  ['isobmff.keys.', (key) => `QuickTime key “${key}”`],
  ['isobmff.udta.', (code) => `QuickTime user data “${code}”`],
  ['isobmff.ilst.', (code) => `iTunes tag “${code}”`],
  ['riff.C2PA', () => 'the Content Credential in the file'],
  ['riff.info.', (code) => `RIFF tag ${code}`],
  ['riff.bext.', (field) => `broadcast WAV field ${field}`],
  ['riff.ixml', () => 'the iXML of the recording'],
  ['id3.TXXX.', (key) => `ID3 tag “${key}”`],
  ['id3.', (frame) => `ID3 frame ${frame}`],
  ['vorbis.', (key) => `Vorbis comment ${key}`],
  ['matroska.tag.', (name) => `Matroska tag ${name}`],
  ['pdf.info.', (key) => `PDF property ${key}`],
  ['ooxml.custom.', (name) => `document property “${name}”`],
  ['gltf.asset.', (key) => `glTF asset ${key}`],
  ['svg.metadata', () => 'the metadata of the SVG'],
  ['exr.', (name) => `EXR attribute “${name}”`],
  ['kra.annotation.', (name) => `Krita annotation “${name}”`],
  ['stealth.', (channel) => `text hidden in the pixels (${channel})`],
  ['markdown.frontmatter', () => 'the block at the head of the text'],
  ['file.text', () => 'the text itself'],
  ['file.mismatch', () => 'name and bytes'],
];

/** Where in a file something stands, in words; the path itself where it has none. */
export function placeWords(where: string): string {
  for (const [begin, words] of PLACES) if (where.startsWith(begin)) return words(where.slice(begin.length));
  return where;
}

/** Kinds of place, by how their paths begin. */
const CARRIERS: readonly (readonly [begin: string, words: string])[] = [
  ['png.text.', 'PNG text'],
  ['exif.', 'EXIF'],
  ['xmp.', 'XMP'],
  ['iptc.', 'IPTC'],
  ['jpeg.comment', 'JPEG comment'],
  ['jpeg.', 'JPEG segments'],
  ['gif.', 'GIF comment'],
  ['isobmff.keys.', 'QuickTime keys'],
  ['isobmff.ilst.', 'iTunes tags'],
  ['isobmff.', 'MP4 and QuickTime'],
  ['riff.', 'WAV, AVI and WebP'],
  ['id3.', 'ID3'],
  ['vorbis.', 'Vorbis comments'],
  ['matroska.', 'Matroska tags'],
  ['svg.', 'SVG'],
  ['gltf.', 'glTF'],
  ['exr.', 'EXR'],
  ['obj.', 'OBJ comments'],
  ['ply.', 'PLY comments'],
  ['stl.', 'STL header'],
  ['fbx.', 'FBX'],
  ['usd.', 'USD'],
  ['ape.', 'APE tags'],
  ['asf.', 'ASF'],
  ['flv.', 'FLV'],
  ['aiff.', 'AIFF'],
  ['jp2.', 'JPEG 2000'],
  ['pdf.', 'PDF'],
  ['ooxml.', 'Office documents'],
  ['mxf.', 'MXF'],
  ['kra.', 'Krita documents'],
  ['stealth.', 'text hidden in pixels'],
  ['file.text', 'sidecars'],
  ['file.', 'name and bytes'],
];

/** The kind of place a path belongs to. */
export function carrierWords(where: string): string {
  return CARRIERS.find(([begin]) => where.startsWith(begin))?.[1] ?? where.replace(/\..*$/, '');
}
