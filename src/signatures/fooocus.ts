import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT, CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/lllyasviel/Fooocus';
const PARAMETERS = '{"adm_guidance": "(1.5, 0.8, 0.3)", "base_model": "juggernautXL_v8", "sharpness": 2}';

/** Fooocus and its fork write their settings as JSON beside a scheme name. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'fooocus.scheme',
    tool: 'Fooocus',
    about: 'the name of Fooocus’s settings scheme',
    source: SOURCE,
    field: /^png\.text\.fooocus_scheme$/,
    keyword: '',
    value: /^(?:fooocus|a1111)\s*$/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.fooocus_scheme', 'fooocus']]],
    ignores: [[['png.text.scheme', 'fooocus']]],
  },
  {
    id: 'fooocus.parameters',
    tool: 'Fooocus',
    about: 'generation settings as Fooocus writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"adm_guidance"',
    value: /"base_model"\s*:/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.parameters', PARAMETERS]], [['exif.UserComment', PARAMETERS]]],
    ignores: [[['png.text.parameters', '{"base_model": "a plinth"}']]],
  },
  {
    id: 'fooocus.software',
    tool: 'Fooocus',
    about: 'Fooocus named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'fooocus',
    value: /^Fooocus v?\d/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Software', 'Fooocus v2.5.5']]],
    ignores: [[['exif.Software', 'Defooocus 1.0']]],
  },
  {
    id: 'fooocus.ruined',
    tool: 'RuinedFooocus',
    about: 'generation settings as RuinedFooocus writes them',
    source: 'https://github.com/runew0lf/RuinedFooocus',
    field: ANY_TEXT,
    keyword: 'ruinedfooocus',
    value: /"software"\s*:\s*"RuinedFooocus"/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.parameters', '{"Prompt": "a quay", "software": "RuinedFooocus"}']]],
    ignores: [[['png.text.parameters', 'RuinedFooocus is a program']]],
  },
];
