import { hdrPlusModel } from '../containers/hdrplus-note.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { isCameraMake } from './camera-makes.ts';
import { claim } from './claim.ts';
import { humanAppNamed } from './human-apps.ts';
import type { EvidenceReader } from './reader.ts';
import { type ExampleField, fieldsIn } from './rule-note.ts';

const SOURCE = 'EXIF 3.0 (CIPA DC-008-2023) §4.6';
const BUNDLE: readonly ExampleField[] = [
  ['exif.Make', 'Canon'],
  ['exif.Model', 'Canon EOS R5'],
  ['exif.ExposureTime', '1/50'],
  ['exif.FNumber', '2.8'],
  ['exif.PhotographicSensitivity', '800'],
  ['exif.DateTimeOriginal', '2026:05:04 10:11:12'],
];
const NOTE: ExampleField = ['exif.MakerNote', 'headerless parsed'];

/**
 * A camera's own EXIF: the whole bundle of maker, model, exposure, sensitivity and time. Anyone can copy it, so it is
 * `heuristic`; `tool` only where the maker's private block parses as that maker writes it and no editor has saved the file.
 */
export const cameraExif: EvidenceReader = {
  id: 'camera-exif',
  version: 1,
  rules: [
    {
      id: 'camera.exif-bundle',
      about: 'the full set of exposure data a camera writes',
      source: SOURCE,
      match: fieldsIn('jpeg', ...BUNDLE),
      nearMiss: fieldsIn('jpeg', ...BUNDLE.slice(0, 2)),
    },
    {
      id: 'camera.edited',
      about: 'a camera’s data block in a file that an editor has saved since',
      source: SOURCE,
      match: fieldsIn('jpeg', ...BUNDLE, NOTE, ['xmp.xmp:CreatorTool', 'Adobe Photoshop 26.9 (Windows)']),
      nearMiss: fieldsIn('jpeg', ...BUNDLE, NOTE, ['exif.Software', 'Firmware Version 1.0.6']),
    },
    {
      id: 'camera.maker-note',
      about: 'exposure data with the maker’s own data block',
      source: SOURCE,
      match: fieldsIn('jpeg', ...BUNDLE, NOTE),
      nearMiss: fieldsIn('jpeg', ...BUNDLE, ['exif.MakerNote', 'Nikon parsed']),
    },
  ],
  read: (source) => {
    const exif = new Map(source.fields.filter(isOwn).map((field) => [field.where, field.value]));
    const note = noteOf(source, exif);
    const make = exif.get('exif.Make')?.trim() ?? '';
    return isBundle(exif, isNoteOf(make, note)) ? [bundle(source, exif, note)] : [];
  },
};

/** What the private block is; Google keeps its own in XMP, and it must name the same model as EXIF does. */
function noteOf(source: MediaSource, exif: ReadonlyMap<string, string>): string {
  const inExif = exif.get('exif.MakerNote') ?? '';
  if (inExif !== '') return inExif;
  const inXmp = source.fields.find((field) => field.member === undefined && HDR_PLUS.test(field.where));
  if (inXmp === undefined) return '';
  const model = hdrPlusModel(Buffer.from(inXmp.value, 'base64'));
  if (model === undefined) return 'Google';
  return model === '' || model === exif.get('exif.Model')?.trim()
    ? 'Google parsed'
    : 'Google of another model';
}

const HDR_PLUS = /^xmp\.GCamera:(?:HdrPlusMakernote|hdrp_makernote)$/;

/** Formats cameras write; EXIF in any other was carried over by a program. */
const CAMERA_FORMATS = new Set(
  'jpeg heic tiff dng cr2 cr3 crw nef arw raf rw2 orf pef srw iiq 3fr mrw x3f'.split(' '),
);

function isOwn(field: Field): boolean {
  return field.member === undefined && field.where.startsWith('exif.');
}

function isBundle(exif: ReadonlyMap<string, string>, hasNote: boolean): boolean {
  const numeric = (...names: readonly string[]) =>
    names.some((name) => /\d/.test(exif.get(`exif.${name}`) ?? ''));
  const make = exif.get('exif.Make') ?? '';
  return (
    isPlainName(make) &&
    isCameraMake(make) &&
    isPlainName(exif.get('exif.Model') ?? '') &&
    numeric('ExposureTime') &&
    numeric('FNumber', 'FocalLength') &&
    // Early cameras keep the sensitivity in their private block.
    (hasNote || numeric('PhotographicSensitivity', 'ISOSpeedRatings', 'ISOSpeed', 'ISO')) &&
    numeric('DateTimeOriginal')
  );
}

