import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { ByteSource, Metadata } from '../../src/domain/media.ts';
import { bufferBytes } from '../../src/files/bytes.ts';

/** What all readers find in bytes that stand under a name of the given extension. */
export function readBytes(bytes: Uint8Array, extension = ''): Promise<Metadata> {
  const source = bufferBytes(bytes);
  return readMetadata(sniff(source, extension), source, extension);
}

/** Every value found at a place, in order. */
export function valuesAt(found: Metadata, where: string): readonly string[] {
  return found.fields.filter((field) => field.where === where).map((field) => field.value);
}

/** Kinds of the problems found, each once. */
export function kinds(found: Metadata): readonly string[] {
  return [...new Set(found.problems.map((problem) => problem.kind))];
}

/** A source that counts the bytes it hands out. */
export function countedBytes(bytes: ByteSource): ByteSource & { readonly given: () => number } {
  let given = 0;
  return {
    sizeBytes: bytes.sizeBytes,
    read(offset, length) {
      const result = bytes.read(offset, length);
      given += result.length;
      return result;
    },
    given: () => given,
  };
}

/** A file with a hole: `head`, then zeros, then `tail`. */
export function sparseBytes(head: Uint8Array, holeBytes: number, tail: Uint8Array): ByteSource {
  const tailAt = head.length + holeBytes;
  const sizeBytes = tailAt + tail.length;
  return {
    sizeBytes,
    read(offset, length) {
      const end = Math.min(sizeBytes, offset + length);
      if (end <= offset) return new Uint8Array();
      if (end <= head.length) return head.subarray(offset, end);
      if (offset >= tailAt) return tail.subarray(offset - tailAt, end - tailAt);
      const result = new Uint8Array(end - offset);
      result.set(head.subarray(Math.min(offset, head.length)));
      if (end > tailAt) result.set(tail.subarray(0, end - tailAt), tailAt - offset);
      return result;
    },
  };
}
