import type { Manifest } from '../evidence/c2pa-manifest.ts';
import type { RuleGroup } from '../evidence/rule-book.ts';
import type { RuleExample } from '../evidence/rule-note.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';

/** Every rule in a line, below its reader. Yields whole lines. */
export function* rulesTable(groups: readonly RuleGroup[]): Generator<string> {
  const width = Math.max(0, ...groups.flatMap(({ rules }) => rules.map(({ id }) => id.length)));
  for (const { id, version, rules } of groups) {
    yield `${id} (version ${version})\n`;
    for (const rule of rules) yield `  ${rule.id.padEnd(width)}  ${rule.about}\n`;
  }
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  yield `\n${plural(count, 'rule')} of ${plural(groups.length, 'reader')}; "provgate rules ID" shows one with examples.\n`;
}

/** Rules whole, each with what it finds and what it does not. Yields whole lines. */
export function* ruleDetails(groups: readonly RuleGroup[]): Generator<string> {
  for (const { id: reader, version, rules } of groups) {
    for (const { id, about, source, match, nearMiss } of rules) {
      yield `${id}: ${about}\n`;
      yield `  reader    ${reader}, version ${version}\n`;
      yield `  source    ${source}\n`;
      yield `  finds     ${escapeTerminal(exampleWords(match))}\n`;
      yield `  but not   ${escapeTerminal(exampleWords(nearMiss))}\n`;
    }
  }
}

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
