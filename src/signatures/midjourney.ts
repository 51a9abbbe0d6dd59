import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, DESCRIPTION, NON_EMPTY } from './carriers.ts';
import { fieldLike, type SignatureRule } from './rule.ts';

const SOURCE = 'https://docs.midjourney.com/';
const PROMPT = 'a flying car --v 6.1 Job ID: 996de4a8-647f-4a65-8b03-a65cdfdbf22f';

const FLAGS =
  / --(?:ar|aspect|v|version|niji|style|stylize|s|p|profile|raw|q|quality|seed|chaos|c|weird|w|tile|iw|cref|cw|sref|sw|sv|oref|ow|no|video|motion|hd|turbo|fast|relax|draft|exp|stop|uplight|upbeta|hq|test|testp|creative|end|loop|bs|repeat|r)(?: |$)/;
const OTHERS = [
  { field: /^png\.text\.Author$/, value: NON_EMPTY },
  { field: /^png\.text\.Creation Time$/, value: NON_EMPTY },
];

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
    // Render farms have job ids too: only Midjourney's flags, or its other two fields, make it a prompt.
    judge: (value, fields) =>
      FLAGS.test(value) || OTHERS.every((other) => fieldLike(fields, other) !== undefined)
        ? POINTS.generated
        : undefined,
    strength: 'tool',
    matches: [
      [['png.text.Description', PROMPT]],
      [['xmp.dc:description', PROMPT]],
      [['png.text.Description', PROMPT.replace('--v 6.1', '--chaos 10 --sref 123 --draft')]],
      [
        ['png.text.Description', PROMPT.replace('--v 6.1 ', '')],
        ['png.text.Author', 'someone'],
        ['png.text.Creation Time', 'Fri, 05 Dec 2025 10:00:00 GMT'],
      ],
    ],
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
