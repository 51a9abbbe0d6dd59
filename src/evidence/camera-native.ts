import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { isCameraMake } from './camera-makes.ts';
import { claim, placeOf, type Said } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { type ExampleField, fieldsIn } from './rule-note.ts';

const SOURCE = 'https://exiftool.org/TagNames/ (Red, Canon, QuickTime), makers’ own documentation';

const ARRI: readonly ExampleField[] = [
  ['isobmff.keys.com.arri.camera.CameraModel', 'ALEXA 35'],
  ['isobmff.keys.com.arri.camera.CameraSerialNumber', '12345'],
];

/** Formats only cameras write, told by their own magic. */
const NATIVE = new Set('r3d ari braw crm cr3 cr2 crw raf mrw x3f lfp'.split(' '));
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
      id: 'camera.derived',
      about: 'a film camera’s keys, carried over by a program that wrote this file',
      source: SOURCE,
      match: fieldsIn('mov', ...ARRI, ['isobmff.udta.©too', 'Lavf60.3.100']),
      nearMiss: fieldsIn('mov', ...ARRI),
    },
  ],
  read: (source) => [...rawEvidence(source), ...keyEvidence(source)],
};

function rawEvidence(source: MediaSource): readonly Evidence[] {
  const { format } = source.type;
  const own = source.fields.filter((field) => field.member === undefined);
  const isRaw = NATIVE.has(format) || (SENSOR.has(format) && own.some(isSensorField));
  if (!isRaw) return [];
  const model = own.find((field) => field.where === 'exif.Model')?.value;
  return [said({ rule: 'camera.raw', where: `file.${format}`, excerpt: model ?? format, tool: model })];
}

function isSensorField(field: Field): boolean {
  if (field.where === 'exif.CFAPattern' || field.where === 'exif.CFARepeatPatternDim') return true;
  return field.where === 'exif.PhotometricInterpretation' && field.value.split(/[ ,]/).includes(CFA);
}

/** A maker's mark in a film: a key of its own namespace, or the make and model keys of phones and cameras. */
interface Mark {
  readonly field: RegExp;
  readonly value: RegExp;
  readonly tool: string;
  /** How many different fields of this mark must be there; one key alone is easily typed. */
  readonly atLeast: number;
}

const MARKS: readonly Mark[] = [
  { field: /^isobmff\.keys\.com\.arri\.camera\./, value: /\S/, tool: 'ARRI', atLeast: 2 },
  { field: /^isobmff\.keys\.com\.blackmagic-design\.camera\./, value: /\S/, tool: 'Blackmagic', atLeast: 2 },
  { field: /^isobmff\.keys\.com\.atomos\.(?:hdr|raw)\./, value: /\S/, tool: 'Atomos', atLeast: 1 },
  {
    field: /^isobmff\.keys\.com\.apple\.proapps\.(?:cameraName|image\.\{TIFF\}\.Make)$/,
    value: /\S/,
    tool: 'camera',
    atLeast: 1,
  },
  {
    field: /^isobmff\.keys\.com\.apple\.quicktime\.(?:make|model|software|creationdate)$/,
    value: /\S/,
    tool: 'Apple',
    atLeast: 3,
  },
  {
    field: /^isobmff\.keys\.com\.android\.(?:manufacturer|model|version)$/,
    value: /\S/,
    tool: 'Android phone',
    atLeast: 2,
  },
  {
    field: /^(?:isobmff\.xml|mxf\.xml|file\.text)$/,
    value: /<NonRealTimeMeta\b/,
    tool: 'Sony',
    atLeast: 1,
  },
  {
    field: /^(?:isobmff\.xml|isobmff\.udta\.\S+|mxf\.xml)$/,
    value: /com\.panasonic\.Semi-Pro\.metadata/,
    tool: 'Panasonic',
    atLeast: 1,
  },
  {
    field: /^isobmff\.(?:codec|handler)$/,
    value: /^(?:brst|brhq|brxq|brlt|aprn|aprh|gpmd|rtmd|GoPro MET|DJI\.AVC)/,
    tool: 'camera',
    atLeast: 1,
  },
  { field: /^mxf\.CompanyName$/, value: /^ARRI\b/, tool: 'ARRI', atLeast: 1 },
  { field: /^mxf\.acquisition$/, value: /\S/, tool: 'camera', atLeast: 1 },
  { field: /^isobmff\.udta\.(?:CNCV|CNTH|CNMN)$/, value: /^Canon/, tool: 'Canon', atLeast: 1 },
  { field: /^isobmff\.compatible$/, value: /^CAEP$/, tool: 'Canon', atLeast: 1 },
];

function keyEvidence(source: MediaSource): readonly Evidence[] {
  const own = source.fields.filter((field) => field.member === undefined);
  const encoder = own.find((field) => WRITER.test(field.where) && TRANSCODER.test(field.value));
  return MARKS.flatMap((mark) => {
    const hits = own.filter(
      (field) => mark.field.test(field.where) && mark.value.test(field.value.slice(0, MAX_CHARS)),
    );
    const first = hits[0];
    if (first === undefined || new Set(hits.map((hit) => hit.where)).size < mark.atLeast) return [];
    const make = hits.find((hit) => /(?:make|manufacturer)$/i.test(hit.where))?.value;
    if (make !== undefined && !isCameraMake(make)) return [];
    const excerpt = `${first.value}${encoder === undefined ? '' : ` (written by ${encoder.value})`}`;
    const shared = { where: placeOf(first), excerpt, tool: make ?? mark.tool };
    if (encoder === undefined) return [said({ ...shared, rule: 'camera.keys' })];
    // A transcode keeps the keys: its origin comes from its source, not from them.
    return [claim(cameraNative, { ...shared, rule: 'camera.derived', strength: 'tool' })];
  });
}

const MAX_CHARS = 256 * 1024;
const WRITER =
  /^(?:isobmff\.(?:keys|udta)\.\S*(?:encoder|software|swr|too|enc)|isobmff\.compressor|matroska\.tag\.ENCODER|mxf\.(?:ProductName|CompanyName))$/i;
const TRANSCODER =
  /^(?:Lavf|Lavc|HandBrake|Blackmagic Design DaVinci Resolve|DaVinci Resolve|Adobe |FFmpeg|Topaz)/i;

function said(given: Omit<Said, 'strength' | 'points'>): Evidence {
  return claim(cameraNative, { ...given, strength: 'tool', points: POINTS.captured });
}
