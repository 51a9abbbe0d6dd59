import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import init, { WasmBuilder } from '@contentauth/c2pa-wasm';
import sharp from 'sharp';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { MediaSource } from '../../src/domain/media.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { coseSign1 } from '../../src/sample/cose.ts';
import { MemoryBlob, withSyncReader } from '../../src/sample/memory-blob.ts';
import { makeIdentity, type SigningIdentity } from '../../src/sample/x509.ts';

/** A signer nobody trusts unless its authority is configured as anchor. */
export const identity = makeIdentity('Quay Tests', '2026-01-01T00:00:00.000Z', '2046-01-01T00:00:00.000Z');

/** The authority of a signer as PEM. */
export function anchorOf({ chain }: SigningIdentity): string {
  const lines = chain[1].toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** The authority of that signer as PEM. */
export const anchor = anchorOf(identity);

const RESERVED_BYTES = 4096;
const SETTINGS = JSON.stringify({
  verify: { remote_manifest_fetch: false, verify_after_sign: false, verify_trust: false },
});
const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** One action of a manifest under test. */
export interface TestAction {
  readonly action: string;
  readonly sourceType?: string;
  readonly agent?: string;
  readonly description?: string;
  /** Positions of the ingredients it is about. */
  readonly about?: readonly number[];
}

/** A manifest to sign into a small PNG; ingredients are files signed before. */
export interface TestManifest {
  readonly generator?: string;
  readonly actions: readonly TestAction[];
  readonly isComplete?: boolean;
  /** The signer only passes the actions on. */
  readonly isGathered?: boolean;
  readonly assertions?: readonly { readonly label: string; readonly data: unknown }[];
  /** References to what is taken out of the ingredients. */
  readonly redactions?: readonly string[];
  readonly ingredients?: readonly { readonly relationship: string; readonly bytes: Buffer }[];
}

/** A plain PNG of a few pixels. */
export async function plainPng(): Promise<Buffer> {
  const pixels = { width: 24, height: 16, channels: 3 as const, background: '#446688' };
  return sharp({ create: pixels }).png().toBuffer();
}

/** A PNG with a credential that says what `manifest` says, signed by the test signer. */
export async function signedPng(
  manifest: TestManifest,
  picture?: Buffer,
  signedBy: SigningIdentity = identity,
): Promise<Buffer> {
  const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  await init({ module_or_path: await readFile(wasm) });
  const base = picture ?? (await plainPng());
  return withSyncReader(async () => {
    const builder = WasmBuilder.fromJson(JSON.stringify(definition(manifest)), SETTINGS);
    try {
      for (const [index, { relationship, bytes }] of (manifest.ingredients ?? []).entries()) {
        const json = JSON.stringify({
          title: 'in.png',
          relationship,
          format: 'image/png',
          label: `in-${index}`,
        });
        await builder.addIngredientFromBlob(json, 'image/png', new MemoryBlob(bytes));
      }
      const sign = async (claim: Uint8Array) => new Uint8Array(coseSign1(claim, signedBy, RESERVED_BYTES));
      const signer = { alg: 'es256', reserveSize: RESERVED_BYTES, sign };
      return Buffer.from(await builder.sign(signer, [], 'image/png', new MemoryBlob(base)));
    } finally {
      builder.free();
    }
  });
}

/** The same credential in a file of its own, beside the picture it was signed for. */
export async function credentialBeside(manifest: TestManifest, picture: Buffer): Promise<Buffer> {
  const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  await init({ module_or_path: await readFile(wasm) });
  return withSyncReader(async () => {
    const builder = WasmBuilder.fromJson(JSON.stringify(definition(manifest)), SETTINGS);
    try {
      builder.setNoEmbed(true);
      const sign = async (claim: Uint8Array) => new Uint8Array(coseSign1(claim, identity, RESERVED_BYTES));
      const signer = { alg: 'es256', reserveSize: RESERVED_BYTES, sign };
      const made: { readonly manifest: Uint8Array } = await builder.signAndGetManifestBytes(
        signer,
        [],
        'image/png',
        new MemoryBlob(picture),
      );
      return Buffer.from(made.manifest);
    } finally {
      builder.free();
    }
  });
}

function definition(manifest: TestManifest): object {
  const actions = manifest.actions.map(({ action, sourceType, agent, description, about }) => ({
    action,
    ...(sourceType === undefined ? {} : { digitalSourceType: SOURCE_TYPES + sourceType }),
    ...(agent === undefined ? {} : { softwareAgent: { name: agent } }),
    ...(description === undefined ? {} : { description }),
    ...(about === undefined ? {} : { parameters: { ingredientIds: about.map((index) => `in-${index}`) } }),
  }));
  const all = manifest.isComplete === true ? { allActionsIncluded: true } : {};
  return {
    claim_generator_info: [{ name: manifest.generator ?? 'Quay Editor', version: '1.0' }],
    title: 'quay.png',
    format: 'image/png',
    assertions: [
      { label: 'c2pa.actions.v2', data: { actions, ...all }, created: manifest.isGathered !== true },
      ...(manifest.assertions ?? []),
    ],
    ...(manifest.redactions === undefined ? {} : { redactions: manifest.redactions }),
  };
}

/** A file in memory as the readers get it. */
export async function sourceOf(bytes: Buffer, extension: string): Promise<MediaSource> {
  const source = bufferBytes(bytes);
  const type = sniff(source, extension);
  return { ...(await readMetadata(type, source, extension)), type, bytes: source, extension };
}
