import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { isCameraMake } from './camera-makes.ts';
import { CAMERA_MARKS, type CameraMark, NATIVE_FORMATS } from './camera-marks.ts';
import { claim, placeOf, type Said } from './claim.ts';
import { humanAppNamed } from './human-apps.ts';
import type { EvidenceReader } from './reader.ts';
import { type ExampleField, fieldsIn } from './rule-note.ts';

const SOURCE = 'https://exiftool.org/TagNames/ (Red, Canon, QuickTime), makers’ own documentation';

const ARRI: readonly ExampleField[] = [
  ['isobmff.keys.com.arri.camera.CameraModel', 'ALEXA 35'],
  ['isobmff.keys.com.arri.camera.CameraSerialNumber', '12345'],
];

/** Raw formats that are TIFF: a camera's only where a sensor's colour filter is described. */
const SENSOR = new Set('nef arw rw2 orf pef srw iiq 3fr dng'.split(' '));
/** Photometric interpretation of a colour filter array (TIFF/EP, DNG 1.7 §4). */
const CFA = '32803';

/** Film cameras mark what they record in formats, keys and XML of their own. */
export const cameraNative: EvidenceReader = {
  id: 'camera-native',
  version: 1,
  rules: [
    {
      id: 'camera.raw',
      about: 'a raw format only cameras write',
      source: SOURCE,
      match: fieldsIn('dng', ['exif.PhotometricInterpretation', '32803']),
      nearMiss: fieldsIn('dng', ['exif.PhotometricInterpretation', '2']),
    },
    {
      id: 'camera.keys',
      about: 'a film camera’s own keys',
      source: SOURCE,
      match: fieldsIn('mov', ...ARRI),
      nearMiss: fieldsIn('mov', ...ARRI.slice(0, 1)),
    },
    {
      id: 'camera.scanner',
      about: 'a scanner of film or prints named as the maker',
      source: 'SMPTE ST 268 (DPX), TIFF 6.0; makers’ own documentation',
      match: fieldsIn('dpx', ['dpx.Creator', 'ARRISCAN XT 5.2']),
      nearMiss: fieldsIn('dpx', ['dpx.Project', 'ARRISCAN XT 5.2']),
    },
    {
      id: 'camera.derived',
      about: 'a film camera’s keys, carried over by a program that wrote this file',
      source: SOURCE,
      match: fieldsIn('mov', ...ARRI, ['isobmff.udta.©too', 'Lavf60.3.100']),
      nearMiss: fieldsIn('mov', ...ARRI),
    },
  ],
  read: (source) => [...rawEvidence(source), ...keyEvidence(source), ...scannerEvidence(source)],
};

function rawEvidence(source: MediaSource): readonly Evidence[] {
  const { format } = source.type;
  const own = source.fields.filter((field) => field.member === undefined);
  const isRaw =
    isNative(format, own) || (SENSOR.has(format) && own.some((field) => isSensorField(format, field)));
  if (!isRaw) return [];
  const model = own.find((field) => MODEL.test(field.where))?.value;
  return [said({ rule: 'camera.raw', where: `file.${format}`, excerpt: model ?? format, tool: model })];
}

const MODEL = /^(?:exif\.Model|ari\.CameraModel|r3d\.Model|lfp\.camera\.model)$/;

/** The format's own structure must have been read, not only its name or its first bytes. */
function isNative(format: string, own: readonly Field[]): boolean {
  const proofs = NATIVE_FORMATS[format] ?? [];
  return own.some(({ where, value }) => {
    if (!proofs.some((proof) => proof.test(where))) return false;
    return PROVEN[where]?.test(value) ?? true;
  });
}

/** Where a field is there for other reasons too, what it must say. */
const PROVEN: Readonly<Record<string, RegExp>> = {
  'isobmff.codec': /^br(?:aw|st|s2|hq|xq|lt|vn|sh)$/,
  'isobmff.udta.CNCV': /^Canon/,
  'exif.MakerNote': / parsed$/,
};

/**
 * A colour filter array among the pictures themselves. In DNG only that counts: a picture developed from raw keeps the EXIF
 * pattern of its source. Makers' own formats do not always say it of the picture.
 */
