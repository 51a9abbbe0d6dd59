import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { faultsOf } from './configuration/faults.ts';
import { readJson } from './configuration/json.ts';
import type { Production } from './domain/configuration.ts';
import { ProvgateError } from './domain/errors.ts';
import type { LoadedPolicy, PolicyPack } from './domain/policy.ts';
import { errorCode } from './files/walk.ts';
import { loadPolicies } from './policy/index.ts';
import { packFaults } from './policy/pack-faults.ts';
import { packJsonSchema, packSchema } from './policy/pack-schema.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_FAULTS = 12;

/** The policies of a production: shipped packs by id, files relative to `provgate.json`. Throws ProvgateError `bad-policy`. */
export function policiesOf({
  configuration,
  home,
}: Pick<Production, 'configuration' | 'home'>): readonly LoadedPolicy[] {
  return loadPolicies(configuration.policy, (file) => readPackFile(resolve(home, file), file));
}

/** Reads and validates a pack file, which messages call `file`. Throws ProvgateError `bad-policy` naming line and column of each thing that is wrong. */
export function readPackFile(path: string, file: string): PolicyPack {
  const text = readText(path, file);
  const json = readJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (json.kind === 'broken') {
    const { line, column } = json.position;
    throw broken(file, [`line ${line}, column ${column}: ${json.reason}`]);
  }
  const parsed = packSchema.safeParse(json.value, { reportInput: true });
  const faults = parsed.success
    ? packFaults(parsed.data)
    : faultsOf(parsed.error.issues, {
        jsonSchema: packJsonSchema,
        forms: 'of one of the forms docs/policy.md shows',
      });
  if (parsed.success && faults.length === 0) return parsed.data;
  throw broken(
    file,
    faults.map(({ path, words }) => {
      const { line, column } = json.positionOf(path);
      return `line ${line}, column ${column}: ${words}`;
    }),
  );
}

function readText(path: string, file: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) throw broken(file, ['it is larger than 4 MiB']);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof ProvgateError) throw error;
    const isText = error instanceof TypeError;
    throw new ProvgateError(
      'bad-policy',
      isText
        ? `${file} is no UTF-8 text.`
        : `The policy file ${file} could not be read (${errorCode(error)}).`,
      isText
        ? 'Save it as UTF-8.'
        : 'Put it there and make it readable, or name another policy in provgate.json.',
      { cause: error },
    );
  }
}

function broken(file: string, faults: readonly string[]): ProvgateError {
  const more = faults.length - MAX_FAULTS;
  const shown = [...faults.slice(0, MAX_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])];
  return new ProvgateError(
    'bad-policy',
    `${file}: ${shown.join('; ')}.`,
    'Correct the file; "provgate policy validate FILE" reads it again.',
  );
}
