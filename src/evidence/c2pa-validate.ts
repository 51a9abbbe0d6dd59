import type { MediaSource } from '../domain/media.ts';
import { VALIDATE_BYTES, validatorReport } from './c2pa-wasm.ts';
import { isObject, member, textOf } from './foreign-json.ts';

/** What became of checking a credential against the bytes that carry it (C2PA 2.4 §15, status codes of §15.2). */
export type Validation =
  | {
      readonly kind: 'checked';
      /** The manifest the validator took for the active one. */
      readonly activeLabel: string;
      readonly isSignatureIntact: boolean;
      /** `missing` where no hash ties the credential to these bytes. */
      readonly binding: 'intact' | 'broken' | 'missing';
      /** The signer chains to a configured anchor and was not revoked. */
      readonly isTrusted: boolean;
      readonly isRevoked: boolean;
      /** Organisation and common name of each manifest's signer, by manifest label. */
      readonly signers: ReadonlyMap<string, readonly string[]>;
      readonly failures: readonly string[];
    }
  /** The validator found the credential itself broken before it could check anything. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'unchecked'; readonly reason: string };

/** Formats the validator knows (c2pa-rs asset handlers), by our format word. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  tiff: 'image/tiff',
  dng: 'image/dng',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  avif: 'image/avif',
  heic: 'image/heic',
  jxl: 'image/jxl',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  m4a: 'audio/mp4',
  avi: 'video/avi',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  pdf: 'application/pdf',
};

/** What the validator throws for files, versions and places it does not serve, rather than for a broken credential. */
const NOT_THE_CREDENTIAL =
  /^C2pa\((?:JumbfNotFound|Prerelease|RemoteManifest|Unsupported|InvalidAsset|IoError|ProvenanceMissing|TooManyManifestStores)/;

/** A validator that was stopped by one file cannot be relied on for the next ones of this process. */
let isStopped = false;

/** Checks the credential embedded in a file. Never throws for what a file holds; a fault of reading the disk passes through. */
export async function validate(source: MediaSource, trustAnchors: string | undefined): Promise<Validation> {
  const mimeType = MIME_TYPES[source.type.format];
  if (mimeType === undefined) return { kind: 'unchecked', reason: `no validator for ${source.type.format}` };
  if (source.bytes.sizeBytes > VALIDATE_BYTES) {
    return {
      kind: 'unchecked',
      reason: 'the file is too large to check its credential while it is examined',
    };
  }
  if (isStopped) return { kind: 'unchecked', reason: 'the validator stopped on an earlier file' };
  let report: string;
  try {
    report = await validatorReport(mimeType, source.bytes, trustAnchors);
  } catch (error) {
    // Its answers about files are strings; its own crash is a trap; any other error is not its.
    if (error instanceof Error && error.name === 'RuntimeError') {
      isStopped = true;
      return { kind: 'unchecked', reason: 'the validator stopped on this file' };
    }
    if (error instanceof Error) throw error;
    const reason = String(error).slice(0, 200);
    return { kind: NOT_THE_CREDENTIAL.test(reason) ? 'unchecked' : 'broken', reason };
  }
  return judgeReport(report);
}

/** Failures that tell of the signer or of a writer's manners, not of bytes that differ from what was signed. */
const NOT_INTEGRITY =
  /^(?:signingCredential\.|timeStamp\.|cawg\.|claimSignature\.outsideValidity|assertion\.action\.|ingredient\.unknownProvenance|manifest\.inaccessible)/;
const BINDING = /^assertion\.(?:dataHash|bmffHash|boxesHash|collectionHash|multiAssetHash)\./;

function judgeReport(report: string): Validation {
  const value: unknown = JSON.parse(report);
  const activeLabel = textOf(member(value, 'active_manifest'));
  const results = member(member(value, 'validation_results'), 'activeManifest');
  if (activeLabel === undefined || !isObject(results)) {
    return { kind: 'unchecked', reason: 'the validator gave no result' };
  }
  const passed = codesOf(member(results, 'success'));
  const failures = codesOf(member(results, 'failure'));
  const broken = failures.filter((code) => !NOT_INTEGRITY.test(code));
  const unbound = broken.filter((code) => BINDING.test(code));
  const isRevoked = failures.some((code) => code.includes('revoked'));
  return {
    kind: 'checked',
    activeLabel,
    isSignatureIntact: passed.includes('claimSignature.validated') && broken.length === unbound.length,
    binding: unbound.length > 0 ? 'broken' : passed.some((code) => BINDING.test(code)) ? 'intact' : 'missing',
    isTrusted: member(value, 'validation_state') === 'Trusted' && !isRevoked,
    isRevoked,
    signers: signersOf(member(value, 'manifests')),
    failures,
  };
}

function codesOf(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((status) => textOf(member(status, 'code')) ?? []);
}

function signersOf(manifests: unknown): ReadonlyMap<string, readonly string[]> {
  if (!isObject(manifests)) return new Map();
  return new Map(
    Object.entries(manifests).map(([label, manifest]) => {
      const info = member(manifest, 'signature_info');
      const names = [textOf(member(info, 'common_name')), textOf(member(info, 'issuer'))];
      return [label, names.flatMap((name) => name ?? [])];
    }),
  );
}
