/** Prefixes by which fields name their namespace, whatever prefix the file itself declares. */
const REGISTERED: Readonly<Record<string, string>> = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  x: 'adobe:ns:meta/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpBJ: 'http://ns.adobe.com/xap/1.0/bj/',
  xmpTPg: 'http://ns.adobe.com/xap/1.0/t/pg/',
  xmpG: 'http://ns.adobe.com/xap/1.0/g/',
  xmpGImg: 'http://ns.adobe.com/xap/1.0/g/img/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  stRef: 'http://ns.adobe.com/xap/1.0/sType/ResourceRef#',
  stVer: 'http://ns.adobe.com/xap/1.0/sType/Version#',
  stJob: 'http://ns.adobe.com/xap/1.0/sType/Job#',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stFnt: 'http://ns.adobe.com/xap/1.0/sType/Font#',
  stMfs: 'http://ns.adobe.com/xap/1.0/sType/ManifestItem#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  illustrator: 'http://ns.adobe.com/illustrator/1.0/',
  creatorAtom: 'http://ns.adobe.com/creatorAtom/1.0/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  crd: 'http://ns.adobe.com/camera-raw-defaults/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfx: 'http://ns.adobe.com/pdfx/1.3/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  exifEX: 'http://cipa.jp/exif/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  cc: 'http://creativecommons.org/ns#',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  GImage: 'http://ns.google.com/photos/1.0/image/',
  GCamera: 'http://ns.google.com/photos/1.0/camera/',
  GCreations: 'http://ns.google.com/photos/1.0/creations/',
  GContainer: 'http://ns.google.com/photos/1.0/container/',
  hdrgm: 'http://ns.adobe.com/hdr-gain-map/1.0/',
  apple_desktop: 'http://ns.apple.com/namespace/1.0/',
  iX: 'http://ns.adobe.com/iX/1.0/',
  TC260: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
  mflux: 'http://ns.mflux.ai/1.0/',
  provgate: 'https://provgate.org/ns/1.0/',
};

const PREFIX_OF = new Map(Object.entries(REGISTERED).map(([prefix, uri]) => [comparable(uri), prefix]));

/** The namespace of RDF itself. */
export const RDF = REGISTERED['rdf'] ?? '';

/** The namespace a registered prefix stands for; used where a file forgot to declare it. */
export function namespaceOf(prefix: string): string | undefined {
  return Object.hasOwn(REGISTERED, prefix) ? REGISTERED[prefix] : undefined;
}

/** `prefix:` of a registered namespace, `{uri}` of any other. */
export function qualifier(uri: string): string {
  const prefix = PREFIX_OF.get(comparable(uri));
  return prefix === undefined ? `{${uri}}` : `${prefix}:`;
}

/** Writers disagree on the scheme and on the last slash. */
function comparable(uri: string): string {
  return uri.replace(/^https:/, 'http:').replace(/[/#]$/, '');
}
