import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { claim, placeOf } from './claim.ts';
import { decodePixels, type Pixels } from './pixels.ts';
import { pngHead } from './png-pixels.ts';
import { type PythonObject, readPythonObject } from './python-json.ts';
import type { EvidenceReader } from './reader.ts';
import { fields } from './rule-note.ts';

/** NovelAI's key as nai_sig.py publishes it: raw Ed25519, base64. */
const PUBLISHED_KEY = 'Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic=';
const SOURCE = 'https://github.com/NovelAI/novelai-image-metadata (nai_sig.py)';
/** Where NovelAI puts its settings: PNG text, the EXIF of a WebP, and both again hidden in alpha. */
const COMMENT = /^(?:png\.text\.Comment|exif\.UserComment)$/;
const SIGNATURE_BYTES = 64;

/** NovelAI's signature over the pixels and settings of what it made, checked offline. */
export const novelaiSignature: EvidenceReader = {
  id: 'novelai-signature',
  version: 1,
  rules: [
    {
      id: 'novelai.signature',
      about: 'NovelAI’s signature over these pixels and settings',
      source: SOURCE,
      match: fields(['png.text.Comment', '{"steps": 28, "uc": "lowres", "signed_hash": "MEUCIQ=="}']),
      nearMiss: fields(['png.text.Comment', '{"steps": 28, "uc": "lowres"}']),
    },
  ],
  read: (source) => readSignatures(source, PUBLISHED_KEY),
};

/** As the reader does, against the given raw Ed25519 key. */
export async function readSignatures(source: MediaSource, key: string): Promise<readonly Evidence[]> {
  const signed = source.fields.flatMap((field) => signedComment(field) ?? []);
  if (signed.length === 0) return [];
  const pixels = await pixelsOf(source);
  const publicKey = keyOf(key);
  return signed.map((comment) =>
    judge(comment, 'reason' in pixels ? pixels : check(comment, pixels, publicKey)),
  );
}

interface SignedComment {
  readonly field: Field;
  readonly settings: PythonObject;
  readonly signature: Buffer;
}

function signedComment(field: Field): SignedComment | undefined {
  if (!COMMENT.test(field.where) || !field.value.includes('signed_hash')) return undefined;
  const outer = readPythonObject(field.value);
  const inner = outer?.text('Comment');
  const settings = inner === undefined ? outer : readPythonObject(inner);
  const signature = settings?.text('signed_hash');
  if (settings === undefined || signature === undefined) return undefined;
  return { field, settings, signature: Buffer.from(signature, 'base64') };
}

/** Red, green and blue of every pixel, row by row, as the signature covers them. */
async function pixelsOf(source: MediaSource): Promise<Uint8Array | { readonly reason: string }> {
  const { format } = source.type;
  if (format !== 'png' && format !== 'webp') return { reason: `${format} keeps no pixels exactly` };
  if (format === 'png' && pngHead(source.bytes)?.channels === undefined)
    return { reason: 'its pixels are not 8-bit colours' };
  const decoded = await decodePixels(source.bytes);
  return 'reason' in decoded ? decoded : colours(decoded);
}

function colours({ samples, channels }: Pixels): Uint8Array | { readonly reason: string } {
  if (channels === 3) return samples;
  if (channels !== 4) return { reason: 'its pixels are not 8-bit colours' };
  const rgb = new Uint8Array((samples.length / 4) * 3);
  for (let from = 0, to = 0; from < samples.length; from += 4, to += 3) {
    rgb[to] = samples[from] ?? 0;
    rgb[to + 1] = samples[from + 1] ?? 0;
    rgb[to + 2] = samples[from + 2] ?? 0;
  }
  return rgb;
}

function keyOf(raw: string): KeyObject {
  const x = Buffer.from(raw, 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function check({ settings, signature }: SignedComment, pixels: Uint8Array, key: KeyObject): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const message = Buffer.concat([pixels, Buffer.from(settings.dumpWithout('signed_hash'), 'latin1')]);
  return verify(null, message, key, signature);
}

function judge(comment: SignedComment, outcome: boolean | { readonly reason: string }): Evidence {
  const shared = { rule: 'novelai.signature', where: placeOf(comment.field), tool: 'NovelAI' } as const;
  if (outcome === true) {
    const isEdit = EDIT.test(comment.settings.text('request_type') ?? '');
    return claim(novelaiSignature, {
      ...shared,
      excerpt: 'signature intact over pixels and settings',
      strength: 'signed',
      points: isEdit ? POINTS.aiEdited : POINTS.generated,
    });
  }
  // It says nothing more than the settings do by themselves: pixels change with every edit.
  const failed = outcome === false;
  return claim(novelaiSignature, {
    ...shared,
    excerpt: failed
      ? 'signature does not hold for these pixels and settings'
      : `signature not checked: ${outcome.reason}`,
    strength: 'tool',
    status: failed ? 'tampered' : 'unchecked',
  });
}

const EDIT = /^(?:Img2Img|NativeInfilling|Infill)Request$/;
