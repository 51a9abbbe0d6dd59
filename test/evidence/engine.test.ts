import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ENGINE } from '../../src/evidence/engine.ts';
import { readers } from '../../src/evidence/index.ts';
import { locationReaders } from '../../src/evidence/location.ts';
import { pixelSearch } from '../../src/evidence/stealth.ts';
import { engineOfParts, engineParts, type Part } from './engine-parts.ts';

const NOTED = join(import.meta.dirname, 'engine-parts.json');
const ENGINE_FILE = join(import.meta.dirname, '../../src/evidence/engine.ts');
const isPublishing = process.env['PUBLISH'] !== undefined;
const HOW = 'run PUBLISH=1 npx vitest run test/evidence/engine.test.ts';

/** `released` is the engine version of the last release: what changes after it gets the next one. */
const noted: { readonly released: number; readonly parts: Readonly<Record<string, Part>> } = existsSync(NOTED)
  ? JSON.parse(readFileSync(NOTED, 'utf8'))
  : { released: 0, parts: {} };
const next = noted.released + 1;

test('whatever changed since the last release carries a later version than it', async () => {
  const parts = await engineParts();
  const changed = Object.entries(parts).filter(([name, { digest }]) => noted.parts[name]?.digest !== digest);
  const unraised = changed.filter(([, { version }]) => version < next).map(([name]) => name);
  expect(unraised, `these read otherwise than before: set their version to ${next}`).toEqual([]);
  const removed = Object.keys(noted.parts).filter((name) => parts[name] === undefined);
  const isToldToAll = removed.length === 0 || (parts['shared']?.version ?? 0) >= next;
  expect(isToldToAll, `${removed.join(', ')} is gone: set SHARED_VERSION to ${next}`).toBe(true);
  if (isPublishing) writeFileSync(NOTED, `${JSON.stringify({ released: noted.released, parts }, null, 2)}\n`);
  else expect(Object.fromEntries(changed), `readers or rules changed: ${HOW}`).toEqual({});
});

test('the engine says since when each format is read as it is', async () => {
  const engine = await engineOfParts();
  if (isPublishing) {
    const text = readFileSync(ENGINE_FILE, 'utf8');
    const { version, places, everyFormat, formats } = engine;
    const since = Object.entries(formats).map(([format, number]) => ` ${JSON.stringify(format)}: ${number}`);
    const inside = since.length === 0 ? '{}' : `{${since.join(',')} }`;
    const numbers = `version: ${version}, places: ${places}, everyFormat: ${everyFormat}`;
    const line = `export const ENGINE: Engine = { ${numbers}, formats: ${inside} };`;
    writeFileSync(ENGINE_FILE, text.replace(/export const ENGINE: Engine = [^;]*;/, line));
  } else expect(ENGINE, `versions of containers or readers changed: ${HOW}`).toEqual(engine);
});

test('every reader has an id of its own and a whole-numbered version', () => {
  const all = [...readers, pixelSearch, ...locationReaders];
  expect(new Set(all.map((reader) => reader.id)).size).toBe(all.length);
  for (const reader of all)
    expect(Number.isInteger(reader.version) && reader.version > 0, reader.id).toBe(true);
});
