import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { containers } from '../../src/containers/index.ts';
import { ENGINE_DIGEST, ENGINE_VERSION } from '../../src/evidence/engine.ts';
import { readers } from '../../src/evidence/index.ts';
import { locationReaders } from '../../src/evidence/location.ts';
import { pixelSearch } from '../../src/evidence/stealth.ts';

const SRC = join(import.meta.dirname, '../../src');
/** Tables of readers whose entries decide claims. */
const TABLES = [
  'c2pa-products',
  'camera-makes',
  'comfyui-nodes',
  'human-apps',
  'source-types',
  'tc260-producers',
].map((name) => join(SRC, 'evidence', `${name}.ts`));

/** What makes up the engine: containers, readers and their rules by id and version, signatures and tables by their text. */
function digest(): string {
  const parts = {
    containers: containers.map(({ id, version, formats }) => [id, version, formats]),
    readers: [...readers, pixelSearch, ...locationReaders].map(({ id, version, rules }) => [
      id,
      version,
      rules.map((rule) => rule.id),
    ]),
    signatures: textsBelow(join(SRC, 'signatures')),
    tables: TABLES.map(textOf),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function textsBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return names.sort().map((name) => `${name} ${textOf(join(folder, name))}`);
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8').replace(/\s+/g, ' ');
}

test('a change of containers, readers or rules raises the engine version', () => {
  expect(
    `${ENGINE_VERSION} ${digest()}`,
    'something that makes evidence changed: raise ENGINE_VERSION in src/evidence/engine.ts if it was released, and note the new digest there',
  ).toBe(`${ENGINE_VERSION} ${ENGINE_DIGEST}`);
});

test('every reader has an id of its own and a whole-numbered version', () => {
  const all = [...readers, pixelSearch, ...locationReaders];
  expect(new Set(all.map((reader) => reader.id)).size).toBe(all.length);
  for (const reader of all)
    expect(Number.isInteger(reader.version) && reader.version > 0, reader.id).toBe(true);
});
