import type { Strength } from '../../domain/evidence.ts';
import type { Points } from '../../domain/origin.ts';
import type { Manifest } from '../../evidence/c2pa-manifest.ts';
import type { RuleGroup } from '../../evidence/rule-book.ts';
import type { RuleExample } from '../../evidence/rule-note.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import type { RuleFacts } from './rule-facts.ts';

/** Every rule in two lines: its id, weight and claim, then what it finds, where, and who describes it. Yields whole lines. */
export function* rulesTable(rules: readonly RuleFacts[]): Generator<string> {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  let reader: string | undefined;
  for (const rule of rules) {
    if (rule.reader !== reader) yield `${rule.reader} (version ${rule.readerVersion})\n`;
    reader = rule.reader;
    yield `  ${rule.id.padEnd(width)}  ${(rule.strength ?? '').padEnd(9)}  ${pointsWords(rule.points)}\n`;
    yield `      ${rule.about}; in ${shortList(rule.carriers)}; ${rule.source}\n`;
  }
  const readers = new Set(rules.map((rule) => rule.reader)).size;
  yield `\n${plural(rules.length, 'rule')} of ${plural(readers, 'reader')}; "provgate rules ID" shows one with examples.\n`;
}

/** Rules whole, each with what it says, where it looks, what it finds and what it does not. Yields whole lines. */
export function* ruleDetails(rules: readonly RuleFacts[]): Generator<string> {
  for (const rule of rules) {
    const { id, about, source, match, nearMiss, strength, carriers } = rule;
    yield `${id}: ${about}\n`;
    yield `  says      ${saysWords(rule)}\n`;
    if (strength !== undefined) yield `  weighs    ${strength}: ${WEIGHT[strength]}\n`;
    yield `  looks in  ${carriers.join(', ')}\n`;
    yield `  reader    ${rule.reader}, version ${rule.readerVersion}\n`;
    yield `  source    ${source}\n`;
    yield `  finds     ${escapeTerminal(exampleWords(match))}\n`;
    yield `  but not   ${escapeTerminal(exampleWords(nearMiss))}\n`;
  }
}

const MOST_CARRIERS = 6;

function shortList(carriers: readonly string[]): string {
  const more = carriers.length - MOST_CARRIERS;
  const shown = carriers.slice(0, MOST_CARRIERS).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function pointsWords(points: Points | undefined): string {
  return points === undefined ? 'no claim of origin' : `${points.origin}/${points.involvement}`;
}

/** What the example came to; other values of the same mark may say more or less. */
function saysWords({ points, tool }: RuleFacts): string {
  const by = tool === undefined ? '' : ` (${tool})`;
  if (points === undefined) return 'nothing of origin by itself';
  if (points.origin === 'genai') {
    if (points.involvement === 'derived') return `made from material a trained model created${by}`;
    return `${points.involvement === 'partial' ? 'changed' : 'created'} by a trained model${by}`;
  }
  if (points.origin === 'camera') return `captured by a device${by}`;
  if (points.origin === 'human') return `made by people${by}`;
  return points.involvement === 'assistive'
    ? `enhanced by software, nothing new created${by}`
    : `nothing certain of origin${by}`;
}

const WEIGHT: Readonly<Record<Strength, string>> = {
  signed: 'a signature that was checked',
  attested: 'the word of a named person',
  lineage: 'a parent that is registered',
  standard: 'a field whose meaning a standard fixes',
  tool: 'a private mark that one tool writes',
  rule: 'a folder rule of the production',
  heuristic: 'a sign, no proof',
  detector: 'a guess from the pixels',
};

/** The same as a Markdown table, for the page about evidence. Yields whole lines. */
export function* rulesMarkdown(groups: readonly RuleGroup[]): Generator<string> {
  yield '| Reader | Rule | What was found | Source |\n';
  yield '| --- | --- | --- | --- |\n';
  for (const { id: reader, version, rules } of groups)
    for (const { id, about, source } of rules)
      yield `| ${reader} ${version} | \`${id}\` | ${cell(about)} | ${cell(source)} |\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

const MOST_FIELDS = 8;
const MOST_CHARS = 160;

/** An example in one line, for people. */
function exampleWords(example: RuleExample): string {
  switch (example.kind) {
    case 'fields':
      return fieldWords(example);
    case 'credential':
      return `a content credential: ${example.manifests.map(manifestWords).join(' then ')}`;
    case 'credential-bytes':
      return `in place of a content credential: ${quoted(example.text)}`;
    case 'problem':
      return `${example.problem.where}: ${example.problem.reason} (${example.problem.kind})`;
    case 'pixels':
      return pixelWords(example);
    case 'path':
      return example.path;
    case 'folder-rule':
      return `${example.path} under ${example.rule.path} = ${example.rule.origin} (${example.rule.by})`;
    case 'words':
      return example.words;
  }
}

function fieldWords({ fields, format, times }: RuleExample & { kind: 'fields' }): string {
  const told = fields.slice(0, MOST_FIELDS).map(([where, value, member]) => {
    const place = member === undefined ? where : `${member}/${where}`;
    return `${place} = ${quoted(value)}${times === undefined ? '' : `, ${times} times`}`;
  });
  const more = fields.length > MOST_FIELDS ? [`and ${fields.length - MOST_FIELDS} more`] : [];
  return [...(format === undefined ? [] : [`in ${format}`]), ...told, ...more].join('; ');
}

function manifestWords({ generators, actions, ingredients, others, redacted }: Manifest): string {
  return [
    `by ${generators.join(', ')}`,
    ...actions.map(({ name, sourceType, description }) =>
      [name, sourceType?.slice(sourceType.lastIndexOf('/') + 1), description].filter(isText).join(' '),
    ),
    ...ingredients.map(({ relationship, manifest, sourceType }) =>
      ['ingredient', relationship, manifest, sourceType?.slice(sourceType.lastIndexOf('/') + 1)]
        .filter(isText)
        .join(' '),
    ),
    ...others.map(({ label, content }) => `${label} ${quoted(JSON.stringify(content))}`),
    ...redacted.map((label) => `redacts ${label}`),
  ].join(', ');
}

function pixelWords({ word, body, size }: RuleExample & { kind: 'pixels' }): string {
  if (size !== undefined) return `a PNG of ${size} by ${size} pixels`;
  return word === ''
    ? 'a PNG with nothing hidden in it'
    : `pixels that hide ${quoted(word)} and ${quoted(body)}`;
}

function quoted(text: string): string {
  const line = text.replaceAll('\n', ' ⏎ ');
  return `“${line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line}”`;
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
