import type { Sha256 } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Examination } from '../domain/examination.ts';
import type { Observation } from '../domain/observation.ts';
import { pathBytes, pathFromBytes } from '../files/paths.ts';
import type { Arrival } from './arrival.ts';
import { type AssetRow, assetDigest, flag, insertAsset, updateAsset } from './asset-rows.ts';
import { claimKey, cleanClaim } from './claims.ts';
import { contentDigest, firstDigest, placedDigest } from './claims-digest.ts';
import { addContentEvidence } from './content-evidence.ts';
import { foreignText } from './foreign-text.ts';
import { classifyKnown, hold, isJudgedOtherwise } from './judge.ts';
import { judgeAgain } from './judge-again.ts';
import { withKnownLineage } from './known-lineage.ts';
import { storeIds } from './lineage-rows.ts';
import { memberColumns, memberRows, storeMembers } from './member-rows.ts';
import { addPlacedEvidence, isAdmissible, placedEvidenceAt } from './placed-evidence.ts';
import { compareReading, supersedes } from './reading.ts';
import type { Recording } from './recording.ts';
import type { Tx } from './tables.ts';

/** An asset after an observation. */
export interface Assessment {
  readonly row: AssetRow;
  /** How it was judged before newer readers read its bytes again; undefined where they did not. */
  readonly before: AssetRow | undefined;
  /** The row was made or changed; the event at hand carries its digest. */
  readonly isRowNew: boolean;
  /** Known before and now judged otherwise. */
  readonly isJudgedOtherwise: boolean;
  /** Claims were stored that were not there before. */
  readonly isEvidenceNew: boolean;
  /** Digest of those of the place; the event at hand carries it. */
  readonly placedSha256: Sha256 | undefined;
}

const REASON_CHARS = 500;
const FORMAT_CHARS = 50;

/**
 * Stores what an observation says of its asset and judges it again where anything new was said. `extra` are claims of the
 * place beyond those observed.
 */
export async function assess(
  work: Recording,
  seen: Observation,
  arrival: Arrival,
  extra: readonly Evidence[],
): Promise<Assessment> {
  const claims = [...seen.locationEvidence, ...extra].map(cleanClaim);
  const { stored } = arrival;
  const examination =
    arrival.examination && (await withKnownLineage(work.tx, arrival.id, arrival.examination));
  if (stored !== undefined) return assessKnown(work, seen, stored, examination, claims);
  if (examination === undefined) throw new Error('bytes met for the first time were not examined');
  return register(work, seen, arrival, examination, claims);
}

async function register(
  { tx, log, classify }: Recording,
  seen: Observation,
  arrival: Arrival,
  examination: Examination,
  claims: readonly Evidence[],
): Promise<Assessment> {
  const seq = log.nextSeq();
  const content = examination.evidence.map((claim) => ({ ...cleanClaim(claim), seq }));
  const placed = claims.map((claim) => ({ ...claim, seq }));
  const known = { content, placed, statements: [], firstSeenPath: seen.path };
  const members = memberRows(examination);
  const row: AssetRow = {
    id: arrival.id,
    sha256: examination.sha256,
    first_seen_at: seen.observedAt,
    first_seen_path: pathBytes(seen.path),
    ...readColumns(examination),
    ...memberColumns(members, examination),
    evidence_sha256: firstDigest(content),
    ...hold(classifyKnown(classify, known), undefined, []),
    event_seq: seq,
  };
  await insertAsset(tx, row);
  await addContentEvidence(tx, row.id, content, 1);
  if (members.length > 0) await storeMembers(tx, row.id, members);
  await storeIds(tx, row.id, examination.ids ?? [], true);
  await addPlacedEvidence(tx, row.id, seen.path, placed, 1);
  return {
    row,
    before: undefined,
    isRowNew: true,
    isJudgedOtherwise: false,
    isEvidenceNew: true,
    placedSha256: placedDigest(seen.path, placed, 1),
  };
}

async function assessKnown(
  work: Recording,
  seen: Observation,
  stored: AssetRow,
  examination: Examination | undefined,
  claims: readonly Evidence[],
): Promise<Assessment> {
  const { tx, log } = work;
  const seq = log.nextSeq();
  const there = await placedEvidenceAt(tx, stored.id, seen.path);
  const known = new Set(there.map(({ evidence }) => claimKey(evidence)));
  const added = claims.filter((claim) => !known.has(claimKey(claim))).map((claim) => ({ ...claim, seq }));
  const firstSeenPath = pathFromBytes(stored.first_seen_path);
  const placed = added.filter((claim) => isAdmissible(seen.path, claim, firstSeenPath));
  const read = examination !== undefined && supersedes(examination, stored) ? examination : undefined;
  let row = stored;
  if (read !== undefined || placed.length > 0) {
    const reading = read === undefined ? undefined : await compareReading(tx, stored.id, read.evidence, seq);
    const judged = await judgeAgain(work, stored, { placed, reading });
    const next = { ...stored, ...judged, ...(read !== undefined && (await readAgain(tx, stored, read))) };
    if (assetDigest(next) !== assetDigest(stored)) row = { ...next, event_seq: seq };
  }
  const n = (there.at(-1)?.n ?? 0) + 1;
  await addPlacedEvidence(tx, stored.id, seen.path, added, n);
  const isRowNew = row !== stored;
  if (isRowNew) await updateAsset(tx, row);
  return {
    row,
    before: read !== undefined && isRowNew ? stored : undefined,
    isRowNew,
    isJudgedOtherwise: isJudgedOtherwise(stored, row),
    isEvidenceNew: added.length > 0,
    placedSha256: placedDigest(seen.path, added, n),
  };
}

/** The columns a new reading of known bytes fills, with the members it found stored. */
async function readAgain(tx: Tx, stored: AssetRow, read: Examination) {
  const members = memberRows(read);
  const columns = memberColumns(members, read);
  if (columns.members_sha256 !== stored.members_sha256) await storeMembers(tx, stored.id, members);
  await storeIds(tx, stored.id, read.ids ?? [], false);
  return { ...readColumns(read), ...columns, evidence_sha256: await contentDigest(tx, stored.id) };
}

function readColumns({ type, state, stateReason, engineVersion, snapshot }: Examination) {
  return {
    size_bytes: snapshot.sizeBytes,
    kind: type.kind,
    format: foreignText(type.format, FORMAT_CHARS),
    holds_media: flag(type.holdsMedia),
    state,
    state_reason: stateReason === undefined ? null : foreignText(stateReason, REASON_CHARS),
    engine_version: engineVersion,
  };
}