/** Generators put JSON and prompts where cameras put their names. */
function isPlainName(name: string): boolean {
  return name.trim() !== '' && name.length <= 100 && !/[\p{Cc}:{}[\]"]/u.test(name.trim());
}

function bundle(source: MediaSource, exif: ReadonlyMap<string, string>, note: string): Evidence {
  const make = exif.get('exif.Make')?.trim() ?? '';
  const model = exif.get('exif.Model')?.trim() ?? '';
  const hasNote = isNoteOf(make, note);
  const editor = CAMERA_FORMATS.has(source.type.format) && hasNote ? editorOf(source.fields) : undefined;
  const isOriginal = CAMERA_FORMATS.has(source.type.format) && hasNote && editor === undefined;
  const later = editor === undefined ? '' : `, saved by ${editor}`;
  return claim(cameraExif, {
    rule: isOriginal ? 'camera.maker-note' : editor === undefined ? 'camera.exif-bundle' : 'camera.edited',
    where: isOriginal ? 'exif.MakerNote' : 'exif.Make',
    excerpt: `${make} ${model}${note === '' ? '' : `, maker note: ${note}`}${later}`,
    strength: isOriginal ? 'tool' : 'heuristic',
    points: POINTS.captured,
    tool: model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`,
  });
}

/** Where programs name themselves; a history names every program that saved the file. */
const SAVED_BY =
  /^(?:exif\.(?:Software|ProcessingSoftware|HostComputer|ImageEditor|ImageEditingSoftware|RAWDevelopingSoftware)|xmp\.(?:xmp:CreatorTool|tiff:Software)|xmp\.xmpMM:History\S*stEvt:softwareAgent|png\.text\.Software|iptc\.2:65)$/;
/** Fields only an editor writes: raw development, layers and colour of Photoshop, the times of its saves. */
const EDITED_FIELD =
  /^xmp\.(?:crs:(?:HasSettings|RawFileName|AlreadyApplied|Version|ProcessVersion)|photoshop:(?:ICCProfile|DocumentAncestors|History)|xmpMM:DerivedFrom|lr:|darktable:|aux:Lens.*Distort)/;

/** The program that saved the file after the camera did. */
function editorOf(fields: readonly Field[]): string | undefined {
  for (const { where, value, member } of fields) {
    if (member !== undefined) continue;
    if (SAVED_BY.test(where)) {
      const app = humanAppNamed(value.slice(0, 1000));
      if (app !== undefined) return app.tool;
    }
    if (EDITED_FIELD.test(where)) return 'an editor';
  }
  return undefined;
}

/** Makers whose private block has no heading of its own: a bare directory. */
const HEADERLESS =
  /^(?:canon|nikon|minolta|konica|samsung|sony|casio|kodak|eastman|leica|hasselblad|flir|dji|xiaomi|huawei|asahi|pentax|hp|hewlett)/i;
/** Makers that sell under more names than one, by the heading of the block. */
const KIN: Readonly<Record<string, RegExp>> = {
  'OM System': /^(?:olympus|om digital)/i,
  'General Imaging': /^(?:ge|general imaging)/i,
  Panasonic: /^(?:panasonic|leica)/i,
  Pentax: /^(?:pentax|ricoh|asahi|samsung)/i,
  'Phase One': /^(?:phase one|leaf|mamiya)/i,
  Minolta: /^(?:minolta|konica)/i,
  Sony: /^(?:sony|hasselblad)/i,
  Sigma: /^(?:sigma|polaroid|leica)/i,
};

/** Whether the private block parses, and as a block of the maker that `Make` names. */
function isNoteOf(make: string, note: string): boolean {
  const match = /^(.+) parsed$/.exec(note);
  const vendor = match?.[1];
  if (vendor === undefined) return false;
  if (vendor === 'headerless') return HEADERLESS.test(make);
  const kin = KIN[vendor];
  return kin === undefined ? make.toLowerCase().startsWith(vendor.toLowerCase()) : kin.test(make);
}
