/** The broad kind of a file, from its bytes. `container` holds other media: cut, project, package, archive, disk image. */
export const MEDIA_KINDS = [
  'image',
  'video',
  'audio',
  'model',
  'document',
  'text',
  'sidecar',
  'container',
  'other',
] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/**
 * What a file is, from its bytes (never from its name alone).
 * `format` is a short lower-case word such as `png`, `jpeg`, `mp4`, `zip`, `otio`; `unknown` where nothing matched.
 * `holdsMedia` is true for timelines, projects, packages, archives and disk images.
 */
export interface MediaType {
  readonly kind: MediaKind;
  readonly format: string;
  readonly holdsMedia: boolean;
}

/**
 * One piece of metadata found in a file: where it stands and its text.
 *
 * `where` is a dotted path that begins with the carrier. The vocabulary:
 * `png.text.<keyword>` (tEXt, zTXt, iTXt, the `comf` chunk) · `exif.<TagName>` (any EXIF/TIFF tag, names as in EXIF 3.0) ·
 * `xmp.<prefix>:<Name>` with the registered prefix of the namespace URI, nested structs and bags joined by `/` ·
 * `iptc.<record>:<dataset>` · `jpeg.comment`, `jpeg.trailer` · `gif.comment` · `isobmff.keys.<key>`,
 * `isobmff.udta.<fourcc>`, `isobmff.brand` · `riff.info.<fourcc>`, `riff.<fourcc>`, `riff.bext.<Field>`, `riff.ixml` ·
 * `id3.<FRAME>` or `id3.TXXX.<description>`, `id3.COMM.<description>` · `vorbis.<KEY>` (upper case) · `matroska.tag.<NAME>` ·
 * `pdf.info.<Key>` · `ooxml.custom.<Name>` · `gltf.asset.<key>` · `svg.metadata` · `markdown.frontmatter` · `exr.<attribute>` ·
 * `stealth.<channel>` · `file.text` (whole text of a sidecar) · `file.mismatch` (`<extension>≠<format>`: name and bytes disagree).
 * Also: `jpeg.app<N>` (text in an unclaimed APP segment), `isobmff.compatible`, `isobmff.codec`, `isobmff.compressor`,
 * `isobmff.handler`, `isobmff.xml`, `riff.camera`, `exif.MakerNote` (vendor, and `parsed` where its structure holds).
 * Models, documents and streams: `fbx.<Name>`, `fbx.property.<Name>`, `obj.comment`, `ply.comment`, `stl.header`, `stl.solid`,
 * `usd.layer.<key>`, `usd.string`, `dae.<name>`, `blend.version`, `xcf.<parasite>`, `html.meta.generator`, `rtf.<name>`,
 * `ole.<set>.<Name>`, `font.name.<name>`, `caf.info.<key>`, `midi.<name>`, `m2ts.mdpm.<Name>`, `r3d.<Name>`, `ari.CameraModel`.
 */
export interface Field {
  readonly where: string;
  readonly value: string;
  /** The part of the file it belongs to where that is a file of its own (second image of an MPF, texture of a GLB, trailer). */
  readonly member?: string;
}

/** A C2PA manifest store, as raw JUMBF bytes. */
export interface ManifestStore {
  readonly where: string;
  readonly jumbf: Uint8Array;
  /** As in `Field`: the embedded part that carries it; absent for the file itself. */
  readonly member?: string;
}

/** Something in a file that could not be established. `limit` and `damaged` count as unreadable, `cut` as incomplete. */
export interface Problem {
  readonly kind: 'damaged' | 'limit' | 'cut';
  readonly where: string;
  readonly reason: string;
}

/** Everything a container reader found; it says nothing of what it means. */
export interface Metadata {
  readonly fields: readonly Field[];
  readonly manifests: readonly ManifestStore[];
  readonly problems: readonly Problem[];
  /** True where a metadata container of this format has a reader; false makes the file `unsupported`. */
  readonly supported: boolean;
}

/** Bounded random access to one open file. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Bytes from `offset`, at most `length`, fewer only at the end of the file. Throws UnreadableMediaError. */
  read(offset: number, length: number): Uint8Array;
}

/** One open file as evidence readers see it. */
export interface MediaSource extends Metadata {
  readonly type: MediaType;
  readonly bytes: ByteSource;
  /** The file's extension, lower case without dot; only for telling that name and bytes disagree. */
  readonly extension: string;
}
