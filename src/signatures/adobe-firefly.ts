import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, HISTORY_AGENT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://helpx.adobe.com/firefly/';

/** Firefly names itself as creator, or as an agent in the history of an edited picture. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'firefly.creator',
    tool: 'Adobe Firefly',
    about: 'Adobe Firefly named as the program that made the file',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'firefly',
    value: /\bAdobe[ _]Firefly\b/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'Adobe Firefly']]],
    ignores: [[['xmp.xmp:CreatorTool', 'Firefly Editor 2']]],
  },
  {
    id: 'firefly.history',
    tool: 'Adobe Firefly',
    about: 'Adobe Firefly named in the editing history',
    source: SOURCE,
    field: HISTORY_AGENT,
    keyword: 'firefly',
    value: /\bAdobe[ _]Firefly\b/i,
    points: POINTS.aiEdited,
    strength: 'tool',
    matches: [[['xmp.xmpMM:History[2]/stEvt:softwareAgent', 'Adobe Firefly 1.0']]],
    ignores: [[['xmp.xmpMM:History[2]/stEvt:softwareAgent', 'Adobe Photoshop 26.0 (Windows)']]],
  },
];
