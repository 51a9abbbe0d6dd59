import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sha256 } from '../domain/asset.ts';
import type { Check } from '../domain/check.ts';
import { EXIT, type ExitCode, ProvgateError } from '../domain/errors.ts';
import { exitCodeOf, type Finding } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import type { ApprovedDelivery, ExportRecord } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { hashBytes } from '../files/hash.ts';
import { withFinding } from '../gate/amend.ts';
import { type CheckRun, judge, runCheck } from '../gate/check.ts';
import type { CheckRequest } from '../gate/request.ts';
import { type Copied, copyAll } from './copy-all.ts';
import { layOut } from './layout.ts';
import type { DeliveredFile } from './manifest.ts';
import type { Target } from './place.ts';
import { holdsExactly, moveIn, stagingIn, type Written, withdraw } from './publish.ts';
import type { ExportRequest } from './request.ts';
import { discard, makeFolders, makeStaging, type Staging, syncFolders } from './staging.ts';
import { openTarget } from './target.ts';
import { asFailure } from './write-failure.ts';
import { writeManifest } from './write-manifest.ts';

/** What became of an export. Unless it was made, nothing appeared at the target. */
export type ExportResult =
  | {
      readonly kind: 'made';
      readonly run: CheckRun;
      readonly record: ExportRecord;
      readonly files: number;
      readonly bytes: number;
    }
  | { readonly kind: 'refused'; readonly run: CheckRun };

/**
 * Checks, copies into a hidden folder, reads back what was written, judges once more, and only then moves the whole to its place
 * with its manifest. Throws ProvgateError `target-not-empty`, `usage`, `conflict`, `disk-full`, and those of the gate.
 */
export async function exportFiles(runtime: Runtime, request: ExportRequest): Promise<ExportResult> {
  const { onProgress, to, ...rest } = request;
  const asked: CheckRequest = {
    ...rest,
    // The copying read hashes every byte anyway, and compares it with what was decided.
    rehash: false,
    ...(onProgress === undefined
      ? {}
      : { onProgress: (progress) => onProgress({ phase: 'check', ...progress }) }),
  };
  const target = await openTarget(runtime, to, request.paths, request.destination ?? 'final');
  const run = await runCheck(runtime, asked);
  if (run.check.outcome !== 'pass') return { kind: 'refused', run };
  const files = filesOf(run);
  if (files.size === 0) return refuse(runtime, run, { finding: NOTHING, path: undefined });
  const places = layOut(run.resolved.paths, run.resolved.folders, [...files.keys()]);
  let staging: Staging | undefined;
  try {
    staging = makeStaging(target);
    return await deliver(runtime, request, run, { target, staging, files, places });
  } catch (error) {
    throw asFailure(error);
  } finally {
    if (staging !== undefined) discard(staging);
  }
}

interface Work {
  readonly target: Target;
  readonly staging: Staging;
  /** What is to leave, by its path below the media root. */
  readonly files: ReadonlyMap<RelPath, Omit<DeliveredFile, 'place'>>;
  /** Where each goes, below the target. */
  readonly places: ReadonlyMap<RelPath, RelPath>;
}

/** From the staging folder to the delivery. */
async function deliver(
  runtime: Runtime,
  request: ExportRequest,
  run: CheckRun,
  { target, staging, files, places }: Work,
): Promise<ExportResult> {
  const folders = makeFolders(staging, places.values());
  const copied = await copyAll(runtime, staging, files, places, request);
  if (copied.kind === 'failed') return refuse(runtime, run, copied);

  const { onProgress: _progress, to: _to, ...again } = request;
  const end = await judge(runtime, run.resolved, run.purpose, { ...again, rehash: false, unrecorded: true });
  const late = lateFinding(runtime, run.check, end.check);
  if (late !== undefined) return refuse(runtime, { ...run, check: end.check }, late);
  if (end.check.outcome !== 'pass') return refuse(runtime, { ...run, check: end.check }, undefined);

  const delivered = [...files].map(([path, file]) => ({ ...file, place: places.get(path) ?? path }));
  const head = await runtime.registry.events.head();
  const manifest = writeManifest(staging, run.check, delivered, head, runtime.clock.now());
  syncFolders(staging.content, folders);
  const written = new Map<RelPath, Written>([...copied.written, [manifest.place, manifest]]);
  request.signal?.throwIfAborted();
  moveIn(target, staging);
  try {
    if (!(await holdsExactly(target.dir, written, stagingIn(target, staging)))) throw notAsWritten();
    const record = await runtime.registry.exports.record(
      {
        at: runtime.clock.now(),
        checkId: run.check.id,
        manifestSha256: manifest.sha256,
        files: delivered.length,
      },
      runtime.actor,
      underApproval(delivered),
    );
    const bytes = delivered.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return { kind: 'made', run: allRead(run), record, files: delivered.length, bytes };
  } catch (error) {
    withdraw(target, written);
    throw error;
  }
}

