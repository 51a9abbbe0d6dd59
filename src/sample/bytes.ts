/** The parts one after the other. */
export function join(...parts: readonly (Uint8Array | string)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
}

/** Unsigned 16 bits, big end first. */
export function u16be(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** Unsigned 32 bits, big end first. */
export function u32be(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Unsigned 16 bits, little end first. */
export function u16le(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** Unsigned 32 bits, little end first. */
export function u32le(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Latin-1 text in a field of fixed size, filled with zero bytes; longer text is cut. */
export function fixedText(text: string, sizeBytes: number): Buffer {
  const field = Buffer.alloc(sizeBytes);
  field.write(text, 'latin1');
  return field;
}
