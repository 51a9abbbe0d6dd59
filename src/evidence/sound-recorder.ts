import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { claim } from './claim.ts';
import { humanAppNamed } from './human-apps.ts';
import type { EvidenceReader } from './reader.ts';
import { type ExampleField, fieldsIn } from './rule-note.ts';

const SOURCE = 'EBU Tech 3285 (bext), iXML 3.0';
const RECORDED: readonly ExampleField[] = [
  ['riff.bext.Originator', 'Sound Devices MixPre-6'],
  ['riff.bext.TimeReference', '1728000000'],
  ['riff.ixml', '<BWFXML><TRACK_LIST></TRACK_LIST></BWFXML>'],
];

/** Location recorders by how they sign as originator; workstations that write the same chunk are not here. */
const RECORDERS =
  /^(?:Sound ?Dev|SD\d|MixPre|Scorpio|888|833|788T|744T|702T|664|633|ZOOM|Zoom |SONOSAX|SX-|Zaxcom|Deva|Nomad|Aaton|Cantar|TASCAM|DR-|HS-P|Nagra|Fostex|FR-2|PD-?6|Roland R|Sony PCM|Lectrosonics|Deity|Wisycom|Audio Ltd)/i;

/** A field recorder's broadcast wave: its originator, running time code, and track list. */
export const soundRecorder: EvidenceReader = {
  id: 'sound-recorder',
  version: 1,
  rules: [
    {
      id: 'recorder.bext',
      about: 'a location recorder’s broadcast wave data with time code and track list',
      source: SOURCE,
      match: fieldsIn('wav', ...RECORDED),
      nearMiss: fieldsIn('wav', ['riff.bext.Originator', 'Pro Tools'], ...RECORDED.slice(1)),
    },
    {
      id: 'recorder.partial',
      about: 'part of a location recorder’s broadcast wave data',
      source: SOURCE,
      match: fieldsIn('wav', ...RECORDED.slice(0, 1)),
      nearMiss: fieldsIn('wav', ...RECORDED),
    },
    {
      id: 'recorder.derived',
      about: 'a location recorder’s data, carried over by a program that wrote this file',
      source: SOURCE,
      match: fieldsIn('wav', ...RECORDED, ['riff.info.ISFT', 'Lavf61.7.100']),
      nearMiss: fieldsIn('wav', ...RECORDED, ['riff.info.INAM', 'Lavf61.7.100']),
    },
  ],
  read: readRecorder,
};

function readRecorder(source: MediaSource): readonly Evidence[] {
  const value = (where: string) =>
    source.fields.find((field) => field.member === undefined && field.where === where)?.value ?? '';
  const originator = value('riff.bext.Originator').trim();
  if (!RECORDERS.test(originator)) return [];
  const writer = source.fields.find(isLaterWriter);
  if (writer !== undefined) return [derived(originator, writer)];
  const hasTracks = /<TRACK_LIST[\s>]/.test(value('riff.ixml'));
  const hasTime = Number(value('riff.bext.TimeReference') || 0) > 0;
  const whole = hasTracks && hasTime;
  return [
    claim(soundRecorder, {
      rule: whole ? 'recorder.bext' : 'recorder.partial',
      where: 'riff.bext.Originator',
      excerpt: originator,
      strength: whole ? 'tool' : 'heuristic',
      points: POINTS.captured,
      tool: originator,
    }),
  ];
}

/** Programs that write sound anew name themselves beside what they carried over. */
const WRITER =
  /^(?:riff\.info\.(?:ISFT|ITCH)|xmp\.xmp:CreatorTool|xmp\.xmpMM:History\S*stEvt:softwareAgent|id3\.T(?:SSE|ENC))$/;

function isLaterWriter({ where, value, member }: Field): boolean {
  if (member !== undefined || !WRITER.test(where)) return false;
  return /^\s*(?:Lavf|Lavc|SoX\b|FFmpeg)/i.test(value) || humanAppNamed(value.slice(0, 1000)) !== undefined;
}

function derived(originator: string, writer: Field): Evidence {
  return claim(soundRecorder, {
    rule: 'recorder.derived',
    where: 'riff.bext.Originator',
    excerpt: `${originator} (written by ${writer.value})`,
    strength: 'heuristic',
    tool: originator,
  });
}
