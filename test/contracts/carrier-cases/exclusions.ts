import { KINDS, type Kind } from './carrier.ts';

/** Kinds of mark that some formats have no tested place for, and why. */
export interface Exclusion {
  readonly formats: readonly string[];
  readonly kinds: readonly Kind[];
  readonly reason: string;
}

function without(kinds: readonly Kind[], formats: string, reason: string): Exclusion {
  return { kinds, formats: formats.split(' '), reason };
}

const NO_CREDENTIAL = 'C2PA defines no embedding here; a credential can only stand beside the file';
const NOT_DEFINED = 'no place is defined';
const IIM = 'IIM is defined for JPEG, PNG profiles, TIFF, PSD and JPEG 2000';
const TIFFS = 'tiff dng cr2 nef arw rw2 orf pef srw iiq 3fr';
const MOVIES = 'mp4 mov 3gp m4a crm braw';

/** Every combination of format and kind is either tested or named here. */
export const EXCLUSIONS: readonly Exclusion[] = [
  without(['exif', 'iptc'], 'gif', NOT_DEFINED),
  without(['iptc'], 'webp heic avif jxl', IIM),
  without(
    ['text', 'picture'],
    TIFFS,
    'texts are tags, pages and previews are directories of the file itself',
  ),
  without(['c2pa', 'iptc', 'text', 'picture'], 'raf x3f', 'all metadata stands in the JPEG preview'),
  without(['c2pa', 'xmp', 'iptc', 'text', 'picture'], 'mrw', 'its one block of metadata is EXIF'),
  without(KINDS, 'crw', 'its records name camera and owner only'),
  without(KINDS, 'r3d ari', 'cameras alone write it, and leave no room for the texts of others'),
  without(['iptc', 'text', 'picture'], 'cr3', 'a camera writes neither'),
  without(['exif', 'iptc'], MOVIES, 'neither is defined for films'),
  without(['exif', 'iptc'], 'mkv webm avi mxf flv asf', 'neither is defined for films'),
  without(['picture'], 'avi mxf flv', 'it holds no pictures but its frames'),
  without(['c2pa'], 'mkv webm mxf flv asf', NO_CREDENTIAL),
  without(['xmp'], 'mkv webm', 'no place is defined; writers put properties into tags'),
  without(
    ['exif', 'iptc'],
    'wav w64 aiff caf au flac ogg opus mp3 aac ape wavpack dsf',
    'neither is defined for sound',
  ),
  without(['c2pa', 'xmp', 'picture'], 'w64 caf au ape wavpack', NOT_DEFINED),
  without(['c2pa', 'xmp'], 'ogg opus', NOT_DEFINED),
  without(['text', 'picture'], 'jxl', 'its boxes hold credentials, XMP and EXIF'),
  without(['picture'], 'jp2 j2k', 'its pictures are codestreams'),
  without(['c2pa', 'xmp', 'exif', 'iptc'], 'j2k', 'a bare codestream has comments only'),
  without(['c2pa'], 'psd exr dpx cineon tga hdr pnm sgi ico icns', NO_CREDENTIAL),
  without(['text'], 'psd', 'its texts are layers of the picture'),
  without(['exif', 'iptc', 'picture'], 'exr dpx cineon tga hdr pnm', 'its header holds text only'),
  without(['xmp'], 'dpx cineon tga hdr pnm', NOT_DEFINED),
  without(['text'], 'cineon', 'its fields are too short for any mark'),
  without(['xmp', 'exif', 'iptc', 'text', 'picture'], 'sgi', 'it holds a name of eighty letters'),
  without(['xmp', 'exif', 'iptc', 'text'], 'ico icns', 'it is a list of pictures'),
  without(['exif', 'iptc'], 'svg', NOT_DEFINED),
  without(
    ['c2pa', 'xmp', 'exif', 'iptc'],
    'glb gltf',
    'XMP in JSON-LD is tested beside its reader; nothing else is defined',
  ),
  without(['exif', 'iptc'], 'pdf eps indd', NOT_DEFINED),
  without(['c2pa'], 'eps indd', NO_CREDENTIAL),
  without(['text'], 'eps indd', 'its comments are one line; tested beside their reader'),
  without(['picture'], 'pdf eps indd', 'pictures of a page are tested beside their reader'),
  without(['c2pa', 'exif', 'iptc', 'text', 'picture'], 'xmp', 'the file is one packet'),
  without(['xmp', 'exif', 'iptc', 'text', 'picture'], 'c2pa', 'the file is one manifest store'),
  without(KINDS, 'dds qoi ivf ac3 dts amr dv bmp y4m', 'it has no place for words'),
  without(
    KINDS,
    'text json xml markdown',
    'the text is the file; tested beside the readers of labels and sidecars',
  ),
  without(
    KINDS,
    'zip otioz drp docx xlsx pptx odf epub kra ora usdz 3mf tar gzip zstd',
    'what it packs is read as files of their own; tested beside its reader',
  ),
  without(
    KINDS,
    'blend dae fbx font html lfp midi m2ts mpeg obj ole flashpix ply rtf stl usd xcf',
    'its names and comments are tested beside its reader',
  ),
];
