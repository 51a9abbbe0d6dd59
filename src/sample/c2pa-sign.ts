import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import init, { WasmBuilder } from '@contentauth/c2pa-wasm';
import { coseSign1 } from './cose.ts';
import { MemoryBlob, withSyncReader } from './memory-blob.ts';
import type { SigningIdentity } from './x509.ts';

/** Room for the signature, both certificates and padding. */
const RESERVED_BYTES = 4096;
const SETTINGS = JSON.stringify({ verify: { remote_manifest_fetch: false, verify_after_sign: false } });

/** What the credential says of a picture that a model made. */
export interface Creation {
  readonly title: string;
  readonly format: string;
  readonly generator: string;
}

/**
 * The same picture with Content Credentials that say a trained model created it, signed by `identity` (C2PA 2.2 §18.15).
 * Offline: nothing is fetched and no time stamp is asked for.
 */
export async function signAsGenerated(
  picture: Uint8Array,
  creation: Creation,
  identity: SigningIdentity,
): Promise<Buffer> {
  const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  await init({ module_or_path: await readFile(wasm) });
  const builder = WasmBuilder.fromJson(JSON.stringify(definition(creation)), SETTINGS);
  try {
    const signer = {
      alg: 'es256',
      reserveSize: RESERVED_BYTES,
      sign: async (claim: Uint8Array) => new Uint8Array(coseSign1(claim, identity, RESERVED_BYTES)),
    };
    return Buffer.from(
      await withSyncReader(() => builder.sign(signer, [], creation.format, new MemoryBlob(picture))),
    );
  } finally {
    builder.free();
  }
}

function definition(creation: Creation): object {
  return {
    claim_generator_info: [{ name: creation.generator, version: '1.0' }],
    title: creation.title,
    format: creation.format,
    assertions: [
      {
        label: 'c2pa.actions.v2',
        data: {
          actions: [
            {
              action: 'c2pa.created',
              softwareAgent: { name: creation.generator, version: '1.0' },
              digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
            },
          ],
          allActionsIncluded: true,
        },
      },
    ],
  };
}
