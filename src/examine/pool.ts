import type { FileSnapshot, Sha256 } from '../domain/asset.ts';
import { type Engine, engineUnder, isCurrentUnder } from '../domain/engine.ts';
import type { Evidence } from '../domain/evidence.ts';
import type {
  ExamineOptions,
  ExamineResult,
  Examiner,
  InspectOptions,
  InspectResult,
} from '../domain/examination.ts';
import type { Log } from '../domain/ports.ts';
import { ENGINE } from '../evidence/engine.ts';
import { anchorsOf } from '../evidence/trust/anchors.ts';
import { hashBytes } from '../files/hash.ts';
import { sameSnapshot } from '../files/snapshot.ts';
import { type Crew, openCrew } from './crew.ts';
import { type Deaths, deathsInMemory } from './deaths.ts';
import type { FileRequest, Finished } from './job.ts';
import { CHILD_MODULE } from './launch.ts';
import { ASK_BYTES, IDLE_MS, MEMORY_MIB, PARSE_MS, STALL_MS, WORKERS } from './limits.ts';
import type { ReadFile } from './messages.ts';
import { UNKNOWN_TYPE, unreadableFile } from './unreadable.ts';

export interface ExaminerOptions {
  /** Processes at most; they start when needed. */
  readonly workers?: number;
  readonly log?: Log;
  /** Where reader deaths are remembered; without, for the life of this examiner. */
  readonly deaths?: Deaths;
  readonly parseMs?: number;
  readonly memoryMiB?: number;
  readonly stallMs?: number;
  readonly idleMs?: number;
  /** From this size `isKnown` is asked before readers run; reading a smaller file costs less than the answer. */
  readonly askBytes?: number;
  /**
   * PEM certificates a camera's or person's signature must chain to; the shipped trust list by default, an empty text trusts
   * nobody. Evidence read under other anchors is not current.
   */
  readonly trustAnchors?: string;
  /** Other versions than those of the readers there are, so that tests can make an upgrade. */
  readonly engine?: Engine;
  /** Another entry for the processes, so that tests can give readers that misbehave. */
  readonly childModule?: string;
}

/** Opens an examiner; it costs nothing until the first file. Close it, or its processes keep the caller running while busy. */
export function openExaminer(options: ExaminerOptions = {}): Examiner {
  const engine = options.engine ?? ENGINE;
  const trustAnchors = anchorsOf(options.trustAnchors);
  const engineVersion = engineUnder(engine.version, markOf(trustAnchors));
  const crew = openCrew({
    workers: options.workers ?? WORKERS,
    childModule: options.childModule ?? CHILD_MODULE,
    limits: {
      parseMs: options.parseMs ?? PARSE_MS,
      memoryMiB: options.memoryMiB ?? MEMORY_MIB,
      stallMs: options.stallMs ?? STALL_MS,
    },
    idleMs: options.idleMs ?? IDLE_MS,
    trustAnchors,
    engineVersion,
    deaths: options.deaths ?? deathsInMemory(),
    askBytes: options.askBytes ?? ASK_BYTES,
    log: options.log,
  });
  return {
    engineVersion,
    placesVersion: engine.places,
    isCurrent: (read) => isCurrentUnder(engine, engineVersion, read),
    examine: (path, asked) => examine({ crew, engineVersion }, path, asked ?? {}),
    inspect: (path, asked) => inspect({ crew, engineVersion }, path, asked),
    prepare: (processes) => crew.prepare(processes),
    isReading: () => crew.isReading(),
    close: () => crew.close(),
  };
}

/** Twenty bits that tell one set of anchors from another; 0 for none. */
function markOf(trustAnchors: string | undefined): number {
  return trustAnchors === undefined
    ? 0
    : Number.parseInt(hashBytes(Buffer.from(trustAnchors)).slice(0, 5), 16) || 1;
}

interface Staff {
  readonly crew: Crew;
  readonly engineVersion: number;
}

