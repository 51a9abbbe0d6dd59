import {
  ALTERATION_AXES,
  CONTRIBUTION_EXTENTS,
  DEPLOYMENTS,
  INPUT_CLASSES,
  INTENDED_USES,
  MODALITIES,
  PHASES,
  PROMINENCES,
  REFERENCE_CLASSES,
  RIGHTS,
  TALENT_RELATIONS,
} from '../../domain/use-statement.ts';
import { USE_FIELDS } from './use-fields.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Words people write for a member of a list, by the member. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  phase: PHASES,
  deployment: DEPLOYMENTS,
  enterpriseSecured: ['yes', 'no', 'unsure'],
  storesIo: ['yes', 'no', 'unsure', 'not_stated'],
  reusesIo: ['yes', 'no', 'unsure', 'not_stated'],
  trainsOnIo: ['yes', 'no', 'unsure', 'not_stated'],
  commercialUse: ['yes', 'no', 'unsure'],
  indemnity: ['yes', 'no', 'unsure'],
  intendedUse: INTENDED_USES,
  prominence: PROMINENCES,
  humanContribution: CONTRIBUTION_EXTENTS,
  modality: MODALITIES,
  story: ['key_character', 'key_visual', 'central_setting'],
  axes: [...ALTERATION_AXES, 'none'],
  model: ['not_disclosed_by_vendor'],
  misleading: ['yes', 'no', 'unsure'],
  class: [...INPUT_CLASSES, ...REFERENCE_CLASSES],
  rights: RIGHTS,
  relation: TALENT_RELATIONS,
};

/** Entries of a list written as text: what stands before the colon, and what after it. */
const ENTRIES: Readonly<Record<string, readonly [string, string]>> = {
  inputs: ['class', 'kind'],
  references: ['class', 'name'],
  trainingSets: ['rights', 'kind'],
  talent: ['relation', 'performer'],
  unionImpact: ['roleGroup', 'agreement'],
};

const FLAGS: ReadonlySet<string> = new Set(
  USE_FIELDS.flatMap(({ field, form }) => (form === 'flag' ? [field] : [])),
);
const LISTS: ReadonlySet<string> = new Set([
  ...USE_FIELDS.flatMap(({ field, form }) => (form === 'list' ? [field] : [])),
  'placement',
  'axes',
]);

/** Names people give fields besides their own: those of the options. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...USE_FIELDS.flatMap(({ field, option }): (readonly [string, string])[] => [
    [joined(field), field],
    ...(option === undefined ? [] : [[joined(option), field] as const]),
  ]),
  ['usecase', 'useCases'],
  ['shots', 'placement'],
  ['steps', 'steps'],
]);

/** The name of the field a person means; their own word where there is none. */
export function fieldNamed(name: string): string {
  const [head = '', ...rest] = name.trim().split('.');
  return [ALIASES.get(joined(head)) ?? head, ...rest].join('.');
}

/** A text as the value of a field: JSON where it looks like it, lists at their commas, else the text. Empty is undefined. */
export function valueOfText(name: string, text: string): unknown {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (/^[[{]/.test(plain)) {
    const value = jsonOf(plain);
    if (value !== undefined) return value;
  }
  if (!LISTS.has(name)) return plain;
  const parts = plain
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length === 1 && /^(none|unsure)$/i.test(parts[0] ?? '') ? parts[0]?.toLowerCase() : parts;
}

/**
 * What a person wrote, in the spelling the schema takes: fields by their own names, choices with underscores, "script: page 3" as an
 * object, dotted names nested. What is not understood stays as it is, for the schema to name.
 */
export function spelt(raw: unknown): unknown {
  if (!isRecord(raw)) return raw;
  const made = new Map<string, unknown>();
  for (const [key, value] of Object.entries(raw)) {
    if (value === undefined || value === null || value === '') continue;
    const [head = key, ...rest] = fieldNamed(key).split('.');
    const nested = rest.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
    const before = made.get(head);
    const whole =
      isRecord(nested) && isRecord(before)
        ? { ...before, ...nested }
        : isRecord(nested) && typeof before === 'string' && (head === 'tool' || head === 'model')
          ? { name: before, ...nested }
          : nested;
    made.set(head, valueSpelt(head, whole));
  }
  return Object.fromEntries(made);
}

function valueSpelt(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => entrySpelt(name, entry));
  if (typeof value === 'string') {
    if (LISTS.has(name)) {
      const split = valueOfText(name, value);
      return Array.isArray(split) ? split.map((entry) => entrySpelt(name, entry)) : split;
    }
    if (name === 'prompts') return value.trim().toLowerCase() === 'none' ? 'none' : [value];
    return textSpelt(name, value);
  }
  if (name === 'steps' || !isRecord(value)) return value;
  return membersSpelt(value);
}

function entrySpelt(name: string, entry: unknown): unknown {
  if (name === 'steps') return spelt(entry);
  if (isRecord(entry)) return membersSpelt(entry);
  if (typeof entry !== 'string') return entry;
  const shape = ENTRIES[name];
  if (shape === undefined) return textSpelt(name, entry);
  const [head, tail] = shape;
  const colon = entry.indexOf(':');
  const first = (colon === -1 ? entry : entry.slice(0, colon)).trim();
  const rest = colon === -1 ? '' : entry.slice(colon + 1).trim();
  return { [head]: textSpelt(head, first), ...(rest === '' ? {} : { [tail]: rest }) };
}

function membersSpelt(value: Raw): Raw {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      Array.isArray(member)
        ? member.map((each) => (typeof each === 'string' ? textSpelt(key, each) : each))
        : typeof member === 'string'
          ? key === 'axes' && member !== 'none'
            ? member.split(/[,;+]/).map((each) => textSpelt(key, each.trim()))
            : textSpelt(key, member)
          : member,
    ]),
  );
}

function textSpelt(name: string, text: string): unknown {
  const plain = text.trim();
  if (FLAGS.has(name) || MEMBER_FLAGS.has(name)) {
    if (/^(yes|true)$/i.test(plain)) return true;
    if (/^(no|false)$/i.test(plain)) return false;
    return plain;
  }
  const wanted = joined(plain);
  return CHOICES[name]?.find((choice) => joined(choice) === wanted) ?? plain;
}

const MEMBER_FLAGS: ReadonlySet<string> = new Set(['newsStyle', 'realPerson', 'realEvent']);

function joined(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: it is taken as it was typed, and the schema says what it should be.
    return undefined;
  }
}

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