/** Which files leave because of which approvals, for the day one of those is withdrawn. */
function underApproval(delivered: readonly DeliveredFile[]): readonly ApprovedDelivery[] {
  return delivered.flatMap(({ place, item }) => {
    const assetId = item?.assetId;
    if (item === undefined || assetId === undefined) return [];
    const valid = item.approvals.filter(({ state }) => state === 'valid');
    return valid.map(({ id }) => ({ approvalId: id, assetId, place }));
  });
}

/** What only links or missing media passed for temp with leaves nothing to deliver. */
const NOTHING: Finding = { code: 'TML-003', severity: 'incomplete', args: {}, rules: [] };

/** Judged items and the sidecars that travel with them. */
function filesOf(run: CheckRun): Work['files'] {
  const files = new Map<RelPath, Omit<DeliveredFile, 'place'>>();
  for (const item of run.check.items) {
    // An item that passed has bytes; one without them never lets a final pass, and is left out of a temp export.
    if (item.sha256 === undefined || item.sizeBytes === undefined) continue;
    files.set(item.path, { sha256: item.sha256, sizeBytes: item.sizeBytes, item });
  }
  for (const { path, sha256, sizeBytes } of run.resolved.companions.filter(({ travels }) => travels))
    files.set(path, { sha256, sizeBytes, item: undefined });
  return files;
}

interface Late {
  readonly finding: Finding;
  readonly path: RelPath | undefined;
}

/** What is no longer true at the end of the copying. */
function lateFinding(runtime: Runtime, before: Check, after: Check): Late | undefined {
  if (configurationSha256(runtime) !== runtime.production.configurationSha256)
    return { finding: changed('GAT-004', 'the configuration is another one'), path: undefined };
  const digests = new Map<RelPath, Sha256 | undefined>(
    before.items.map(({ path, sha256 }) => [path, sha256]),
  );
  const other = after.items.find(({ path, sha256 }) => digests.get(path) !== sha256);
  return other === undefined ? undefined : { finding: changed('GAT-004', 'its bytes'), path: other.path };
}

/** Digest of the configuration as it is now; undefined where it cannot be read any more. */
function configurationSha256(runtime: Runtime): Sha256 | undefined {
  try {
    return hashBytes(readFileSync(join(runtime.production.home, 'provgate.json')));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

function changed(code: Finding['code'], reason: string): Finding {
  return { code, severity: 'incomplete', args: { reason }, rules: [] };
}

/** The check of an export that was made: copying read the bytes of every item again. */
function allRead(run: CheckRun): CheckRun {
  const items = run.check.items.map((item) =>
    item.verified === undefined ? item : { ...item, verified: 'bytes' as const },
  );
  return { ...run, check: { ...run.check, items } };
}

/** Stores why an export that had passed was not made after all. */
async function refuse(
  runtime: Runtime,
  run: CheckRun,
  late: Late | Extract<Copied, { kind: 'failed' }> | undefined,
): Promise<ExportResult> {
  const amended = late === undefined ? run.check : withFinding(run.check, late.finding, late.path);
  const check: Check = { ...amended, id: runtime.ids.next(), checkedAt: runtime.clock.now() };
  await runtime.registry.checks.record(check, runtime.actor);
  return { kind: 'refused', run: { ...run, check } };
}

function notAsWritten(): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    'What stands at the export target is not what was written there, so it was taken away again.',
    'Make sure nothing else writes there, and run the export again.',
  );
}

/** The exit code of an export. */
export function exitOfExport(result: ExportResult): ExitCode {
  return result.kind === 'made' ? EXIT.pass : exitCodeOf(result.run.check.outcome);
}
