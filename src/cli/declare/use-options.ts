import { type Command, Option } from 'commander';
import { usage } from '../../records/given.ts';
import { USE_FIELDS } from '../../records/use/use-fields.ts';
import { requireUse } from '../../records/use/use-input.ts';
import type { UseInput } from '../../records/use/use-schema.ts';
import { spelt, valueOfText } from '../../records/use/use-text.ts';
import { fieldWords } from '../../reports/field-words.ts';
import { several } from '../call/options.ts';

/** Options of a use as commander gives them. */
export type UseOptions = Readonly<Record<string, unknown>>;

/** Fields of the tool, which a profile usually gives. */
const OF_THE_TOOL: ReadonlySet<string> = new Set([
  'tool',
  'model',
  'enterpriseSecured',
  'enterpriseReason',
  'storesIo',
  'reusesIo',
  'trainsOnIo',
  'termsTier',
  'trainingSets',
  'commercialUse',
  'indemnity',
]);

/** Adds an option for every answer about the tool. */
export function toolOptions(command: Command): Command {
  command.optionsGroup('The tool (a profile gives all of these):');
  addFields(command, (field) => OF_THE_TOOL.has(field));
  return command
    .option('--vendor <name>', 'who makes it')
    .option('--tool-version <version>', 'its version')
    .addOption(
      new Option(
        '--deployment <where>',
        'saas_consumer, saas_business, enterprise_agreement, on_premises, …',
      ),
    );
}

/** Adds an option for every answer about the use. */
export function useOptions(command: Command): Command {
  command.optionsGroup('The use:');
  addFields(command, (field) => !OF_THE_TOOL.has(field));
  command
    .option('--scene <scene>', 'the scene it appears in')
    .option(
      '--axes <axes>',
      'what of a performance is altered: none, dialogue, tone, delivery, intent, appearance',
    )
    .option(
      '--set <field=value>',
      'any other field, such as parameters="seed 4711"; can be repeated',
      several,
    );
  return toolOptions(command).optionsGroup('Options:');
}

/** What the options say of the use; undefined where they say nothing. Throws `usage` naming the nearest field or choice. */
export function useFrom(options: UseOptions): UseInput | undefined {
  const raw = new Map<string, unknown>();
  for (const { field, option } of USE_FIELDS) {
    const given = option === undefined ? undefined : options[camel(option)];
    if (Array.isArray(given)) raw.set(field, given.length === 1 && given[0] === 'none' ? 'none' : given);
    else if (typeof given === 'string') raw.set(field, valueOfText(field, given));
  }
  const tool = partsOf({
    name: raw.get('tool'),
    vendor: options['vendor'],
    version: options['toolVersion'],
    deployment: options['deployment'],
  });
  if (Object.keys(tool).some((part) => part !== 'name')) raw.set('tool', tool);
  const scene = options['scene'];
  if (typeof scene === 'string') raw.set('placement', inScene(raw.get('placement'), scene));
  for (const each of stringsOf(options['set'])) {
    const at = each.indexOf('=');
    if (at < 1) throw usage(`"${each}" sets nothing.`, 'Write it as --set FIELD=VALUE.');
    const [name, value] = [each.slice(0, at), each.slice(at + 1)];
    const isTool = name === 'tool' || name.startsWith('tool.');
    raw.set(name, isTool ? value : valueOfText(name, value));
  }
  if (raw.size === 0) return undefined;
  return requireUse(withAxes(spelt(Object.fromEntries(raw)), options['axes']));
}

function addFields(command: Command, admits: (field: string) => boolean): void {
  for (const { field, option, value } of USE_FIELDS) {
    if (option === undefined || !admits(field)) continue;
    const made = new Option(
      `--${option} <${shortened(value)}>`,
      `${fieldWords(field)}${value.includes('|') ? `: ${value}` : ''}`,
    );
    command.addOption(field === 'prompts' ? made.argParser(several) : made);
  }
}

function shortened(value: string): string {
  return value.includes('|') || value.includes(' ') || value.includes('[') ? 'answer' : value.toLowerCase();
}

/** `human-statement` as commander names it. */
function camel(option: string): string {
  return option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function partsOf(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function inScene(placement: unknown, scene: string): unknown {
  if (!Array.isArray(placement)) return [{ scene }];
  return placement.map((shot) => ({ shot, scene }));
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The axes apply to every performer named. */
function withAxes(raw: unknown, axes: unknown): unknown {
  if (typeof axes !== 'string' || typeof raw !== 'object' || raw === null) return raw;
  const talent: unknown = Reflect.get(raw, 'talent');
  if (!Array.isArray(talent))
    throw usage(
      '--axes says what of a performance is altered.',
      'Name the performer too: --talent "alteration: NAME"',
    );
  return {
    ...raw,
    talent: talent.map((each: object) => spelt({ ...each, axes: valueOfText('axes', axes) })),
  };
}
