import { join } from './bytes.ts';

/** One DER value: tag, definite length, content (ITU-T X.690 §10.1). */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = join(...content);
  return join(Buffer.of(tag), length(body.length), body);
}

function length(count: number): Buffer {
  if (count < 0x80) return Buffer.of(count);
  const hex = count.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return join(Buffer.of(0x80 | bytes.length), bytes);
}

export const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
export const set = (...content: readonly Uint8Array[]): Buffer => der(0x31, ...content);
export const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);
export const boolean = (value: boolean): Buffer => der(0x01, Buffer.of(value ? 0xff : 0));
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'));

/** A positive INTEGER of these bytes; the first must be below 0x80. */
export const integer = (bytes: Uint8Array): Buffer => der(0x02, bytes);

/** A BIT STRING with this many unused bits at its end. */
export const bits = (bytes: Uint8Array, unused = 0): Buffer => der(0x03, Buffer.of(unused), bytes);

/** Explicit context tag `number` around a value. */
export const explicit = (number: number, ...content: readonly Uint8Array[]): Buffer =>
  der(0xa0 | number, ...content);

/** An OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** A UTCTime of an ISO 8601 instant in UTC; years 1950 to 2049 (RFC 5280 §4.1.2.5.1). */
export function utcTime(instant: string): Buffer {
  const digits = instant.replace(/\.\d+|\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`, 'latin1'));
}
