import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UnreadableMediaError } from '../../src/domain/errors.ts';
import type { Problem } from '../../src/domain/media.ts';
import { readEvidence, readers, readState } from '../../src/evidence/index.ts';
import { signedPng, sourceOf } from './credentials.ts';
import { fileWith, type Written } from './fields.ts';

const ROOM = join(import.meta.dirname, '../../src/evidence');
const SETTINGS: Written = ['png.text.parameters', 'a quay\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 3'];
const problem = (kind: Problem['kind']): Problem => ({
  kind,
  where: 'png',
  reason: 'chunk IDAT runs past the end',
});

async function stateOf(given: Parameters<typeof fileWith>[1], fields: readonly Written[] = []) {
  const source = fileWith(fields, given, 'png');
  return readState(source, await readEvidence(source)).state;
}

test('every reader file is in the list', async () => {
  const exported = new Set<unknown>();
  for (const name of readdirSync(ROOM).filter((file) => file.endsWith('.ts'))) {
    const module: Record<string, unknown> = await import(join(ROOM, name));
    for (const value of Object.values(module)) if (isReader(value)) exported.add(value);
  }
  expect(exported).toEqual(new Set(readers));
});

test('no reader hides what another found', async () => {
  const found = await readEvidence(
    fileWith(
      [SETTINGS, ['xmp.Iptc4xmpExt:DigitalSourceType', 'digitalCapture'], ['xmp.xmpMM:DocumentID', 'id']],
      {},
      'png',
    ),
  );
  expect(found.map((item) => item.rule)).toEqual(['iptc.source-type', 'infotext.webui', 'lineage.document']);
});

describe('threat 19: what could not be read', () => {
  test('a problem of a container is evidence, and other readers still run', async () => {
    const found = await readEvidence(fileWith([SETTINGS], { problems: [problem('cut')] }, 'png'));
    expect(found.map(({ rule, status }) => `${rule} ${status}`)).toEqual([
      'container.cut incomplete',
      'infotext.webui read',
    ]);
  });

  test('a file that cannot be read while a reader runs becomes evidence under the reader’s name', async () => {
    const bytes = {
      sizeBytes: 10,
      read: () => {
        throw new UnreadableMediaError('damaged', 'byte 0', 'the disk did not give its bytes');
      },
    };
    const { manifests } = await sourceOf(await signedPng({ actions: [] }), 'png');
    const found = await readEvidence(fileWith([SETTINGS], { bytes, manifests }, 'png'));
    expect(found).toContainEqual(expect.objectContaining({ reader: 'c2pa', status: 'unreadable' }));
    expect(found).toContainEqual(expect.objectContaining({ rule: 'infotext.webui' }));
  });

  test('a fault of our own is thrown on, never taken for a property of the file', async () => {
    const bytes = {
      sizeBytes: 10,
      read: () => {
        throw new TypeError('a fault');
      },
    };
    const { manifests } = await sourceOf(await signedPng({ actions: [] }), 'png');
    await expect(readEvidence(fileWith([], { bytes, manifests }, 'png'))).rejects.toThrow(TypeError);
  });
});

describe('the state of a file', () => {
  test.each([
    ['a file read to its end', {}, 'ok'],
    ['a file that ends too early', { problems: [problem('cut')] }, 'incomplete'],
    ['a limit', { problems: [problem('limit')] }, 'unreadable'],
    ['a damaged part', { problems: [problem('damaged')] }, 'unreadable'],
    ['a format without reader', { supported: false }, 'unsupported'],
  ] as const)('%s', async (_what, given, state) => {
    expect(await stateOf(given)).toBe(state);
  });

  test('a mark found in a format without reader makes it more than unsupported', async () => {
    expect(await stateOf({ supported: false }, [SETTINGS])).toBe('ok');
  });

  test('the reason says where and what', () => {
    const source = fileWith([], { supported: false }, 'mxf');
    expect(readState(source, [])).toEqual({ state: 'unsupported', reason: 'no reader for mxf' });
  });
});

function isReader(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'read' in value && 'rules' in value && 'version' in value
  );
}
