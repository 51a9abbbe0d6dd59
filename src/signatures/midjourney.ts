import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, DESCRIPTION } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://docs.midjourney.com/';
const PROMPT = 'a flying car --v 6.1 Job ID: 996de4a8-647f-4a65-8b03-a65cdfdbf22f';

/** Midjourney writes prompt, flags and job id into the description. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'midjourney.job',
    tool: 'Midjourney',
    about: 'a Midjourney prompt with its job id',
    source: SOURCE,
    field: DESCRIPTION,
    keyword: 'job id: ',
    value: /\bJob ID: [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/,
    points: POINTS.generated,
    // Render farms have job ids too: only Midjourney's flags make it a prompt.
    judge: (value) =>
      / --(?:ar|v|niji|style|stylize|s|p|profile|raw|q|seed) ?/.test(value) ? POINTS.generated : undefined,
    strength: 'tool',
    matches: [[['png.text.Description', PROMPT]], [['xmp.dc:description', PROMPT]]],
    ignores: [
      [['png.text.Description', 'Farm render, Job ID: 996de4a8-647f-4a65-8b03-a65cdfdbf22f']],
      [['png.text.Description', 'a flying car --v 6.1']],
    ],
  },
  {
    id: 'midjourney.creator',
    tool: 'Midjourney',
    about: 'Midjourney named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'midjourney',
    value: /\bMidjourney\b/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['xmp.xmp:CreatorTool', 'Midjourney v6']]],
    ignores: [[['xmp.dc:description', 'a guide to Midjourney']]],
  },
];
