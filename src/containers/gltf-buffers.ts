import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { elements, type Foreign, member } from './foreign.ts';

/** The bytes of a model's buffers, by number; undefined for one in a file of its own. */
export type Buffers = (index: number) => ByteSource | undefined;

/** Buffers of a document (glTF 2.0 §3.6.1): the first is the binary chunk where there is one, others may be `data:` links. */
export function openBuffers(document: Foreign, binary: ByteSource | undefined): Buffers {
  const opened = new Map<number, ByteSource | undefined>();
  const open = (index: number): ByteSource | undefined => {
    const uri = member(elements(member(document, 'buffers'))[index], 'uri');
    if (uri === undefined && index === 0) return binary;
    return typeof uri === 'string' ? dataLink(uri) : undefined;
  };
  return (index) => {
    if (!opened.has(index)) opened.set(index, open(index));
    return opened.get(index);
  };
}

/** The bytes of a Base64 link (RFC 2397); undefined for any other link. */
export function dataLink(uri: string): ByteSource | undefined {
  const from = uri.startsWith('data:') ? uri.indexOf(';base64,') : -1;
  return from === -1 ? undefined : bufferBytes(Buffer.from(uri.slice(from + ';base64,'.length), 'base64'));
}
