import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { elements, type Foreign, member, numberOf, parseObject } from './foreign.ts';
import { type Buffers, dataLink, openBuffers } from './gltf-buffers.ts';
import { addXmpJson } from './gltf-xmp.ts';
import { fourCc, u32 } from './numbers.ts';
import { decodeText } from './text.ts';

const MAX_JSON_BYTES = 32 * 1024 * 1024;
const MAX_CHUNKS = 1_000;

/** glTF 2.0 and its binary form: the asset's words on itself, XMP (KHR_xmp_json_ld), textures as files of their own. */
export const gltf: Container = {
  id: 'gltf',
  version: 1,
  formats: ['glb', 'gltf'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      const { json, binary } = type.format === 'glb' ? chunksOf(bytes) : { json: bytes, binary: undefined };
      readDocument(found, parseJson(json), binary);
    });
    return found.contents();
  },
};

interface Chunks {
  readonly json: ByteSource;
  readonly binary: ByteSource | undefined;
}

/** The chunks of a GLB (glTF 2.0 §4.4). */
function chunksOf(source: ByteSource): Chunks {
  const declared = u32(take(source, 0, 12, 'gltf'), 8, 'little');
  if (declared > source.sizeBytes) {
    throw new UnreadableMediaError('cut', 'gltf', `${declared - source.sizeBytes} bytes lie beyond the end`);
  }
  let json: ByteSource | undefined;
  let binary: ByteSource | undefined;
  for (let at = 12, count = 0; at + 8 <= declared && count < MAX_CHUNKS; count++) {
    const head = take(source, at, 8, 'gltf');
    const length = u32(head, 0, 'little');
    const chunk = rangeOf(source, at + 8, length);
    if (chunk.sizeBytes < length) throw new UnreadableMediaError('cut', 'gltf', 'a chunk runs past the end');
    const kind = fourCc(head, 4);
    if (kind === 'JSON') json ??= chunk;
    else if (kind === 'BIN\0') binary ??= chunk;
    at += 8 + length;
  }
  if (json === undefined) throw new UnreadableMediaError('damaged', 'gltf', 'it has no JSON chunk');
  return { json, binary };
}

function parseJson(source: ByteSource): Foreign {
  if (source.sizeBytes > MAX_JSON_BYTES)
    throw new UnreadableMediaError('limit', 'gltf', 'its JSON is too long');
  return parseObject(decodeText(source.read(0, source.sizeBytes)), 'gltf');
}

function readDocument(found: Findings, document: Foreign, binary: ByteSource | undefined): void {
  addMembers(found, member(document, 'asset'), 'gltf.asset');
  addMembers(found, member(document, 'extras'), 'gltf.extras');
  for (const list of WITH_EXTRAS) {
    for (const item of elements(member(document, list)))
      addMembers(found, member(item, 'extras'), 'gltf.extras');
  }
  addXmpJson(found, document);
  const buffers = openBuffers(document, binary);
  elements(member(document, 'images')).forEach((image, index) => {
    found.attempt(() => addImage(found, document, image, index, buffers));
  });
}

/** Lists whose elements programs hang properties of their own on. */
const WITH_EXTRAS = ['scenes', 'nodes', 'meshes', 'materials', 'images', 'animations'];

/** Texts and numbers of an object by their keys, one level of `extras` deeper; whatever else is there as JSON. */
function addMembers(found: Findings, object: unknown, prefix: string): void {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return;
  for (const [key, value] of Object.entries(object)) {
    if (key === 'extras') addMembers(found, value, `${prefix}.extras`);
    else if (key !== 'extensions') found.field(`${prefix}.${key}`, textOf(value));
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A texture in a buffer or in a `data:` link; one in another file is an asset of its own. */
function addImage(found: Findings, document: Foreign, image: unknown, index: number, buffers: Buffers): void {
  const name = `gltf.image[${index}]`;
  const uri = member(image, 'uri');
  if (typeof uri === 'string') {
    const bytes = dataLink(uri);
    if (bytes !== undefined) found.member(name, bytes, 'part');
    return;
  }
  const view = elements(member(document, 'bufferViews'))[numberOf(member(image, 'bufferView')) ?? -1];
  const length = numberOf(member(view, 'byteLength'));
  const number = numberOf(member(view, 'buffer'));
  if (view === undefined || length === undefined || number === undefined) return;
  const binary = buffers(number);
  if (binary === undefined) return;
  const bytes = rangeOf(binary, numberOf(member(view, 'byteOffset')) ?? 0, length);
  if (bytes.sizeBytes < length) throw new UnreadableMediaError('cut', name, 'it runs past its buffer');
  found.member(name, bytes, 'part');
}
