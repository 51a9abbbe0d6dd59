import { type KeyObject, sign } from 'node:crypto';
import { join, u16be, u32be } from './bytes.ts';
import type { SigningIdentity } from './x509.ts';

const ES256 = -7;
const ALGORITHM = 1;
const X5CHAIN = 33;
const COSE_SIGN1 = 18;
/** Above this a CBOR length takes three bytes, which the padding below counts on. */
const SHORT_LENGTH = 0xff;

/**
 * A COSE_Sign1 (RFC 9052 §4.2) over a detached payload, padded in its unprotected header to exactly `sizeBytes`, as C2PA
 * asks of a signature whose place was reserved before it was made (C2PA 2.2 §13.2.3).
 */
export function coseSign1(payload: Uint8Array, identity: SigningIdentity, sizeBytes: number): Buffer {
  const header = map([
    [integer(ALGORITHM), integer(ES256)],
    [integer(X5CHAIN), array(identity.chain.map(bytes))],
  ]);
  const toBeSigned = array([text('Signature1'), bytes(header), bytes(Buffer.alloc(0)), bytes(payload)]);
  const signature = signP256(toBeSigned, identity.key);
  const wrap = (pad: number): Buffer => {
    const unprotected = map([[text('pad'), bytes(Buffer.alloc(pad))]]);
    return tagged(COSE_SIGN1, array([bytes(header), unprotected, NULL, bytes(signature)]));
  };
  const pad = sizeBytes - wrap(SHORT_LENGTH + 1).length + SHORT_LENGTH + 1;
  if (pad <= SHORT_LENGTH) throw new RangeError(`${sizeBytes} bytes are too few for this signature`);
  return wrap(pad);
}

function signP256(message: Buffer, key: KeyObject): Buffer {
  return sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
}

const NULL = Buffer.of(0xf6);

/** The head of a CBOR item: major type and argument (RFC 8949 §3). */
function head(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) return Buffer.of(type | argument);
  if (argument <= 0xff) return Buffer.of(type | 24, argument);
  if (argument <= 0xffff) return join(Buffer.of(type | 25), u16be(argument));
  return join(Buffer.of(type | 26), u32be(argument));
}

const integer = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Uint8Array): Buffer => join(head(2, value.length), value);
const text = (value: string): Buffer => join(head(3, Buffer.byteLength(value)), Buffer.from(value, 'utf8'));
const array = (items: readonly Buffer[]): Buffer => join(head(4, items.length), ...items);
const map = (entries: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  join(head(5, entries.length), ...entries.flat());
const tagged = (tag: number, item: Buffer): Buffer => join(head(6, tag), item);