async function examine(
  { crew, engineVersion }: Staff,
  path: string | Buffer,
  options: ExamineOptions,
): Promise<ExamineResult> {
  const { isKnown, digestOnly = false, sidecars = [] } = options;
  const asked = { digestOnly, digestUpToBytes: Number.POSITIVE_INFINITY, isKnown };
  const found = await readOne({ crew, engineVersion }, path, asked, digestOnly ? [] : sidecars);
  if ('kind' in found) return found;
  const { read, sha256, snapshot, sidecarEvidence } = found;
  if (sha256 === undefined) throw new TypeError('a file was read without a digest');
  if (read === undefined) return { kind: 'hashed', sha256, snapshot, sidecarEvidence };
  const examination = { ...read, sha256, snapshot, engineVersion };
  return { kind: 'examined', examination, sidecarEvidence };
}

async function inspect(
  { crew, engineVersion }: Staff,
  path: string | Buffer,
  { digestUpToBytes, sidecars = [] }: InspectOptions,
): Promise<InspectResult> {
  const asked = { digestOnly: false, digestUpToBytes, isKnown: undefined };
  const found = await readOne({ crew, engineVersion }, path, asked, sidecars);
  if ('kind' in found) return found;
  const { read, sha256, snapshot, sidecarEvidence } = found;
  if (read === undefined) throw new TypeError('a file was hashed where it should have been read');
  const examination = { ...read, snapshot, engineVersion };
  return sha256 === undefined
    ? { kind: 'undigested', examination, sidecarEvidence }
    : { kind: 'examined', examination: { ...examination, sha256 }, sidecarEvidence };
}

/** What became of one file and the sidecars beside it. */
interface Found {
  /** Undefined where the digest was all that was wanted. */
  readonly read: ReadFile | undefined;
  readonly sha256: Sha256 | undefined;
  readonly snapshot: FileSnapshot;
  readonly sidecarEvidence: readonly Evidence[];
}

async function readOne(
  { crew, engineVersion }: Staff,
  path: string | Buffer,
  asked: Omit<FileRequest, 'kind' | 'path'>,
  sidecars: readonly (string | Buffer)[],
): Promise<Found | Extract<ExamineResult, { kind: 'changed' | 'missing' | 'unreadable' }>> {
  const { outcome, job } = await crew.run({ kind: 'file', path, ...asked });
  const { sha256, snapshot } = job;
  if (outcome.kind === 'changed' || outcome.kind === 'missing' || outcome.kind === 'unreadable')
    return outcome;
  if (snapshot === undefined) throw new TypeError('a file was read that nobody looked at');

  const sidecarEvidence = await examineSidecars(crew, path, snapshot, sidecars);
  if (sidecarEvidence === 'changed') return { kind: 'changed' };
  return { read: readOf({ outcome, job }, engineVersion), sha256, snapshot, sidecarEvidence };
}

/** Evidence from every sidecar, or `changed` when one of them or the media file is not what it was at the digest. */
async function examineSidecars(
  crew: Crew,
  mediaPath: string | Buffer,
  snapshot: FileSnapshot,
  paths: readonly (string | Buffer)[],
): Promise<readonly Evidence[] | 'changed'> {
  const evidence: Evidence[] = [];
  for (const path of paths) {
    const { outcome } = await crew.run({ kind: 'sidecar', path, mediaPath });
    if (outcome.kind !== 'sidecar' || !sameSnapshot(outcome.media, snapshot)) return 'changed';
    evidence.push(...outcome.evidence);
  }
  return evidence;
}

/** What was read; undefined where the digest was all that was wanted. */
function readOf({ outcome, job }: Finished, engineVersion: number): ReadFile | undefined {
  if (outcome.kind === 'examined') return outcome.read;
  if (!job.condemned) return undefined;
  const reason =
    job.stopped === undefined
      ? 'its reader stopped twice before'
      : `its reader stopped twice: ${job.stopped}`;
  return unreadableFile(outcome.kind === 'typed' ? outcome.type : UNKNOWN_TYPE, reason, engineVersion);
}
