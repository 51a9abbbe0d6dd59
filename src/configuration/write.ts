import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';
import { CONFIGURATION_NAME, parseConfiguration } from './read.ts';
import { type ConfigurationInput, DEFAULT_PACK } from './schema.ts';

export interface NewConfiguration {
  readonly id: string;
  readonly title: string;
  /** Absolute folders. */
  readonly home: string;
  readonly root: string;
  readonly policies: readonly string[];
  /** Globs; each is written with `onBlock: quarantine`. */
  readonly deliverables: readonly string[];
}

/**
 * The text `init` writes: what people edit first stands there, the rest keeps its defaults. Throws `bad-configuration` where it
 * would not be valid, as a deliverables pattern that covers the root.
 */
export function newConfigurationText(made: NewConfiguration): string {
  const packs = made.policies.length > 0 ? made.policies : [DEFAULT_PACK];
  const value: ConfigurationInput = {
    id: made.id,
    title: made.title,
    root: made.home === made.root ? '.' : made.root,
    policy: packs.map((pack) => ({ pack })),
    deliverables: made.deliverables.map((path) => ({ path, type: 'unspecified', onBlock: 'quarantine' })),
    origins: [],
    suppliers: [],
    ignore: [],
    sidecars: 'temporary',
  };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  parseConfiguration(text, CONFIGURATION_NAME);
  return text;
}

/** Writes a new configuration; never over one that is there (`conflict`). */
export function writeConfiguration(home: string, text: string): void {
  const file = join(home, CONFIGURATION_NAME);
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644, flush: true });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new ProvgateError(
      'conflict',
      `${file} is already there.`,
      'This folder is a production; "provgate status" tells how it stands.',
      { cause: error },
    );
  }
}

/** A folder or file below `root` as a glob for everything in it; signs that mean something in globs are escaped. */
export function globOf(root: string, place: string): string {
  const path = relative(root, place);
  return `${path.replaceAll(/[\\*?[\]{}()!+@|^$]/g, '\\$&')}/**`;
}
