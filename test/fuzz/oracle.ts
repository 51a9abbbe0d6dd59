import { LIMITS } from '../../src/containers/container.ts';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { Metadata } from '../../src/domain/media.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import type { Case } from './cases.ts';

/** How often a reader, and those of the files inside a file, may see the same byte; and what small files may cost. */
const TIMES_READ = 16;
const BYTES_MORE = 4 * 1024 * 1024;
const READS_A_BYTE = 4;
const READS_MORE = 60_000;
const KINDS = new Set(['damaged', 'limit', 'cut']);
const OWN_KEYS = Object.getOwnPropertyNames(Object.prototype).join();

/** What is wrong with how a case was read; nothing where all is as promised. */
export type Fault = string | undefined;

/** Formats that end anywhere without saying so, and why a piece of one cannot be told from the whole. */
export const ENDLESS: Readonly<Record<string, string>> = {
  mp3: 'a stream of frames; nothing says how many',
  aac: 'a stream of frames; nothing says how many',
  ac3: 'a stream of frames; nothing says how many',
  text: 'a text may end anywhere',
  json: 'read as text beside a picture, where it may end anywhere',
  markdown: 'a text may end anywhere',
  csv: 'a text may end anywhere',
  html: 'a page without its last tag is a page',
  eps: 'a program may end anywhere',
  tga: 'run-length encoded pixels have no length, and the footer is optional',
  lfp: 'nothing says how many chunks follow its metadata',
  mrw: 'its sensor data has no length',
  mpeg: 'a stream of packets; nothing says how many',
  obj: 'a text may end anywhere',
  m2ts: 'a stream of packets; nothing says how many',
};

/** Reads a case in this process, without limits of the system, and tells what broke. Rows 19, 30 and 41 of the threats. */
export async function faultOfContainers(one: Case): Promise<Fault> {
  let given = 0;
  let reads = 0;
  const plain = bufferBytes(one.bytes);
  const source = {
    sizeBytes: plain.sizeBytes,
    read(offset: number, length: number) {
      const got = plain.read(offset, length);
      given += got.length;
      reads += 1;
      return got;
    },
  };
  let found: Metadata;
  try {
    const type = sniff(source, one.extension);
    found = await readMetadata(type, source, one.extension);
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
  const size = one.bytes.length;
  if (given > TIMES_READ * size + BYTES_MORE) return `read ${given} bytes of a file of ${size}`;
  if (reads > READS_A_BYTE * size + READS_MORE) return `asked ${reads} times for bytes of a file of ${size}`;
  return shapeFault(found) ?? silentCut(one, found);
}

/** Whether a piece of a sound file passes as read although less is found in it (threat 19). */
function silentCut({ cutFrom: seed, bytes }: Case, found: Metadata): Fault {
  if (seed?.finds === undefined || ENDLESS[seed.format] !== undefined) return undefined;
  if (seed.alsoWholeAt.includes(bytes.length) || !found.supported || found.problems.length > 0)
    return undefined;
  if (found.fields.some((field) => field.where === 'file.mismatch')) return undefined;
  const finds = found.fields.length + found.manifests.length;
  return finds < seed.finds
    ? `cut, and read without a word: ${finds} of ${seed.finds} things found`
    : undefined;
}

/** What is wrong with the form of what was found. */
function shapeFault(found: Metadata): Fault {
  const files = LIMITS.members + LIMITS.files;
  if (found.fields.length > files * LIMITS.fields) return `${found.fields.length} fields`;
  // Of the format the bytes have and, with a name of another, of that one too.
  if (found.problems.length > 2 * LIMITS.problems) return `${found.problems.length} problems`;
  if (found.manifests.length > files * LIMITS.manifests) return `${found.manifests.length} manifests`;
  for (const problem of found.problems) {
    if (!KINDS.has(problem.kind)) return `a problem of kind ${String(problem.kind)}`;
    if (typeof problem.reason !== 'string' || problem.reason === '') return 'a problem without a reason';
  }
  for (const { where, value } of found.fields)
    if (typeof where !== 'string' || typeof value !== 'string' || where === '')
      return 'a field that is no text';
  if (Object.getOwnPropertyNames(Object.prototype).join() !== OWN_KEYS)
    return 'a file changed what all objects share';
  return undefined;
}
