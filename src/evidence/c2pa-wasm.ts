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

/**
 * The validator's JSON report on the credential embedded in `source`. Throws the validator's own value, often a string
 * such as `C2pa(JumbfNotFound)`. Never opens a network connection.
 */
export async function validatorReport(
  mimeType: string,
  source: ByteSource,
  trustAnchors: string | undefined,
): Promise<string> {
  loaded ??= load();
  const { WasmReader } = await loaded;
  const settings = settingsWith(trustAnchors);
  const reader =
    source.sizeBytes <= WHOLE_BYTES
      ? await WasmReader.fromBytes(mimeType, readAll(source, 0, source.sizeBytes), settings)
      : await WasmReader.fromBlob(mimeType, new RangeBlob(source, 0, source.sizeBytes), settings);
  try {
    return reader.json();
  } finally {
    reader.free();
  }
}

/** A manifest may name a place on the network; the validator must never go there. */
function settingsWith(trustAnchors: string | undefined): string {
  const trust = trustAnchors === undefined ? {} : { trust: { user_anchors: trustAnchors } };
  return JSON.stringify({
    ...trust,
    verify: { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
  });
}

/** Compiles the validator once for this process, when the first credential is met. */
async function load(): Promise<Wasm> {
  const wasm = await import('@contentauth/c2pa-wasm');
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
