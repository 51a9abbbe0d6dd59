import { typeOf } from '../../src/containers/formats.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Field, MediaSource } from '../../src/domain/media.ts';
import type { EvidenceReader } from '../../src/evidence/reader.ts';
import { bufferBytes } from '../../src/files/bytes.ts';

/** A field as a test writes it: where, value, and the embedded part it belongs to. */
export type Written = readonly [where: string, value: string, member?: string];

/** A file with just these fields. */
export function fileWith(
  written: readonly Written[],
  given: Partial<MediaSource> = {},
  format = 'jpeg',
): MediaSource {
  return {
    type: typeOf(format),
    fields: written.map(
      ([where, value, member]): Field => ({ where, value, ...(member === undefined ? {} : { member }) }),
    ),
    manifests: [],
    problems: [],
    supported: true,
    bytes: bufferBytes(new Uint8Array()),
    extension: '',
    ...given,
  };
}

/** What one reader says of a file with these fields. */
export async function readFields(
  reader: EvidenceReader,
  written: readonly Written[],
  format = 'jpeg',
): Promise<readonly Evidence[]> {
  return reader.read(fileWith(written, {}, format), {});
}
