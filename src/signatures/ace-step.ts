import { POINTS } from '../domain/origin.ts';
import { NON_EMPTY } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/ace-step/ACE-Step-1.5';

/** ACE-Step’s programs write their settings under a prefix of their own, and their name as artist. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'ace-step.settings',
    tool: 'ACE-Step',
    about: 'generation settings as ACE-Step writes them into sound files',
    source: SOURCE,
    field: /^(?:vorbis\.|id3\.TXXX\.|ape\.|isobmff\.(?:keys|udta)\.|matroska\.tag\.|riff\.info\.)ACESTEP_/i,
    keyword: '',
    value: NON_EMPTY,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['vorbis.ACESTEP_JSON', '{"caption":"a quay at dusk"}']], [['id3.TXXX.ACESTEP_JSON', '{}']]],
    ignores: [[['vorbis.COMMENT', 'ACESTEP_JSON']]],
  },
  {
    id: 'ace-step.artist',
    tool: 'ACE-Step',
    about: 'ACE-Step named as the artist',
    source: SOURCE,
    field: /^(?:id3\.TPE[12]|vorbis\.ARTIST|isobmff\.udta\.©ART|riff\.info\.IART|ape\.Artist)$/i,
    keyword: 'ace-step',
    value: /^ACE-Step(?: (?:v?\d[\d.]*|AI))?\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['id3.TPE1', 'ACE-Step']], [['vorbis.ARTIST', 'ACE-Step 1.5']]],
    ignores: [[['id3.TPE1', 'The ACE-Steppers']]],
  },
];
