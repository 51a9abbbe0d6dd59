import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/civitai/civitai';
const INFOTEXT =
  'a quay\nSteps: 30, Sampler: Euler, CFG scale: 7, Seed: 3, Civitai resources: [{"type":"checkpoint","modelVersionId":1}]';

/** Civitai's own generator signs as an artist called "ai" and lists the models it used. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'civitai.onsite',
    tool: 'Civitai',
    about: 'settings of Civitai’s own generator, with its artist mark',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: 'civitai resources: ',
    value: /\bCivitai resources: \[/,
    points: POINTS.generated,
    strength: 'tool',
    requires: [{ field: /^(?:exif\.Artist|xmp\.dc:creator(?:\/.*)?)$/, value: /^ai$/ }],
    matches: [
      [
        ['exif.UserComment', INFOTEXT],
        ['exif.Artist', 'ai'],
      ],
    ],
    ignores: [
      [
        ['exif.UserComment', INFOTEXT],
        ['exif.Artist', 'Ai Weiwei'],
      ],
    ],
  },
  {
    id: 'civitai.extra',
    tool: 'Civitai',
    about: 'settings as Civitai’s job system writes them',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: '"extrametadata"',
    value: /urn:air:|civitai:\d|workflowId/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [
      [['png.text.prompt', '{"3":{"inputs":{}},"extraMetadata":"{\\"workflowId\\":\\"txt2img\\"}"}']],
    ],
    ignores: [[['png.text.prompt', '{"extraMetadata": "none"}']]],
  },
];
