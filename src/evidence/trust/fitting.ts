/** One anchor as text, and its subject as it must stand in every certificate it issued. */
interface Anchor {
  readonly pem: string;
  /** Undefined where the certificate could not be taken apart; such an anchor always fits. */
  readonly subject: Buffer | undefined;
}

let last: { readonly list: string; readonly anchors: readonly Anchor[] } | undefined;

/** Boxes in which a credential is compressed (C2PA 2.4 §11.1.4.5), so that no name in it can be seen. */
const COMPRESSED = ['brob', 'c2cm'];

/**
 * Those anchors of a PEM list that can be the issuer of a certificate in one of these credentials: a chain names its issuer byte for
 * byte (RFC 5280 §7.1). The validator reads the list anew for every file, which takes it longer than the file. Undefined for none.
 */
export function fittingAnchors(
  list: string | undefined,
  credentials: readonly Uint8Array[],
): string | undefined {
  if (list === undefined) return undefined;
  const held = credentials.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const names = (needle: string | Buffer): boolean => held.some((bytes) => bytes.includes(needle));
  if (COMPRESSED.some(names)) return list;
  const fitting = anchorsIn(list).filter(({ subject }) => subject === undefined || names(subject));
  return fitting.length === 0 ? undefined : fitting.map(({ pem }) => pem).join('\n');
}

/** The list taken apart once: a process is given one list for all its files. */
function anchorsIn(list: string): readonly Anchor[] {
  if (last?.list !== list) {
    const blocks = list.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
    const all = blocks.length === 0 ? [{ pem: list, subject: undefined }] : blocks.map(anchorOf);
    last = { list, anchors: all };
  }
  return last.anchors;
}

function anchorOf(pem: string): Anchor {
  return { pem, subject: subjectOf(Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64')) };
}

/** The subject's name as encoded: sixth of the certificate's fields, or fifth where it gives no version (RFC 5280 §4.1). */
function subjectOf(certificate: Buffer): Buffer | undefined {
  const EXPLICIT_VERSION = 0xa0;
  const fields = inside(inside(certificate, 0), 0);
  let at = 0;
  const before = fields?.[0] === EXPLICIT_VERSION ? 5 : 4;
  for (let passed = 0; passed < before; passed += 1) at += lengthAt(fields, at) ?? Number.NaN;
  const length = lengthAt(fields, at);
  return length === undefined ? undefined : fields?.subarray(at, at + length);
}

/** The content of the value at `at`. */
function inside(bytes: Buffer | undefined, at: number): Buffer | undefined {
  const length = lengthAt(bytes, at);
  if (bytes === undefined || length === undefined) return undefined;
  return bytes.subarray(at + headLength(bytes, at), at + length);
}

/** Bytes of head and content of the value at `at` (X.690 §8.1.3); undefined where it is not whole. */
function lengthAt(bytes: Uint8Array | undefined, at: number): number | undefined {
  const first = bytes?.[at + 1];
  if (bytes === undefined || first === undefined || first === 0x80 || first > 0x84) return undefined;
  const head = headLength(bytes, at);
  let content = first < 0x80 ? first : 0;
  for (const byte of bytes.subarray(at + 2, at + head)) content = content * 256 + byte;
  return at + head + content > bytes.length ? undefined : head + content;
}

function headLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}
