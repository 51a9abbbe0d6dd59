import type { Evidence } from '../domain/evidence.ts';
import type { MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { claim } from './claim.ts';
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
  ],
  read: readRecorder,
};

function readRecorder(source: MediaSource): readonly Evidence[] {
  const value = (where: string) =>
    source.fields.find((field) => field.member === undefined && field.where === where)?.value ?? '';
  const originator = value('riff.bext.Originator').trim();
  if (!RECORDERS.test(originator)) return [];
  const hasTracks = value('riff.ixml').includes('<TRACK_LIST>');
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
