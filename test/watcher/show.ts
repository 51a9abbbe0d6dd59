import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { loadProduction } from '../../src/configuration/find.ts';
import type { Production } from '../../src/domain/configuration.ts';
import type { Engine } from '../../src/domain/engine.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { LocatedAsset } from '../../src/domain/registry.ts';
import type { Runtime } from '../../src/domain/runtime.ts';
import { createProductionRegistry, openRuntime } from '../../src/runtime.ts';

/** A real production in a temporary folder, closed and removed when the test ends. */
export interface Show {
  readonly dir: string;
  readonly runtime: Runtime;
  readonly log: string[];
  /** Writes a file below the media root. */
  write(path: string, bytes: string | Uint8Array): void;
  at(path: string): string;
  /** What is live at a path. */
  located(path: string): Promise<LocatedAsset | undefined>;
  /** All live paths in byte order. */
  live(): Promise<readonly string[]>;
}

export async function openShow(
  settings: Readonly<Record<string, unknown>> = {},
  engine?: Engine,
): Promise<Show> {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-show-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  configure(dir, settings);
  const production = productionAt(dir);
  await createProductionRegistry(production);
  return showAt(production, engine);
}

/** Writes `provgate.json`; quick settling unless told otherwise. */
export function configure(dir: string, settings: Readonly<Record<string, unknown>>): void {
  const configuration = {
    id: ID,
    title: 'Quayside',
    root: '.',
    policy: 'approval-id',
    settleMs: 100,
    ...settings,
  };
  writeFileSync(join(dir, 'provgate.json'), JSON.stringify(configuration));
}

const ID = '0199a1b2-0000-7000-8000-000000000001';

export function productionAt(dir: string): Production {
  return loadProduction(dir, process.env);
}

/** Opens it, with readers of other versions than their own where an upgrade is to be made. */
export async function showAt(production: Production, engine?: Engine): Promise<Show> {
  const log: string[] = [];
  const record = (event: string, fields?: Readonly<Record<string, unknown>>): void => {
    log.push(`${event} ${JSON.stringify(fields ?? {})}`);
  };
  const runtime = await openRuntime(production, {
    log: { debug: record, info: record, warn: record },
    ...(engine === undefined ? {} : { engine }),
  });
  onTestFinished(() => runtime.close());
  const { root } = production;
  return {
    dir: root,
    runtime,
    log,
    at: (path) => join(root, path),
    write(path, bytes) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
    },
    async located(path) {
      return (await runtime.registry.locations.at([path as RelPath])).get(path as RelPath);
    },
    async live() {
      const listed = await runtime.registry.assets.list({}, { limit: 100_000 });
      return listed.map(({ location }) => location.path);
    },
  };
}

/** A PNG that says it was made by a model; `salt` makes its bytes different. */
export function generatedPng(salt: string): Buffer {
  return png([
    [
      'parameters',
      `a quay at dusk ${salt}\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Model: quay`,
    ],
  ]);
}

/** A PNG nothing is known about. */
export function plainPng(salt: string): Buffer {
  return png([['Title', salt]]);
}

function png(texts: readonly (readonly [string, string])[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, 128]));
  const chunks = texts.map(([keyword, text]) => chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...chunks,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}
