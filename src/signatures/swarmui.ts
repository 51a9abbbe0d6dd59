import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const PARAMS = '{ "sui_image_params": { "prompt": "a quay", "seed": 1, "swarm_version": "0.9.3.1" } }';
const FROM_IMAGE = '{ "sui_image_params": { "prompt": "a quay", "initimagecreativity": 0.6 } }';

/** SwarmUI (StableSwarmUI) writes one JSON object with its settings. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'swarmui.params',
    tool: 'SwarmUI',
    about: 'generation settings as SwarmUI writes them',
    source: 'https://github.com/mcmonkeyprojects/SwarmUI',
    field: ANY_TEXT,
    keyword: '"sui_',
    value: /"sui_(?:image_params|extra_data|models)"\s*:/,
    points: POINTS.generated,
    judge: (value) =>
      /"(?:initimage(?:creativity)?|maskimage|promptimages)"\s*:/.test(value)
        ? POINTS.aiEdited
        : POINTS.generated,
    strength: 'tool',
    matches: [
      [['exif.UserComment', PARAMS]],
      [['png.text.parameters', FROM_IMAGE]],
      [['exif.Model', PARAMS]],
    ],
    ignores: [[['exif.UserComment', '{"image_params": {"prompt": "a quay"}}']]],
  },
];
