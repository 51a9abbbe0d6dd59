import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { ByteSource } from '../../src/domain/media.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { extensionOf } from '../../src/files/paths.ts';
import { CONTAINER_CASES } from '../helpers/container-cases.ts';
import { CORPUS, isCorpusAbsent } from '../helpers/corpus.ts';

/** A file to start from. */
export interface Seed {
  readonly name: string;
  readonly extension: string;
  readonly bytes: Buffer;
  /** What its bytes are, as `sniff` says. */
  readonly format: string;
  /** False where it is only the two ends of a larger file. */
  readonly isWhole: boolean;
  /** Where its reader looked: there its parts begin and end. Rising. */
  readonly boundaries: readonly number[];
  /** How much its reader finds in it; nothing where the file is not sound, so that a piece of it proves nothing. */
  readonly finds: number | undefined;
  /** Cut exactly here it is another whole file. */
  readonly alsoWholeAt: readonly number[];
}

/** What a run starts from. */
export interface Stock {
  readonly seeds: readonly Seed[];
  /** Contents of metadata found in the seeds, to be damaged inside sound files. */
  readonly payloads: readonly Buffer[];
}

/** Larger files are reduced to their ends. */
const MAX_SEED_BYTES = 256 * 1024;
const KEPT_HEAD_BYTES = 96 * 1024;
const KEPT_TAIL_BYTES = 32 * 1024;
/** Shorter texts are names and numbers. */
const MIN_PAYLOAD_BYTES = 60;
const MAX_PAYLOAD_BYTES = 24 * 1024;
const MAX_PAYLOADS = 400;

/** Files of every container built here, and the real files beside the project where they are there. */
export async function openStock(): Promise<Stock> {
  const built = CONTAINER_CASES.map((one) => ({
    name: one.name,
    extension: one.extension,
    bytes: one.bytes,
    isWhole: true,
    alsoWholeAt: one.alsoWholeAt ?? [],
  }));
  const seeds: Seed[] = [];
  const payloads: Buffer[] = [];
  for (const raw of [...built, ...(isCorpusAbsent ? [] : corpusFiles())]) {
    const { texts, ...looked } = await look(raw.bytes, raw.extension);
    const alsoWholeAt = [...raw.alsoWholeAt, ...wholeEnds(raw.bytes, looked.format)];
    seeds.push({ ...raw, ...looked, alsoWholeAt });
    payloads.push(...texts);
  }
  return { seeds, payloads: unlike(payloads) };
}

const BOX_FORMATS = new Set(['mp4', 'mov', 'm4a', '3gp', 'heic', 'avif', 'cr3', 'jxl', 'jp2']);
/** Bytes of what follows that are not yet its beginning. */
const BARELY = 4;

/**
 * Where a file of boxes ends one, or a JPEG its first picture: what follows is there or not, nothing before it tells. An index
 * of further pictures (MPF) tells, but stays behind in every photograph that lost them to an editor.
 */
function wholeEnds(bytes: Buffer, format: string): readonly number[] {
  const ends: number[] = [];
  if (BOX_FORMATS.has(format)) {
    for (let at = 0; at + 8 <= bytes.length; ) {
      const size = bytes.readUInt32BE(at);
      at += size === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : Math.max(8, size);
      for (let more = 0; more < BARELY; more++) ends.push(at + more);
    }
  }
  const end = Buffer.of(0xff, 0xd9);
  for (let at = bytes.indexOf(end); format === 'jpeg' && at !== -1; at = bytes.indexOf(end, at + 2))
    for (let more = 0; more < BARELY; more++) ends.push(at + 2 + more);
  return ends;
}

type Looked = Pick<Seed, 'boundaries' | 'format' | 'finds'>;

function corpusFiles(): Omit<Seed, keyof Looked>[] {
  return readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .map((name) => join(CORPUS, name))
    .filter((path) => statSync(path).isFile())
    .sort()
    .map((path) => {
      const bytes = readFileSync(path);
      const isWhole = bytes.length <= MAX_SEED_BYTES;
      const ends = isWhole
        ? bytes
        : Buffer.concat([bytes.subarray(0, KEPT_HEAD_BYTES), bytes.subarray(-KEPT_TAIL_BYTES)]);
      return {
        name: relative(CORPUS, path),
        extension: extensionOf(path),
        bytes: ends,
        isWhole,
        alsoWholeAt: [],
      };
    });
}

async function look(
  bytes: Buffer,
  extension: string,
): Promise<Looked & { readonly texts: readonly Buffer[] }> {
  const places = new Set<number>();
  const plain = bufferBytes(bytes);
  const type = sniff(plain, extension);
  const watched: ByteSource = {
    sizeBytes: plain.sizeBytes,
    read(offset, length) {
      places.add(offset).add(Math.min(plain.sizeBytes, offset + length));
      return plain.read(offset, length);
    },
  };
  const found = await readMetadata(type, watched, extension);
  const texts = [
    ...found.manifests.map((store) => Buffer.from(store.jumbf)),
    ...found.fields.map((field) => Buffer.from(field.value)),
  ];
  const boundaries = [...places].filter((at) => at < bytes.length).sort((a, b) => a - b);
  const isSound = found.supported && found.problems.length === 0;
  const finds = isSound ? found.fields.length + found.manifests.length : undefined;
  return { boundaries, format: type.format, finds, texts };
}

/** The first of those that begin alike, within bounds; and a few blocks that no seed need hold. */
function unlike(payloads: readonly Buffer[]): readonly Buffer[] {
  const kept = new Map<string, Buffer>();
  for (const payload of payloads) {
    if (payload.length < MIN_PAYLOAD_BYTES || payload.length > MAX_PAYLOAD_BYTES) continue;
    const start = payload.toString('latin1', 0, 40);
    if (kept.size < MAX_PAYLOADS && !kept.has(start)) kept.set(start, payload);
  }
  return [...kept.values()];
}
