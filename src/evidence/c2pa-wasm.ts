import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ByteSource } from '../domain/media.ts';

/** Largest file whose binding is checked in one go with its examination. */
export const VALIDATE_BYTES = 256 * 1024 * 1024;
/** Up to here the validator gets the bytes whole; beyond, it asks for ranges. */
const WHOLE_BYTES = 16 * 1024 * 1024;
const STEP_BYTES = 8 * 1024 * 1024;

type Wasm = typeof import('@contentauth/c2pa-wasm');
let loaded: Promise<Wasm> | undefined;
/** Instances that were stopped by a file; each next one is loaded under a name of its own. */
let stopped = 0;

/** The validator itself broke on a file: its memory is in no known state, and the next file gets a new one. */
export class ValidatorStopped extends Error {
  override readonly name = 'ValidatorStopped';
}

/**
 * The validator's JSON report on the credential embedded in `source`. Throws the validator's own value, often a string
 * such as `C2pa(JumbfNotFound)`, or ValidatorStopped. Never opens a network connection. Where the validator breaks in the
 * midst of its own waiting, nobody can catch it: the process ends, and whoever watches it tries the file again.
 */
export async function validatorReport(
  mimeType: string,
  source: ByteSource,
  trustAnchors: string | undefined,
): Promise<string> {
  loaded ??= load();
  const { WasmReader } = await loaded;
  const settings = settingsWith(trustAnchors);
  try {
    const reader =
      source.sizeBytes <= WHOLE_BYTES
        ? await WasmReader.fromBytes(mimeType, readAll(source, 0, source.sizeBytes), settings)
        : await WasmReader.fromBlob(mimeType, new RangeBlob(source, 0, source.sizeBytes), settings);
    try {
      return reader.json();
    } finally {
      reader.free();
    }
  } catch (error) {
    if (!isTrap(error)) throw error;
    loaded = undefined;
    stopped += 1;
    throw new ValidatorStopped('the validator stopped', { cause: error });
  }
}

/** An instruction that must never be reached, or a stack that ran out inside the validator. */
function isTrap(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'RuntimeError' || (error instanceof RangeError && /call stack/.test(error.message));
}

/**
 * Purposes a signer's key may have been certified for, one of which is enough (C2PA 2.4 §14.5.1): signing claims, and what
 * certificates were issued for before that purpose had a name, e-mail and documents; time stamps and revocation answers.
 */
const PURPOSES = [
  '1.3.6.1.4.1.62558.2.1',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.5.5.7.3.8',
  '1.3.6.1.5.5.7.3.9',
].join('\n');

/** A manifest may name a place on the network; the validator must never go there. */
function settingsWith(trustAnchors: string | undefined): string {
  const anchors = trustAnchors === undefined ? {} : { user_anchors: trustAnchors };
  return JSON.stringify({
    trust: { ...anchors, trust_config: PURPOSES },
    verify: { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
  });
}

/** Compiles the validator when the first credential is met, and again after one of them stopped it. */
async function load(): Promise<Wasm> {
  const wasm: Wasm =
    stopped === 0
      ? await import('@contentauth/c2pa-wasm')
      : await import(`${import.meta.resolve('@contentauth/c2pa-wasm')}?after=${stopped}`);
  // The browser's synchronous reader, which the validator uses for ranges and Node does not have.
  Object.defineProperty(globalThis, 'FileReaderSync', { value: RangeReader, configurable: true });
  await wasm.default({
    module_or_path: readFileSync(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'))),
  });
  return wasm;
}

/** A range of an open file in the shape of a browser's Blob; holds no bytes itself. */
class RangeBlob extends Blob {
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
  override readonly size: number;

  constructor(source: ByteSource, start: number, end: number) {
    super([]);
    this.source = source;
    this.start = start;
    this.end = end;
    this.size = end - start;
  }

  override slice(start = 0, end = this.size): RangeBlob {
    const from = Math.min(this.start + Math.max(0, start), this.end);
    return new RangeBlob(this.source, from, Math.max(from, Math.min(this.start + end, this.end)));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.read();
  }

  read(): ArrayBuffer {
    return readAll(this.source, this.start, this.size).buffer;
  }
}

class RangeReader {
  readAsArrayBuffer(blob: RangeBlob): ArrayBuffer {
    return blob.read();
  }
}

function readAll(source: ByteSource, start: number, length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  for (let at = 0; at < length; at += STEP_BYTES) {
    whole.set(source.read(start + at, Math.min(STEP_BYTES, length - at)), at);
  }
  return whole;
}
