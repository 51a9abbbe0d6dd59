import { isObject, member, parseForeign, textOf } from './foreign-json.ts';

/** Keys of the label (GB 45438-2025, Appendix E), with the two a cloud service writes instead. */
const KEYS = [
  'Label',
  'ContentProducer',
  'ProduceID',
  'ReservedCode1',
  'ContentPropagator',
  'PropagateID',
  'ReservedCode2',
  'ServiceProvider',
  'ServiceUser',
] as const;
const KEY_SET = new Set(KEYS.map((key) => key.toLowerCase()));
/** Every key but `Label`, which alone is too common a word to mean anything. */
const TELLING =
  /\b(?:ContentProducer|ProduceID|ReservedCode[12]|ContentPropagator|PropagateID|ServiceProvider|ServiceUser)\b/i;

/** A label as found: its number or word, who says to have produced the content, and under which ids. */
export interface AigcLabel {
  readonly label: string | undefined;
  readonly producer: string | undefined;
  readonly produceId: string | undefined;
  readonly propagateId: string | undefined;
}

/** As much of a longer text as is looked at, around the first key of the label. */
const MAX_LABEL_CHARS = 256 * 1024;
/** Longer lines are no entries of a front matter. */
const MAX_LINE_CHARS = 2000;
const MAX_DEPTH = 6;

/** Whether a text carries a key that only this label has; the four letters AIGC alone mean nothing. */
export function hasTellingKey(text: string): boolean {
  return TELLING.test(text);
}

/** Whether a text has a key named `Label`; enough only where the field itself is named AIGC. */
export function hasLabelKey(text: string): boolean {
  return /\bLabel\b["']?\s{0,8}:/i.test(text);
}

/**
 * The label in a text: JSON, JSON inside JSON, text glued before it, or the lines of a YAML front matter. Undefined where
 * none can be made out. `named` says that the field around it is named AIGC, so that a bare `Label` counts.
 */
export function readLabel(text: string, named: boolean): AigcLabel | undefined {
  const from = Math.max(0, text.search(TELLING) - MAX_LABEL_CHARS / 2);
  const head = text.slice(from, from + MAX_LABEL_CHARS);
  const start = head.indexOf('{');
  const end = head.lastIndexOf('}');
  const parsed = start < 0 || end < start ? undefined : parseForeign(head.slice(start, end + 1));
  return (
    (parsed === undefined ? undefined : labelIn(parsed.value, named ? 1 : 0)) ?? labelInLines(head, named)
  );
}

function labelIn(value: unknown, depth: number): AigcLabel | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (typeof value === 'string') {
    const inner = value.includes('{') ? parseForeign(value) : undefined;
    return inner === undefined ? undefined : labelIn(inner.value, depth + 1);
  }
  if (Array.isArray(value)) return firstLabel(value, depth);
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const own = keys.filter((key) => KEY_SET.has(key.toLowerCase()));
  const telling = own.some((key) => key.toLowerCase() !== 'label');
  const wrapped = member(value, 'AIGC') ?? member(value, 'aigc');
  if (wrapped !== undefined)
    return labelIn(wrapped, depth + 1) ?? (telling ? labelOf(value, own) : undefined);
  if (telling) return labelOf(value, own);
  // Inside a wrapper that says AIGC, a bare Label is enough.
  if (depth > 0 && own.length > 0) return labelOf(value, own);
  return firstLabel(Object.values(value), depth);
}

function firstLabel(values: readonly unknown[], depth: number): AigcLabel | undefined {
  for (const value of values.slice(0, 100)) {
    const label = labelIn(value, depth + 1);
    if (label !== undefined) return label;
  }
  return undefined;
}

function labelOf(value: Readonly<Record<string, unknown>>, keys: readonly string[]): AigcLabel {
  const get = (name: string) => {
    const key = keys.find((candidate) => candidate.toLowerCase() === name);
    return key === undefined ? undefined : textOf(member(value, key));
  };
  return labelWith(get);
}

function labelWith(get: (name: string) => string | undefined): AigcLabel {
  return {
    label: get('label'),
    producer: get('contentproducer') ?? get('serviceprovider'),
    produceId: get('produceid'),
    propagateId: get('propagateid'),
  };
}

/** `Key: value` lines of a YAML block, flat or indented below `AIGC:`. */
function labelInLines(text: string, named: boolean): AigcLabel | undefined {
  const found = new Map<string, string>();
  for (const line of text.split(/\r?\n/, 2000)) {
    if (line.length > MAX_LINE_CHARS) continue;
    const match = /^\s*["']?([A-Za-z]+[12]?)["']?\s*:\s*(.{0,500})$/.exec(line);
    const key = match?.[1]?.toLowerCase();
    if (key === undefined || !KEY_SET.has(key) || found.has(key)) continue;
    found.set(key, (match?.[2] ?? '').trim().replace(/^["']|["'],?$/g, ''));
  }
  if (found.size === 0 || !(named || hasTellingKey(text))) return undefined;
  return labelWith((name) => found.get(name));
}
