import type { ParsedManifest } from '../containers/jumbf.ts';
import type { ByteSource, MediaSource } from '../domain/media.ts';
import { bytesOf, wholeFileBinding } from './c2pa-binding.ts';
import { VALIDATE_BYTES, ValidatorStopped, validatorReport } from './c2pa-wasm.ts';
import { isObject, member, textOf } from './foreign-json.ts';
import { listName } from './trust/anchors.ts';
import { fittingAnchors } from './trust/fitting.ts';

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
      /** Nobody is asked over the network, so mostly unchecked; a signer may send the answer along. */
      readonly revocation: 'unchecked' | 'not-revoked' | 'revoked';
      /** Organisation and common name of each manifest's signer, by manifest label. */
      readonly signers: ReadonlyMap<string, readonly string[]>;
      /** Status codes of what failed, as the standard names them. */
      readonly failures: readonly string[];
      /** Every status code the validator gave, each once, as it found them. */
      readonly codes: StatusCodes;
      /** What the list of anchors is called; absent where nobody is trusted. */
      readonly trustList: string | undefined;
    }
  /** The validator found the credential itself broken before it could check anything. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'unchecked'; readonly reason: string };

/** Status codes of the standard (C2PA 2.4 §15.2) by what they say; `ingredient` are failures met in ingredients. */
export interface StatusCodes {
  readonly success: readonly string[];
  readonly informational: readonly string[];
  readonly failure: readonly string[];
  readonly ingredient: readonly string[];
}

/** Formats the validator knows (c2pa-rs asset handlers), by our format word. */
export const MIME_TYPES: Readonly<Record<string, string>> = {
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

/**
 * Checks the credential embedded in a file. Never throws for what a file holds; a fault of reading the disk passes through.
 */
export async function validate(source: MediaSource, trustAnchors: string | undefined): Promise<Validation> {
  const mimeType = MIME_TYPES[source.type.format];
  if (mimeType === undefined) return unchecked(`no validator for ${source.type.format}`);
  if (source.bytes.sizeBytes > VALIDATE_BYTES) return unchecked(TOO_LARGE);
  const anchors = fittingAnchors(
    trustAnchors,
    source.manifests.map((store) => store.jumbf),
  );
  const report = await reportOn(mimeType, source.bytes, anchors);
  return typeof report === 'string' ? judgeReport(report, undefined, trustAnchors) : report;
}

/**
 * Checks a credential that stands beside its file (C2PA 2.4 §11.4). The validator checks signature and statements of the
 * credential by itself; the hash that ties it to the file is compared here.
 */
export async function validateBeside(
  store: Uint8Array,
  active: ParsedManifest | undefined,
  media: ByteSource,
  trustAnchors: string | undefined,
): Promise<Validation> {
  if (media.sizeBytes > VALIDATE_BYTES) return unchecked(TOO_LARGE);
  const report = await reportOn('application/c2pa', bytesOf(store), fittingAnchors(trustAnchors, [store]));
  if (typeof report !== 'string') return report;
  const binding = active === undefined ? undefined : wholeFileBinding(active, media);
  if (binding === undefined)
    return unchecked('what ties it to the file beside it is of a kind that is not checked');
  return judgeReport(report, binding, trustAnchors);
}

const TOO_LARGE = 'the file is too large to check its credential while it is examined';

function unchecked(reason: string): Validation {
  return { kind: 'unchecked', reason };
}

/** The validator's report, or why there is none. */
async function reportOn(
  mimeType: string,
  bytes: ByteSource,
  trustAnchors: string | undefined,
): Promise<string | Validation> {
  try {
    return await validatorReport(mimeType, bytes, trustAnchors);
  } catch (error) {
    if (error instanceof ValidatorStopped) return unchecked('the validator stopped on this file');
    // Its answers about files are strings; any Error is a fault of reading, or ours.
    if (error instanceof Error) throw error;
    const reason = String(error).slice(0, 200);
    return { kind: NOT_THE_CREDENTIAL.test(reason) ? 'unchecked' : 'broken', reason };
  }
}

/** Failures that tell of the signer or of a writer's manners, not of bytes that differ from what was signed. */
const NOT_INTEGRITY =
  /^(?:signingCredential\.|timeStamp\.|cawg\.|claimSignature\.outsideValidity|assertion\.action\.|ingredient\.unknownProvenance|manifest\.inaccessible)/;
const BINDING = /^assertion\.(?:dataHash|bmffHash|boxesHash|collectionHash|multiAssetHash)\./;

/** Reads the report; `binding` where the hash over the file was compared by us and not by the validator. */
function judgeReport(
  report: string,
  binding: 'intact' | 'broken' | undefined,
  trustAnchors: string | undefined,
): Validation {
  const value: unknown = JSON.parse(report);
  const activeLabel = textOf(member(value, 'active_manifest'));
  const all = member(value, 'validation_results');
  const results = member(all, 'activeManifest');
  if (activeLabel === undefined || !isObject(results)) {
    return unchecked('the validator gave no result');
  }
  const passed = codesOf(member(results, 'success'));
  const failed = codesOf(member(results, 'failure'));
  const failures = binding === undefined ? failed : ownBinding(failed, binding);
  const broken = failures.filter((code) => !NOT_INTEGRITY.test(code));
  const unbound = broken.filter((code) => BINDING.test(code));
  const isRevoked = failures.some((code) => code.includes('revoked'));
  const bound = binding === 'intact' || passed.some((code) => BINDING.test(code));
  return {
    kind: 'checked',
    activeLabel,
    isSignatureIntact: passed.includes('claimSignature.validated') && broken.length === unbound.length,
    binding: unbound.length > 0 ? 'broken' : bound ? 'intact' : 'missing',
    isTrusted:
      passed.includes('signingCredential.trusted') &&
      failures.length === 0 &&
      isWholeValid(value, all, binding),
    revocation: isRevoked ? 'revoked' : passed.some(isNotRevoked) ? 'not-revoked' : 'unchecked',
    signers: signersOf(member(value, 'manifests')),
    failures: [...new Set(failures)],
    codes: {
      success: [...new Set(passed)],
      informational: [...new Set(codesOf(member(results, 'informational')))],
      failure: [...new Set(failures)],
      ingredient: [...new Set(ingredientFailures(all))],
    },
    trustList: listName(trustAnchors),
  };
}

/**
 * Whether nothing in the whole store failed, ingredients included. The validator's own verdict, except where it counts the
 * file it never saw.
 */
function isWholeValid(report: unknown, results: unknown, binding: 'intact' | 'broken' | undefined): boolean {
  if (binding === undefined) return textOf(member(report, 'validation_state')) === 'Trusted';
  return ingredientFailures(results).length === 0;
}

function ingredientFailures(results: unknown): readonly string[] {
  const deltas = member(results, 'ingredientDeltas');
  if (!Array.isArray(deltas)) return [];
  return deltas.flatMap((delta) => codesOf(member(member(delta, 'validationDeltas'), 'failure')));
}

/** The validator compared the hash with the credential's own bytes; our comparison takes the place of that. */
function ownBinding(failed: readonly string[], binding: 'intact' | 'broken'): readonly string[] {
  const others = failed.filter((code) => !BINDING.test(code));
  return binding === 'broken' ? [...others, 'assertion.dataHash.mismatch'] : others;
}

function isNotRevoked(code: string): boolean {
  return code === 'signingCredential.ocsp.notRevoked' || code === 'signingCredential.notRevoked';
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
