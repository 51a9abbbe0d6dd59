import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Sha256 } from '../domain/asset.ts';
import type { Configuration } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';
import { type Fault, faultsOf } from './faults.ts';
import { type JsonText, readJson } from './json.ts';
import { overlapsOf } from './overlaps.ts';
import { configurationOf, configurationSchema } from './schema.ts';

/** Name of the configuration file. */
export const CONFIGURATION_NAME = 'provgate.json';
const MAX_BYTES = 1024 * 1024;
const MAX_FAULTS = 8;

/** A configuration file as read: its meaning, its text and the digest of its bytes. */
export interface ConfigurationFile {
  readonly configuration: Configuration;
  readonly text: string;
  readonly sha256: Sha256;
}

/** Reads and validates `home/provgate.json`. Throws `bad-configuration` naming line and column of what is wrong. */
export function readConfiguration(home: string): ConfigurationFile {
  const file = join(home, CONFIGURATION_NAME);
  const bytes = readBytes(file);
  const text = decode(bytes, file);
  return {
    configuration: parseConfiguration(text, file),
    text,
    sha256: createHash('sha256').update(bytes).digest('hex') as Sha256,
  };
}

/** The configuration a text stands for; `file` is how messages call it. Throws `bad-configuration`. */
export function parseConfiguration(text: string, file: string): Configuration {
  const json = readJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (json.kind === 'broken') {
    const { line, column } = json.position;
    throw broken(file, [`line ${line}, column ${column}: ${json.reason}`]);
  }
  const parsed = configurationSchema.safeParse(json.value, { reportInput: true });
  if (!parsed.success) throw broken(file, located(json, faultsOf(parsed.error.issues)));
  const configuration = configurationOf(parsed.data);
  const overlaps = overlapsOf(configuration);
  if (overlaps.length > 0) throw broken(file, located(json, overlaps));
  return configuration;
}

function readBytes(file: string): Buffer {
  try {
    if (statSync(file).size > MAX_BYTES) throw broken(file, ['it is larger than 1 MiB']);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof ProvgateError) throw error;
    throw new ProvgateError(
      'bad-configuration',
      `${file} could not be read (${errorCode(error)}).`,
      'Make the file readable for you, or name another production with --production DIR.',
      { cause: error },
    );
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new ProvgateError('bad-configuration', `${file} is no UTF-8 text.`, 'Save it as UTF-8.', {
      cause: error,
    });
  }
}

function located(json: JsonText & { kind: 'read' }, faults: readonly Fault[]): readonly string[] {
  return faults.map(({ path, words }) => {
    const { line, column } = json.positionOf(path);
    return `line ${line}, column ${column}: ${words}`;
  });
}

function broken(file: string, faults: readonly string[]): ProvgateError {
  const shown = faults.slice(0, MAX_FAULTS);
  const more = faults.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return new ProvgateError(
    'bad-configuration',
    `${file}: ${list}.`,
    'Correct the file and run the command again.',
  );
}
