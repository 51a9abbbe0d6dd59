import { z } from 'zod';
import { type Configuration, HAPPENINGS, type PolicyChoice } from '../domain/configuration.ts';
import { DELIVERABLE_TYPES } from '../domain/deliverable.ts';

/** The pack that judges where none is named. */
export const DEFAULT_PACK = 'approval-id';

const words = z.string().trim().min(1).max(500);
const place = z.string().min(1).max(4096);

/** A glob relative to the media root; negation and absolute paths would not mean what they seem to. */
const pattern = z
  .string()
  .min(1)
  .max(1000)
  .refine(
    (text) => !text.startsWith('/'),
    'patterns are relative to the media root: leave the leading "/" out',
  )
  .refine((text) => !text.startsWith('!'), 'a pattern cannot begin with "!"')
  .refine((text) => !text.split('/').includes('..'), 'a pattern cannot contain ".."')
  .refine((text) => !text.includes('\0'), 'a pattern cannot contain a NUL character')
  .describe('Glob relative to the media root, such as 06_DELIVERY/**');

const territory = z
  .string()
  .regex(
    /^(?:worldwide|[A-Za-z]{2})$/,
    'a territory is "worldwide" or a two-letter country code such as "DE"',
  )
  .describe('worldwide, or an ISO 3166-1 alpha-2 code');

const packName = words.describe(
  'Id of a policy pack, such as approval-id, or a pack file relative to this file, such as ./our-pack.json',
);
const settingValue = z.union([z.string(), z.number(), z.array(z.string())]);

const policyChoice = z.strictObject({
  pack: packName,
  settings: z.record(z.string(), settingValue).default({}).describe('Settings of the pack, by name'),
});
const policyEntry = z.union([packName, policyChoice]);

const deliverable = z.strictObject({
  path: pattern,
  type: z.enum(DELIVERABLE_TYPES).default('unspecified'),
  episode: words.optional(),
  territories: z.array(territory).min(1).optional(),
  channels: z.array(words).min(1).optional(),
  onBlock: z
    .enum(['report', 'quarantine'])
    .default('report')
    .describe(
      'What happens to a file that arrives here and is blocked; quarantine moves it aside, never deletes it',
    ),
});

const originRule = z.strictObject({
  path: pattern,
  origin: z.enum(['camera', 'human', 'genai']),
  by: words.describe('Who or what says so, such as "DIT card offload"'),
});

const supplier = z.strictObject({ path: pattern, name: words, contact: words.optional() });

const pathMapping = z.strictObject({
  from: place.describe('A path as other machines write it'),
  to: place.describe('The same place, relative to the media root'),
});

const program = z
  .string()
  .regex(/^\/[^\0]+$/, 'a program is named by its absolute path')
  .max(4000);

const onEvent = z
  .strictObject({
    command: z
      .tuple([program], words)
      .describe(
        'A program by its absolute path, and its arguments; run without a shell, with JSON on its input',
      ),
    kinds: z
      .array(z.enum(HAPPENINGS))
      .min(1)
      .default([...HAPPENINGS])
      .describe('What it is told of'),
  })
  .describe('A program the watcher runs when something happened');

/** `provgate.json` as people write it. Unknown keys are errors. */
export const configurationSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Address of this schema, for editors; not used'),
    id: z.uuid().describe('Made by "provgate init"; never change it'),
    title: words.describe('Title of the production'),
    root: place.default('.').describe('Media root: absolute, or relative to this file'),
    policy: z
      .union([packName, policyChoice, z.array(policyEntry).min(1)])
      .default(DEFAULT_PACK)
      .describe('Policy packs that judge; each must pass'),
    deliverables: z.array(deliverable).default([]).describe('Where finals leave from; the last match wins'),
    origins: z.array(originRule).default([]).describe('Folders whose origin is known; the last match wins'),
    suppliers: z.array(supplier).default([]).describe('Who delivers where'),
    ignore: z
      .array(pattern)
      .default([])
      .describe(
        'Left out of sweeps; without effect inside deliverables and on paths named on the command line',
      ),
    sidecars: z
      .enum(['temporary', 'off'])
      .default('temporary')
      .describe('Whether TEMPORARY files get an XMP sidecar'),
    pathMap: z.array(pathMapping).default([]),
    registry: z
      .string()
      .regex(/^sqlite:.+$/, 'a registry is written as "sqlite:" and a file name')
      .default('sqlite:.provgate/registry.db'),
    settleMs: z
      .int()
      .min(0)
      .max(600_000)
      .default(2000)
      .describe('Quiet time before a new file is read, milliseconds'),
    sweepMinutes: z.number().positive().max(10_080).default(15).describe('Pause between sweeps, minutes'),
    readMBps: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe('Reading limit, megabytes a second; null: none'),
    outboxes: z.array(place).default([]).describe('Absolute folders an export over HTTP may write to'),
    onEvent: onEvent.optional(),
  })
  .meta({ title: 'provgate.json', description: 'Configuration of one production.' });

/** What `provgate.json` may hold, before defaults. */
export type ConfigurationInput = z.input<typeof configurationSchema>;

/** A validated file as the rest of the program knows it. */
export function configurationOf(file: z.output<typeof configurationSchema>): Configuration {
  return {
    id: file.id,
    title: file.title,
    root: file.root,
    policy: (Array.isArray(file.policy) ? file.policy : [file.policy]).map(choiceOf),
    deliverables: file.deliverables.map((rule) => ({
      path: rule.path,
      type: rule.type,
      episode: rule.episode,
      territories: rule.territories?.map((code) => (code === 'worldwide' ? code : code.toUpperCase())),
      channels: rule.channels,
      onBlock: rule.onBlock,
    })),
    origins: file.origins,
    suppliers: file.suppliers.map(({ path, name, contact }) => ({ path, name, contact })),
    ignore: file.ignore,
    sidecars: file.sidecars,
    pathMap: file.pathMap,
    registry: file.registry,
    settleMs: file.settleMs,
    sweepMinutes: file.sweepMinutes,
    readMBps: file.readMBps ?? undefined,
    outboxes: file.outboxes,
    ...(file.onEvent === undefined ? {} : { onEvent: file.onEvent }),
  };
}

function choiceOf(entry: string | z.output<typeof policyChoice>): PolicyChoice {
  return typeof entry === 'string' ? { pack: entry, settings: {} } : entry;
}

/** The published JSON Schema of `provgate.json` (draft 2020-12). */
export function configurationJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(configurationSchema, { io: 'input' }) };
}
