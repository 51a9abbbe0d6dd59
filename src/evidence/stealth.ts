import { type Evidence, rank } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { claim } from './claim.ts';
import { isObject, parseForeign } from './foreign-json.ts';
import type { RuleNote } from './rule-note.ts';
import type { Hidden } from './stealth-bits.ts';
import { searchPixels } from './stealth-search.ts';

const SOURCE = 'https://github.com/NovelAI/novelai-image-metadata';

/**
 * Text that generators hide in the lowest bits of a picture's pixels. Looked for last and only where nothing else says
 * GenAI; what is found goes through every other reader as fields `stealth.alpha` and `stealth.rgb`.
 */
export const pixelSearch = {
  id: 'stealth',
  version: 1,
  /** Pictures of other formats are not searched. */
  formats: ['png', 'webp'] as readonly string[],
  rules: [
    {
      id: 'stealth.text',
      about: 'a text hidden in the pixels, as only generators hide it',
      source: SOURCE,
      match: { kind: 'pixels', word: 'stealth_pnginfo', body: 'a quay at dusk' },
      nearMiss: { kind: 'pixels', word: 'stealth_pnginfx', body: 'a quay at dusk' },
    },
    {
      id: 'stealth.unread',
      about: 'a text hidden in the pixels that could not be read',
      source: SOURCE,
      match: { kind: 'pixels', word: 'stealth_pngcomp', body: 'not compressed' },
      nearMiss: { kind: 'pixels', word: 'stealth_pnginfo', body: 'not compressed' },
    },
    {
      id: 'stealth.not-searched',
      about: 'pixels that were not searched for a hidden text',
      source: SOURCE,
      match: { kind: 'pixels', word: '', body: '', size: 1_000_000 },
      nearMiss: { kind: 'pixels', word: '', body: '' },
    },
  ] as readonly RuleNote[],
} as const;

const HEURISTIC = rank('heuristic');

/** Runs every reader over fields found in pixels. */
export type ReadFields = (fields: readonly Field[]) => Promise<readonly Evidence[]>;

/** Whether a claim already settles that the file is GenAI, so that its pixels need not be searched. */
export function saysGenai(item: Evidence): boolean {
  return item.points?.origin === 'genai' && item.status !== 'unjudged' && rank(item.strength) > HEURISTIC;
}

/** Evidence in a picture's pixels; what its readers make of a hidden text, and that there is one. */
export async function readPixels(source: MediaSource, readFields: ReadFields): Promise<readonly Evidence[]> {
  const found: Evidence[] = [];
  for (const finding of await searchPixels(source)) {
    if (finding.kind === 'text') found.push(...(await readHidden(finding, readFields)));
    else if (finding.kind === 'unread') found.push(unread(finding));
    else {
      const excerpt = `pixels not searched: ${finding.reason}`;
      found.push(claim(pixelSearch, { ...NOT_SEARCHED, excerpt }));
    }
  }
  return found;
}

const NOT_SEARCHED = {
  rule: 'stealth.not-searched',
  where: 'pixels',
  strength: 'heuristic',
  status: 'unsupported',
} as const;

async function readHidden(
  hidden: Hidden & { kind: 'text' },
  readFields: ReadFields,
): Promise<readonly Evidence[]> {
  const said = await readFields(fieldsOf(hidden));
  // A text no reader understands was still put there by a generator: nothing else writes this form.
  if (said.some((item) => item.points !== undefined && item.reader !== 'human-app')) return said;
  const text = claim(pixelSearch, {
    rule: 'stealth.text',
    where: `stealth.${hidden.channel}`,
    excerpt: hidden.text,
    strength: 'tool',
    points: POINTS.generated,
  });
  return [...said, text];
}

/**
 * The text whole; where it is a JSON object of texts, it repeats the text chunks of a PNG, so each of them stands as one.
 */
function fieldsOf({ channel, text }: Hidden & { kind: 'text' }): readonly Field[] {
  const where = `stealth.${channel}`;
  const parsed = parseForeign(text)?.value;
  const members = isObject(parsed) ? Object.entries(parsed).slice(0, MAX_MEMBERS) : [];
  return [
    { where, value: text },
    ...members.flatMap(([name, value]) =>
      typeof value === 'string' ? [{ where: `png.text.${name}`, value, member: where }] : [],
    ),
  ];
}

const MAX_MEMBERS = 100;

function unread({ channel, reason }: Hidden & { kind: 'unread' }): Evidence {
  return claim(pixelSearch, {
    rule: 'stealth.unread',
    where: `stealth.${channel}`,
    excerpt: `a hidden text begins here: ${reason}`,
    strength: 'tool',
    points: POINTS.ambiguous,
    status: 'unjudged',
  });
}
