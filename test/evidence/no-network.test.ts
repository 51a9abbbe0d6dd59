import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertion, manifest, manifestStore } from '../../fixtures/build/jumbf.ts';
import { iTXt, png, pngChunk } from '../../fixtures/build/png.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { openExaminer } from '../../src/examine/pool.ts';
import { notChecked } from '../../src/reports/evidence-words.ts';
import { signedPng } from './credentials.ts';

const childModule = fileURLToPath(new URL('./no-network-child.ts', import.meta.url));
const REMOTE = 'http://127.0.0.1:9/urn-c2pa-0f4e2f3a-1111-4222-8333-444455556666-quay';
const POINTER = iTXt('XML:com.adobe.xmp', xmpPacket({ 'dcterms:provenance': REMOTE }));

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-offline-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Examines bytes in a process that ends at the first attempt to reach anything. */
async function examine(name: string, bytes: Buffer | string) {
  const file = join(dir, name);
  writeFileSync(file, bytes);
  const examiner = openExaminer({ workers: 1, childModule });
  try {
    return await examiner.examine(file);
  } finally {
    await examiner.close();
  }
}

/** The same, for a file that must be read to its end. */
async function read(name: string, bytes: Buffer) {
  const result = await examine(name, bytes);
  if (result.kind !== 'examined') throw new Error(`${name} was ${result.kind}`);
  expect(result.examination).toMatchObject({ state: 'ok' });
  return result.examination.evidence;
}

describe('threat 41: nothing is fetched while a file is read', () => {
  test.each(['fetch', 'socket', 'name'])('a reader that goes out by %s would be noticed', async (way) => {
    const result = await examine('control.txt', `go out by ${way}`);
    if (result.kind !== 'examined') throw new Error(result.kind);
    expect(result.examination.state).toBe('unreadable');
    expect(result.examination.stateReason).toContain('ended with code 9');
  });

  test('a pointer to a credential kept elsewhere is named, not followed', async () => {
    const evidence = await read('pointer.png', png({ before: [POINTER] }));
    expect(evidence.map(({ rule }) => rule)).toContain('c2pa.remote');
    expect(notChecked(evidence)).toEqual([
      {
        code: 'remote-manifest',
        where: 'xmp.dcterms:provenance',
        message: `remote manifest not fetched: ${REMOTE}`,
      },
    ]);
  });

  test('a claim that names manifests elsewhere is read as it stands', async () => {
    const actions = assertion('c2pa.actions.v2', {
      actions: [{ action: 'c2pa.created', digitalSourceType: 'trainedAlgorithmicMedia' }],
    });
    const cloud = assertion('c2pa.cloud-data', { label: 'c2pa.metadata', location: { url: REMOTE } });
    const store = manifestStore(
      manifest({ assertions: [actions, cloud], claim: { remote_manifests: [REMOTE], dataTypes: [] } }),
    );
    const evidence = await read('remote.png', png({ before: [pngChunk('caBX', store), POINTER] }));
    expect(evidence.find(({ rule }) => rule === 'c2pa.action')).toMatchObject({
      points: { origin: 'genai' },
    });
    expect(notChecked(evidence).map(({ code }) => code)).toContain('remote-manifest');
  });

  test('a signed picture is checked offline, and what could not be is told', async () => {
    const actions = [{ action: 'c2pa.created', sourceType: 'trainedAlgorithmicMedia' }];
    const evidence = await read('signed.png', await signedPng({ actions }));
    expect(evidence.find(({ rule }) => rule === 'c2pa.action')).toMatchObject({ status: 'untrusted' });
    expect(notChecked(evidence)).toEqual([
      {
        code: 'revocation',
        where: 'png.caBX/revocation',
        message: 'certificate revocation not checked (offline)',
      },
    ]);
  });
});