function isSensorField(format: string, field: Field): boolean {
  if (field.where === 'exif.PhotometricInterpretation') return field.value.split(/[ ,]/).includes(CFA);
  if (field.where === 'exif.CFARepeatPatternDim') return true;
  return format !== 'dng' && field.where === 'exif.CFAPattern';
}

function keyEvidence(source: MediaSource): readonly Evidence[] {
  const own = source.fields.filter((field) => field.member === undefined);
  const writer = own.find(isLaterWriter);
  return CAMERA_MARKS.flatMap((mark) => {
    const hits = own.filter((field) => isHit(mark, field));
    const first = hits[0];
    if (first === undefined || new Set(hits.map((hit) => hit.where)).size < mark.atLeast) return [];
    const { also } = mark;
    if (also !== undefined && !own.some((field) => isHit(also, field))) return [];
    const make = hits.find((hit) => /(?:make|manufacturer)$/i.test(hit.where))?.value;
    if (make !== undefined && !isCameraMake(make)) return [];
    const excerpt = `${first.value}${writer === undefined ? '' : ` (written by ${writer.value})`}`;
    const shared = { where: placeOf(first), excerpt, tool: make ?? mark.tool };
    if (writer === undefined) return [said({ ...shared, rule: 'camera.keys' })];
    // A transcode keeps the keys: its origin comes from its source, not from them.
    return [claim(cameraNative, { ...shared, rule: 'camera.derived', strength: 'tool' })];
  });
}

function isHit(wanted: Pick<CameraMark, 'field' | 'value'>, field: Field): boolean {
  return wanted.field.test(field.where) && wanted.value.test(field.value.slice(0, MAX_CHARS));
}

const MAX_CHARS = 256 * 1024;
/** Where the program that wrote a file last names itself. */
const WRITER =
  /^(?:isobmff\.(?:keys|udta)\.\S*(?:encoder|software|swr|too|enc)|isobmff\.(?:compressor|handler)|matroska\.(?:tag\.ENCODER|info\.(?:WritingApp|MuxingApp))|mxf\.(?:ProductName|CompanyName)|xmp\.xmp:CreatorTool|xmp\.xmpMM:History\S*stEvt:softwareAgent|riff\.info\.ISFT|m2ts\.service_provider|mpeg\.encoder)$/i;
/** Programs that carry a camera's fields into what they write. */
const TRANSCODER =
  /^(?:Lavf|Lavc|HandBrake|x26[45]\b|GPAC|mkvmerge|Blackmagic Design DaVinci Resolve|DaVinci Resolve|Adobe |FFmpeg|Topaz|Compressor\b|iMovie\b|CapCut|Shotcut|OBS\b|bmx\b|Telestream|Vantage|Colorfront|Marquise|MediaConvert|AWS Elemental|Elemental)/i;

function isLaterWriter({ where, value }: Field): boolean {
  if (!WRITER.test(where)) return false;
  const name = value.slice(0, MAX_NAME_CHARS).trim();
  return TRANSCODER.test(name) || humanAppNamed(name) !== undefined;
}

const MAX_NAME_CHARS = 1000;

/** Where scanners and their programs name themselves. */
const SCANNED_BY = /^(?:dpx\.Creator|exif\.(?:Make|Model|Software|HostComputer))$/;
const SCANNER =
  /\b(?:ARRISCAN|Scanity|Lasergraphics|ScanStation|Northlight|Spirit DataCine|Cintel|Golden ?Eye|Imacon|Flextight|SilverFast|VueScan|EPSON (?:Scan|Perfection|Expression)|CanoScan|Coolscan|Nikon Scan|Creo|Heidelberg)\b/i;

/** A name alone, which any program can write: it supports a declaration and decides nothing. */
function scannerEvidence(source: MediaSource): readonly Evidence[] {
  const named = source.fields.find(
    ({ where, value, member }) =>
      member === undefined && SCANNED_BY.test(where) && SCANNER.test(value.slice(0, MAX_NAME_CHARS)),
  );
  if (named === undefined) return [];
  const { where, value } = named;
  const shared = { rule: 'camera.scanner', where, excerpt: value, tool: value } as const;
  return [claim(cameraNative, { ...shared, strength: 'heuristic', points: POINTS.captured })];
}

function said(given: Omit<Said, 'strength' | 'points'>): Evidence {
  return claim(cameraNative, { ...given, strength: 'tool', points: POINTS.captured });
}
