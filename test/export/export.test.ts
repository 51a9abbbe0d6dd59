import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Runtime } from '../../src/domain/runtime.ts';
import { type ExportResult, exitOfExport, exportFiles } from '../../src/export/export.ts';
import { manifestSchema } from '../../src/export/manifest.ts';
import type { ExportRequest } from '../../src/export/request.ts';
import { verify } from '../../src/export/verify.ts';
import { revoke } from '../../src/records/revoke.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng } from '../helpers/material.ts';

let show: Stage;
let outside: string;
beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-out-')));
});
afterEach(async () => {
  await show.close();
  rmSync(outside, { recursive: true, force: true });
});

const shot = await generatedPng('a quay at dusk');
const plate = await cameraJpeg();
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>';

const target = (name = 'delivery'): string => join(outside, name);
const send = (paths: readonly string[], more: Partial<ExportRequest> = {}, runtime: Runtime = show.runtime) =>
  exportFiles(runtime, { paths: rel(paths), to: target(), ...more });
const failure = (code: string) => expect.objectContaining({ code });
/** Everything below a folder, folders excluded. */
const held = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => !lstatSync(join(dir, name)).isDirectory())
    .sort();

describe('an export that passes', () => {
  test('holds exactly the judged files and a manifest that says what let them out', async () => {
    show = await stage({ 'finals/a.png': shot, 'finals/deep/b.jpg': plate, 'other.txt': 'x' });
    await show.approve(['finals']);
    const result = await send(['finals']);
    expect(result).toMatchObject({ kind: 'made', files: 2 });
    expect(held(target())).toEqual(['a.png', 'deep/b.jpg', 'provgate-manifest.json']);
    expect(readFileSync(target('delivery/a.png')).equals(shot)).toBe(true);
    expect(readdirSync(outside)).toEqual(['delivery']);
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(target('delivery/provgate-manifest.json'), 'utf8')),
    );
    expect(manifest).toMatchObject({ destination: 'final', mark: null, counts: { files: 2, genai: 1 } });
    expect(manifest.files.map(({ path, origin, approvals }) => [path, origin, approvals])).toEqual([
      ['a.png', 'genai', ['NFLX-0042']],
      ['deep/b.jpg', expect.any(String), []],
    ]);
    expect(manifest.check.id).toBe(result.run.check.id);
    expect(JSON.stringify(manifest)).not.toContain(show.root);
    expect(await verify(target())).toMatchObject({ ok: true, files: 2 });
    if (result.kind !== 'made') throw new Error('refused');
    expect(await show.runtime.registry.exports.byId(result.record.id)).toMatchObject({ files: 2 });
  });

  test('leaves the sources as they were, and its copies are no links to them (threat 39)', async () => {
    show = await stage({ 'finals/b.jpg': plate });
    const before = lstatSync(show.at('finals/b.jpg'));
    await send(['finals']);
    const after = lstatSync(show.at('finals/b.jpg'));
    expect([after.mtimeMs, after.ctimeMs, after.ino, after.nlink]).toEqual([
      before.mtimeMs,
      before.ctimeMs,
      before.ino,
      1,
    ]);
    expect(lstatSync(target('delivery/b.jpg')).ino).not.toBe(before.ino);
  });

  test('carries a foreign sidecar with its file, and nothing of our own state (threat 35)', async () => {
    show = await stage({ 'a.jpg': plate, 'a.jpg.xmp': XMP });
    await send(['']);
    expect(held(target())).toEqual(['a.jpg', 'a.jpg.xmp', 'provgate-manifest.json']);
    expect((await verify(target())).ok).toBe(true);
    await send(['a.jpg'], { to: target('single') });
    expect(held(target('single'))).toEqual(['a.jpg', 'a.jpg.xmp', 'provgate-manifest.json']);
  });

  test('may go into an empty folder that exists, which keeps its permissions', async () => {
    show = await stage({ 'finals/b.jpg': plate });
    mkdirSync(target(), { mode: 0o750 });
    chmodSync(target(), 0o750);
    expect((await send(['finals'])).kind).toBe('made');
    expect(lstatSync(target()).mode & 0o777).toBe(0o750);
  });

  test('keeps names that are no UTF-8', async () => {
    show = await stage({ 'finals/b.jpg': plate });
    const name = Buffer.concat([Buffer.from(show.at('finals/')), Buffer.from([0x61, 0xe9])]);
    writeFileSync(name, 'latin');
    await send(['finals']);
    expect(
      readdirSync(target(), { encoding: 'buffer' })
        .map((each) => each.toString('latin1'))
        .sort(),
    ).toEqual(['a\u00e9', 'b.jpg', 'provgate-manifest.json']);
    expect((await verify(target())).ok).toBe(true);
  });

  test('for temp says TEMP in manifest and folder name (threat 23)', async () => {
    show = await stage({ 'dailies/a.png': shot });
    await expect(send(['dailies'], { destination: 'temp' })).rejects.toThrowError(failure('usage'));
    expect((await send(['dailies'], { destination: 'temp', to: target('reel_TEMP') })).kind).toBe('made');
    const manifest = JSON.parse(readFileSync(target('reel_TEMP/provgate-manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ destination: 'temp', mark: 'TEMP' });
  });
});

describe('an export that does not pass leaves nothing', () => {
  const nothing = (result: ExportResult, exit: number): void => {
    expect([result.kind, exitOfExport(result), readdirSync(outside)]).toEqual(['refused', exit, []]);
  };

  test('when the gate blocks, reviews or cannot decide', async () => {
    show = await stage({ 'finals/a.png': shot, 'empty/.keep': '' });
    nothing(await send(['finals']), 1);
    rmSync(show.at('empty/.keep'));
    nothing(await send(['empty']), 3);
  });

  test('when bytes change between the decision and the copy (threat 10)', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    let once = true;
    const result = await send(['finals'], {
      onProgress: ({ phase, done, total }) => {
        if (phase === 'check' && done === total && once) {
          once = false;
          queueMicrotask(() => show.write('finals/a.jpg', Buffer.concat([plate, Buffer.from('x')])));
        }
      },
    });
    nothing(result, 3);
  });

  test('when the approval is revoked while the files are copied', async () => {
    show = await stage({ 'finals/a.png': shot });
    await show.approve(['finals']);
    const { registry } = show.runtime;
    let revoked = false;
    const runtime: Runtime = {
      ...show.runtime,
      registry: {
        ...registry,
        checks: {
          ...registry.checks,
          async record(check, actor) {
            const stored = await registry.checks.record(check, actor);
            if (!revoked) {
              revoked = true;
              await revoke(show.runtime, 'NFLX-0042', 'rights withdrawn');
            }
            return stored;
          },
        },
      },
    };
    const result = await send(['finals'], {}, runtime);
    nothing(result, 1);
    expect(told(result.run.check)).toEqual(['finals/a.png block APR-006']);
    expect((await registry.checks.byId(result.run.check.id))?.check.outcome).toBe('block');
  });

  test('when the configuration changes while the files are copied (threat 17)', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const result = await send(['finals'], {
      onProgress: ({ phase }) => {
        if (phase === 'copy') writeFileSync(show.at('provgate.json'), '{}');
      },
    });
    nothing(result, 3);
    expect(result.run.check.findings.map(({ code }) => code)).toEqual(['GAT-004']);
  });

  test('when the target is full', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const full = expect.objectContaining({ code: 'disk-full' });
    const file = target('delivery');
    await expect(
      send(['finals'], {
        onProgress: ({ phase }) => {
          if (phase === 'copy')
            throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
        },
      }),
    ).rejects.toThrowError(full);
    expect([existsSync(file), readdirSync(outside)]).toEqual([false, []]);
  });

  test('when it is interrupted', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const stop = new AbortController();
    const sent = send(['finals'], {
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === 'copy') stop.abort();
      },
    });
    await expect(sent).rejects.toThrowError();
    expect(readdirSync(outside)).toEqual([]);
  });

  test('when recording it fails after it was moved', async () => {
    show = await stage({ 'finals/a.jpg': plate, 'finals/deep/b.txt': 'x' });
    const { registry } = show.runtime;
    const exports = {
      ...registry.exports,
      record: () => Promise.reject(new Error('the disk of the registry died')),
    };
    const runtime: Runtime = { ...show.runtime, registry: { ...registry, exports } };
    await expect(send(['finals'], {}, runtime)).rejects.toThrowError('the disk of the registry died');
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe('a target', () => {
  test('that is not empty is a wrong call (threat 10)', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    mkdirSync(target());
    writeFileSync(target('delivery/old.txt'), 'left from last week');
    await expect(send(['finals'])).rejects.toThrowError(failure('target-not-empty'));
    expect(held(target())).toEqual(['old.txt']);
  });

  test('that is a file or a link, lies inside the scope, or has no parent is a wrong call (threat 38)', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    writeFileSync(target(), 'x');
    await expect(send(['finals'])).rejects.toThrowError(failure('usage'));
    symlinkSync(show.at('finals'), target('link'));
    await expect(send(['finals'], { to: target('link') })).rejects.toThrowError(failure('usage'));
    await expect(send(['finals'], { to: show.at('finals/out') })).rejects.toThrowError(failure('usage'));
    await expect(send([''], { to: show.at('out') })).rejects.toThrowError(failure('usage'));
    await expect(send(['finals'], { to: show.at('.provgate/out') })).rejects.toThrowError(failure('usage'));
    await expect(send(['finals'], { to: target('no/such/parent') })).rejects.toThrowError(failure('usage'));
  });

  test('may lie in the production beside the scope', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    expect((await send(['finals'], { to: show.at('outgoing') })).kind).toBe('made');
  });

  test('is freed of what a killed export left there', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const gone = spawn('true');
    await new Promise((done) => gone.on('close', done));
    const left = target('.delivery.provgate-staging-abc123');
    mkdirSync(join(left, 'content/deep'), { recursive: true });
    writeFileSync(join(left, 'content/deep/half.mov'), 'half');
    const owner = { schema: 'provgate.staging/1', host: hostname(), pid: gone.pid, started: null };
    writeFileSync(join(left, 'owner.json'), JSON.stringify(owner));
    expect((await send(['finals'])).kind).toBe('made');
    expect(readdirSync(outside)).toEqual(['delivery']);
  });

  test('another export is writing to is left to it', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const busy = target('.delivery.provgate-staging-abc123');
    mkdirSync(join(busy, 'content'), { recursive: true });
    const owner = { schema: 'provgate.staging/1', host: hostname(), pid: process.pid, started: null };
    writeFileSync(join(busy, 'owner.json'), JSON.stringify(owner));
    await expect(send(['finals'])).rejects.toThrowError(failure('conflict'));
    expect(existsSync(busy)).toBe(true);
  });

  test('is worked in under 0700 (threat 10)', async () => {
    show = await stage({ 'finals/a.jpg': plate });
    const modes = new Set<number>();
    await send(['finals'], {
      onProgress: ({ phase }) => {
        if (phase !== 'copy') return;
        for (const name of readdirSync(outside)) modes.add(lstatSync(join(outside, name)).mode & 0o777);
      },
    });
    expect([...modes]).toEqual([0o700]);
  });

  test('two files would share is a wrong call (threat 10)', async () => {
    show = await stage({ 'a/x.jpg': plate, 'b/X.jpg': Buffer.concat([plate, Buffer.from('x')]) });
    await expect(send(['a/x.jpg', 'b/X.jpg'])).rejects.toThrowError(failure('usage'));
    expect(readdirSync(outside)).toEqual([]);
  });
});
