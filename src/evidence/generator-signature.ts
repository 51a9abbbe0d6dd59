import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { SOME_FIELDS } from '../signatures/carriers.ts';
import { signatureRules } from '../signatures/index.ts';
import { judgeField, type SignatureRule } from '../signatures/rule.ts';
import { byMember, claim, placeOf } from './claim.ts';
import { looksLikeGraph } from './comfyui-json.ts';
import type { EvidenceReader } from './reader.ts';
import { fields, type RuleNote } from './rule-note.ts';

/** Longest text a pattern is run over, counted from either end; what lies between is reported as a limit. */
export const WINDOW_CHARS = 1024 * 1024;

/** Runs every generator's rules over every field; each hit is evidence of its own. */
export const generatorSignature: EvidenceReader = {
  id: 'generator-signature',
  version: 2,
  rules: [
    ...signatureRules.map(noteOf),
    {
      id: 'generator-signature.too-long',
      about: 'a text too long to search whole, where generators leave their settings',
      source: 'provgate',
      match: { kind: 'fields', fields: [['png.text.parameters', 'Steps: 20 ']], times: 210_000 },
      nearMiss: { kind: 'fields', fields: [['png.text.parameters', 'Steps: 20 ']], times: 100_000 },
    },
  ],
  read: (source) => readSignatures(source),
};

/** A rule's own proof, first of its kind, as the example that explains it. */
function noteOf({ id, about, source, field, matches, ignores }: SignatureRule): RuleNote {
  const [[match = []], [nearMiss = []]] = [matches, ignores];
  const alsoAt = [...matches.flatMap(([first]) => first?.[0] ?? []), ...SOME_FIELDS].filter((where) =>
    field.test(where),
  );
  return { id, about, source, match: fields(...match), nearMiss: fields(...nearMiss), alsoAt };
}

function readSignatures(source: MediaSource): readonly Evidence[] {
  return byMember(source.fields).flatMap((part) => part.flatMap((field) => readField(field, part)));
}

function readField(field: Field, part: readonly Field[]): readonly Evidence[] {
  const rules = signatureRules.filter((rule) => rule.field.test(field.where));
  if (rules.length === 0) return [];
  const lowerCased = field.value.toLowerCase();
  const likely = rules.filter((rule) => lowerCased.includes(rule.keyword));
  const windows = windowsOf(field);
  const found = likely.flatMap((rule) => firstHit(rule, windows, part) ?? []);
  // What no keyword points to is decided; a graph is parsed whole by its own reader, whatever its length.
  const isOpen = windows.length > 1 && likely.length > found.length && !looksLikeGraph(field.value);
  return isOpen ? [...found, tooLong(field)] : found;
}

interface Window {
  readonly field: Field;
  readonly lowerCased: string;
}

function firstHit(
  rule: SignatureRule,
  windows: readonly Window[],
  part: readonly Field[],
): Evidence | undefined {
  for (const { field, lowerCased } of windows) {
    const judgement = judgeField(rule, field, lowerCased, part);
    if (judgement === undefined) continue;
    const unjudged = judgement === 'unjudged';
    return claim(generatorSignature, {
      rule: rule.id,
      where: placeOf(field),
      excerpt: field.value,
      strength: rule.strength,
      points: unjudged ? POINTS.ambiguous : judgement,
      status: unjudged ? 'unjudged' : 'read',
      tool: rule.tool,
    });
  }
  return undefined;
}

/** The text whole, or its two ends where it is long. */
function windowsOf(field: Field): readonly Window[] {
  const { value } = field;
  const isLong = value.length > 2 * WINDOW_CHARS;
  const texts = isLong ? [value.slice(0, WINDOW_CHARS), value.slice(-WINDOW_CHARS)] : [value];
  return texts.map((text) => ({ field: { ...field, value: text }, lowerCased: text.toLowerCase() }));
}

function tooLong(field: Field): Evidence {
  return claim(generatorSignature, {
    rule: 'generator-signature.too-long',
    where: placeOf(field),
    excerpt: `${field.value.length} characters of text; searched from both ends only`,
    strength: 'heuristic',
    status: 'unreadable',
  });
}
