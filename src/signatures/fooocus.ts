import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT, CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/lllyasviel/Fooocus';
const PARAMETERS = '{"adm_guidance": "(1.5, 0.8, 0.3)", "base_model": "juggernautXL_v8", "sharpness": 2}';

const OLD_PARAMETERS =
  '{"prompt": "a quay", "performance": "Speed", "base_model": "sd_xl_base_1.0", "refiner_model": "None"}';
const MRE = '{"prompt": "a quay", "base_model": "sd_xl_base_1.0", "software": "Fooocus MRE v2.0.78.5"}';
const SETTINGS = [
  /"(?:adm_guidance|adm_scaler\w*)"\s*:/,
  /"sharpness"\s*:/,
  /"performance"\s*:/,
  /"refiner(?:_model|_switch)?"\s*:/,
  /"(?:prompt_expansion|full_prompt|fooocus_v2_expansion)"\s*:/,
  /"metadata_scheme"\s*:/,
  /"(?:version|software)"\s*:\s*"(?:Simple|Ruined)?Fooocus/,
];

/** Fooocus and its fork write their settings as JSON beside a scheme name. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'fooocus.scheme',
    tool: 'Fooocus',
    about: 'the name of Fooocus’s settings scheme',
    source: SOURCE,
    field: /^png\.text\.fooocus_scheme$/,
    keyword: '',
    value: /^[a-z0-9_.-]{2,24}\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.fooocus_scheme', 'fooocus']], [['png.text.fooocus_scheme', 'simple']]],
    ignores: [[['png.text.scheme', 'fooocus']]],
  },
  {
    id: 'fooocus.parameters',
    tool: 'Fooocus',
    about: 'generation settings as Fooocus writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"base_model"',
    value: /"base_model"\s*:/,
    points: POINTS.generated,
    // Versions and forks write different settings beside the model; two of them together are nobody else’s.
    judge: (value) =>
      SETTINGS.filter((setting) => setting.test(value)).length >= 2 ? POINTS.generated : undefined,
    strength: 'tool',
    matches: [
      [['png.text.parameters', PARAMETERS]],
      [['exif.UserComment', PARAMETERS]],
      [['png.text.Comment', OLD_PARAMETERS]],
    ],
    ignores: [[['png.text.parameters', '{"base_model": "a plinth"}']]],
  },
  {
    id: 'fooocus.software',
    tool: 'Fooocus',
    about: 'Fooocus named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'fooocus',
    value: /^(?:Simple)?Fooocus(?:-MRE| MRE)?(?: v?\d|\s*$)/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Software', 'Fooocus v2.5.5']]],
    ignores: [[['exif.Software', 'Defooocus 1.0']]],
  },
  {
    id: 'fooocus.named',
    tool: 'Fooocus',
    about: 'settings that name Fooocus or a fork as their program',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: 'fooocus',
    value: /"(?:software|version)"\s*:\s*"(?:Simple)?Fooocus[ "v-]/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['png.text.Comment', MRE]], [['jpeg.comment', MRE]]],
    ignores: [[['png.text.Comment', '{"software": "GIMP", "note": "like Fooocus v2"}']]],
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
