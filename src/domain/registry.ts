import type { Approval, ApprovalScope, ApprovalTerms, Revocation, StoredDocument } from './approval.ts';
import type { Asset, AssetId, FileSnapshot, Instant, Location, Sha256 } from './asset.ts';
import type { Check } from './check.ts';
import type { Declaration } from './declaration.ts';
import type { EventKind, LogEvent, LogHead } from './event.ts';
import type { Evidence } from './evidence.ts';
import type { Member } from './member.ts';
import type { Observation, Recorded } from './observation.ts';
import type { Origin } from './origin.ts';
import type { NewPaper, Paper, PaperKind } from './paper.ts';
import type { RelPath } from './path.ts';
import type { Actor, PersonId } from './person.ts';
import type { Checkpoint } from './seal.ts';
import type { UseStatement } from './use-statement.ts';

/**
 * The memory of one production. One function is one transaction; every change appends its event in the same
 * transaction. Every function may throw ProvgateError `registry-busy`, `registry-broken` or `disk-full`.
 */
export interface Registry {
  readonly productionId: string;
  readonly assets: AssetRecords;
  readonly members: MemberRecords;
  readonly locations: LocationRecords;
  readonly declarations: DeclarationRecords;
  readonly approvals: ApprovalRecords;
  readonly papers: PaperRecords;
  readonly checks: CheckRecords;
  readonly exports: ExportRecords;
  readonly events: EventRecords;
  readonly outbox: OutboxRecords;
  readonly quarantine: QuarantineRecords;
  readonly coverage: CoverageRecords;
  readonly configurations: ConfigurationRecords;
  readonly people: PersonRecords;
  readonly told: ToldRecords;
  readonly tokens: TokenRecords;
  readonly replies: ReplyRecords;
  readonly ownFiles: OwnFileRecords;
  readonly readerDeaths: ReaderDeathRecords;
  readonly lease: LeaseRecords;
  /** Writes a consistent copy of registry and documents into a folder that must not exist. */
  backup(toDir: string): Promise<void>;
  close(): Promise<void>;
}

export interface AssetFilter {
  readonly under?: RelPath;
  readonly origin?: Origin;
  readonly temporary?: boolean;
  readonly suspected?: boolean;
  readonly conflict?: boolean;
  readonly state?: Asset['state'];
  readonly tool?: string;
  /** Only assets that carry this id in any role, written as `comparableId` makes it. */
  readonly generationId?: string;
}

/** An id of one generation and other assets that carry it. */
export interface SharedId {
  readonly id: string;
  readonly assetIds: readonly AssetId[];
}

/** An asset at one of its live places. */
export interface LocatedAsset {
  readonly location: Location;
  readonly asset: Asset | undefined;
}

export interface AssetRecords {
  /** Records observations, up to 200 in one transaction; results come in the order given. */
  record(observations: readonly Observation[]): Promise<readonly Recorded[]>;
  byDigest(sha256: Sha256): Promise<Asset | undefined>;
  byId(id: AssetId): Promise<Asset | undefined>;
  byIds(ids: readonly AssetId[]): Promise<ReadonlyMap<AssetId, Asset>>;
  evidence(id: AssetId): Promise<readonly Evidence[]>;
  /** Live places in byte order of paths, after `after`, at most `limit`. */
  list(
    filter: AssetFilter,
    page: { readonly after?: RelPath; readonly limit: number },
  ): Promise<readonly LocatedAsset[]>;
  /** Ids of the generation that made an asset, with the other assets that carry the same. */
  sharedIds(id: AssetId): Promise<readonly SharedId[]>;
  counts(): Promise<AssetCounts>;
  /** Assets now somewhere that contradict themselves because newer readers no longer find what older ones found. */
  noLongerFound(): Promise<number>;
  /**
   * Those of `ids` whose row, classification or temporary mark differs from the digest in the event that made
   * it, or whose event no longer hashes: changed outside the program.
   */
  altered(ids: readonly AssetId[]): Promise<readonly AssetId[]>;
}

/** A file inside an asset, and the asset of the same bytes, where there is one. */
export interface HeldMember {
  readonly member: Member;
  readonly asset: Asset | undefined;
}

export interface MemberRecords {
  /** The members of these assets in the order they were met, looked up by digest among the assets known now. */
  of(ids: readonly AssetId[]): Promise<ReadonlyMap<AssetId, readonly HeldMember[]>>;
  /** Assets that hold one of these as a member. */
  holders(ids: readonly AssetId[]): Promise<readonly AssetId[]>;
}

export interface AssetCounts {
  readonly assets: number;
  readonly locations: number;
  readonly bytes: number;
  readonly byOrigin: Readonly<Record<Origin, number>>;
  readonly temporary: number;
  readonly suspected: number;
  readonly conflict: number;
  readonly unreadable: number;
  readonly incomplete: number;
}

/** A live place as a sweep compares it: small, because there may be a million. */
export interface LiveLocation {
  readonly path: RelPath;
  readonly assetId: AssetId | undefined;
  readonly snapshot: FileSnapshot;
  readonly hashedAtUs: number;
  /** That of the observation which last recorded this place. */
  readonly placeStamp?: string | undefined;
  /** How its asset was read and judged, where that was asked for. */
  readonly reading?: Pick<Asset, 'engineVersion' | 'format' | 'origin' | 'suspected'> | undefined;
}

export interface LocationRecords {
  /** All live places under `under` in byte order of their paths, in chunks; `withReadings` looks up every asset. */
  live(under: RelPath, options?: { readonly withReadings?: boolean }): AsyncIterable<readonly LiveLocation[]>;
  /** Live places at exactly these paths. */
  at(paths: readonly RelPath[]): Promise<ReadonlyMap<RelPath, LocatedAsset>>;
  /** Live and ended places of an asset, oldest first. */
  of(id: AssetId): Promise<readonly Location[]>;
  /** Live places with this inode, size, mtime and birth time: candidates for a rename. */
  likeSnapshot(snapshot: FileSnapshot): Promise<readonly LiveLocation[]>;
  /** Ends these places: the files are gone. Assets stay. */
  close(paths: readonly RelPath[], at: Instant): Promise<number>;
  /** Stores a newer snapshot of unchanged bytes that were hashed again. */
  refresh(path: RelPath, snapshot: FileSnapshot, hashedAtUs: number): Promise<void>;
}

export interface NewDeclaration {
  readonly assetIds: readonly AssetId[];
  readonly origin: Declaration['origin'];
  readonly involvement: Declaration['involvement'];
  readonly tool: string | undefined;
  readonly declarant: string;
  readonly basis: string;
  readonly document: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  readonly use?: UseStatement | undefined;
  /** The declaration this one revises; it must be the newest of its line. */
  readonly supersedes?: string | undefined;
}

export interface DeclarationRecords {
  /** Records a declaration, reclassifies its assets and returns it. */
  record(declaration: NewDeclaration, actor: Actor, at: Instant): Promise<Declaration>;
  /** As `record`, all of them or none. */
  recordAll(
    declarations: readonly NewDeclaration[],
    actor: Actor,
    at: Instant,
  ): Promise<readonly Declaration[]>;
  of(id: AssetId): Promise<readonly Declaration[]>;
  byId(recordId: string): Promise<Declaration | undefined>;
  /** The newest declaration about each asset that says how it was used, or, where none does, the newest. */
  current(ids: readonly AssetId[]): Promise<ReadonlyMap<AssetId, Declaration>>;
  /** Those of these declarations that are not what was recorded. */
  altered(recordIds: readonly string[]): Promise<readonly string[]>;
}

/** Papers are never edited: a later one supersedes, and only the newest of a line is given unless asked by id. */
export interface PaperRecords {
  /** Records papers in one transaction. Throws `not-found` or `conflict` as their subjects say. */
  record(papers: readonly NewPaper[], actor: Actor, at: Instant): Promise<readonly Paper[]>;
  byId(recordId: string): Promise<Paper | undefined>;
  /** Of these kinds, oldest first. */
  list<Kind extends PaperKind>(kinds: readonly Kind[]): Promise<readonly Paper<Kind>[]>;
  ofAssets<Kind extends PaperKind>(
    kinds: readonly Kind[],
    ids: readonly AssetId[],
  ): Promise<ReadonlyMap<AssetId, readonly Paper<Kind>[]>>;
  /** Papers about these declarations, approval records or papers. */
  about<Kind extends PaperKind>(
    kinds: readonly Kind[],
    subjects: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Paper<Kind>[]>>;
  /** Those of these papers that are not what was recorded. */
  altered(recordIds: readonly string[]): Promise<readonly string[]>;
}

export interface NewApproval {
  /** As given by the studio; undefined asks for a generated id. */
  readonly id: string | undefined;
  readonly assetIds: readonly AssetId[];
  readonly grantedBy: string;
  readonly document: { readonly name: string; readonly bytes: Uint8Array };
  readonly validFrom: Instant;
  readonly validUntil: Instant | undefined;
  readonly scope: ApprovalScope;
  readonly note: string | undefined;
  /** Further terms; a plain approval has none. */
  readonly terms?: ApprovalTerms | undefined;
}

export interface ApprovalRecords {
  /**
   * Records an approval. An id equal to a known one after NFC, trim and case-folding is refused (`conflict`) unless all
   * but the assets is the same record, which adds assets as a revision; a revoked or expired id never revives; control,
   * bidi and zero-width characters are refused (`usage`).
   */
  record(approval: NewApproval, actor: Actor, at: Instant): Promise<Approval>;
  /**
   * Records several, all or none; throws as `record` does, after `named` has put the failure of the one at `index` into the caller's
   * words.
   */
  recordAll(
    approvals: readonly NewApproval[],
    actor: Actor,
    at: Instant,
    named?: (failure: unknown, index: number) => unknown,
  ): Promise<readonly Approval[]>;
  /** Ends every record of the id, now or from `end` on; `not-found` where there is none. Returns the records ended. */
  revoke(
    id: string,
    reason: string,
    actor: Actor,
    at: Instant,
    end?: Pick<Revocation, 'effectiveAt' | 'retroactive'>,
  ): Promise<readonly Approval[]>;
  /** Every record of an id, compared as stored. */
  byId(id: string): Promise<readonly Approval[]>;
  forAssets(ids: readonly AssetId[]): Promise<ReadonlyMap<AssetId, readonly Approval[]>>;
  list(): Promise<readonly Approval[]>;
  /** Records (ids of `recordId`) whose row or stored event differs from what was written. */
  altered(recordIds: readonly string[]): Promise<readonly string[]>;
  /** The stored document's bytes, or undefined where they are missing or hash otherwise. */
  document(document: StoredDocument): Promise<Uint8Array | undefined>;
}

/** A stored check: non-pass items whole, the rest as count and digest of their list. */
export interface StoredCheck {
  readonly check: Check;
  readonly passItemsSha256: Sha256;
  /** The earlier check this one repeats, item for item. */
  readonly sameAs: string | undefined;
}

export interface CheckRecords {
  record(check: Check, actor: Actor): Promise<StoredCheck>;
  byId(id: string): Promise<StoredCheck | undefined>;
  /** The newest check of the same paths and destination. */
  lastOf(paths: readonly RelPath[], destination: Check['destination']): Promise<StoredCheck | undefined>;
}

export interface ExportRecord {
  readonly id: string;
  readonly at: Instant;
  readonly checkId: string;
  readonly manifestSha256: Sha256;
  readonly files: number;
}

/** A file of an export that left because of an approval, and where it stood in the delivery. */
export interface ApprovedDelivery {
  readonly approvalId: string;
  readonly assetId: AssetId;
  readonly place: RelPath;
}

export interface ExportRecords {
  /** `under` is every approval the export needed, file by file. */
  record(
    made: Omit<ExportRecord, 'id'>,
    actor: Actor,
    under?: readonly ApprovedDelivery[],
  ): Promise<ExportRecord>;
  /** Exports that needed an approval of this id, oldest first; `untold` counts those made before that was kept. */
  under(approvalId: string): Promise<{
    readonly exports: readonly { readonly made: ExportRecord; readonly files: readonly ApprovedDelivery[] }[];
    readonly untold: number;
  }>;
  byId(id: string): Promise<ExportRecord | undefined>;
}

export interface EventRecords {
  head(): Promise<LogHead>;
  append(
    kind: EventKind,
    body: Readonly<Record<string, unknown>>,
    actor: Actor | undefined,
    at: Instant,
  ): Promise<LogEvent>;
  after(seq: number, limit: number): Promise<readonly LogEvent[]>;
  /** Hashes the whole chain and every relied-on row; the first break found, or none. */
  verify(): Promise<{ readonly events: number; readonly broken: string | undefined }>;
  /** Declarations, approval records and papers the log tells of that are not there any more, or not with as many files. */
  gone(): Promise<readonly string[]>;
  /** Signs where the log ends now; false where nothing is signed on this machine. */
  checkpoint(): Promise<boolean>;
  /** Every checkpoint in the log, oldest first; `verify` says whether they hold. */
  checkpoints(): Promise<readonly Checkpoint[]>;
  /** When the newest event was written; undefined in an empty log. */
  newestAt(): Promise<Instant | undefined>;
}

/** Work owed after a commit; replayed at start until done. */
export interface OutboxEntry {
  readonly id: number;
  readonly kind: 'sidecar' | 'judge' | 'notice';
  readonly path: RelPath;
}

export interface OutboxRecords {
  pending(limit: number): Promise<readonly OutboxEntry[]>;
  add(entries: readonly Omit<OutboxEntry, 'id'>[]): Promise<void>;
  done(ids: readonly number[]): Promise<void>;
}

export interface QuarantineRecord {
  readonly id: string;
  readonly at: Instant;
  readonly from: RelPath;
  readonly to: RelPath;
  readonly assetId: AssetId;
  readonly codes: readonly string[];
  readonly restoredAt: Instant | undefined;
}

export interface QuarantineRecords {
  record(moved: Omit<QuarantineRecord, 'id' | 'restoredAt'>): Promise<QuarantineRecord>;
  list(): Promise<readonly QuarantineRecord[]>;
  restored(id: string, at: Instant, actor: Actor): Promise<void>;
}

/** What is known about how completely the production is watched. */
export interface Coverage {
  readonly firstCompleteSweepAt: Instant | undefined;
  readonly lastCompleteSweepAt: Instant | undefined;
  readonly mount: string;
  readonly local: boolean;
  /** `working`, `partial` with the reason, or `off`. */
  readonly events: string;
  readonly unavailable: string | undefined;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** The engine under which a complete sweep last found nothing that older readers had read. */
  readonly readersAt: number | undefined;
  /** How far reading again after an upgrade has come; undefined while there is none. */
  readonly rereading: { readonly done: number; readonly total: number } | undefined;
  /** How often in a row the command of `onEvent` failed, and why last; absent while it does not. */
  readonly telling?: { readonly failures: number; readonly reason: string } | undefined;
}

export interface CoverageRecords {
  get(): Promise<Coverage>;
  set(coverage: Partial<Coverage>): Promise<void>;
}

/** One version of `provgate.json` as it came into force. */
export interface ConfigurationVersion {
  readonly sha256: Sha256;
  readonly text: string;
  readonly at: Instant;
  readonly eventSeq: number;
}

export interface ConfigurationRecords {
  /** Every version in the order it came into force. Throws `record-altered` where one is not what was recorded. */
  history(): Promise<readonly ConfigurationVersion[]>;
  /** Records this version as an event when its hash is new; true when it was new. */
  seen(sha256: Sha256, text: string, actor: Actor, at: Instant): Promise<boolean>;
}

export interface PersonRecords {
  /** The id of a name, made when new. */
  idOf(name: string): Promise<PersonId>;
  /** `erased person` where the name was erased. */
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  /** Erases a name, given by itself or by its id, for ever; records and log keep the id. Throws `not-found`. */
  erase(nameOrId: string, actor: Actor, at: Instant): Promise<PersonId>;
}

/** What the command of `onEvent` was told: of the log up to which event, and of single subjects. */
export interface ToldRecords {
  at(subject: string): Promise<number | undefined>;
  set(entries: readonly { readonly subject: string; readonly seq: number }[]): Promise<void>;
}

export const ROLES = ['viewer', 'editor', 'asset-manager', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly personId: PersonId;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | undefined;
}

export interface TokenRecords {
  /** Stores only the SHA-256 of the secret. */
  create(
    token: { readonly name: string; readonly role: Role; readonly secretSha256: Sha256 },
    actor: Actor,
    at: Instant,
  ): Promise<TokenRecord>;
  bySecret(secretSha256: Sha256): Promise<TokenRecord | undefined>;
  list(): Promise<readonly TokenRecord[]>;
  revoke(id: string, actor: Actor, at: Instant): Promise<void>;
}

/** The key a client gave a request, good for its token only. */
export interface RequestKey {
  readonly tokenId: string;
  readonly key: string;
}

/** An answer as it was sent; the body is gone where a name in it was erased since. */
export interface SentReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What is known of a request that carried a key; without `reply` it is under way, or `holder` stopped before it answered. */
export interface KeptReply {
  readonly requestSha256: Sha256;
  readonly holder: string;
  readonly reply: SentReply | undefined;
}

/** Answers to requests that carry a key, so that one which is sent twice is carried out once. */
export interface ReplyRecords {
  /**
   * Takes a free key for a request until `untilUs`; gives what is known of an earlier one where it is taken, and `full` where its token
   * holds `most` keys already.
   */
  claim(
    key: RequestKey,
    request: {
      readonly requestSha256: Sha256;
      readonly holder: string;
      readonly nowUs: number;
      readonly untilUs: number;
      readonly most: number;
    },
  ): Promise<KeptReply | 'full' | undefined>;
  keep(key: RequestKey, reply: SentReply & { readonly body: string }): Promise<void>;
  /** Frees a key whose request was not carried out. */
  release(key: RequestKey): Promise<void>;
}

/** Files provgate itself wrote inside the media root (sidecars, notices), recognised by digest. */
export interface OwnFile {
  readonly path: RelPath;
  readonly sha256: Sha256;
  readonly purpose: 'sidecar' | 'notice';
}

export interface OwnFileRecords {
  at(paths: readonly RelPath[]): Promise<ReadonlyMap<RelPath, OwnFile>>;
  all(): Promise<readonly OwnFile[]>;
  put(file: OwnFile): Promise<void>;
  remove(path: RelPath): Promise<void>;
}

/** Readers that died on a content: after the second time it is `unreadable` until bytes or engine change. */
export interface ReaderDeathRecords {
  /** Whether any reader of this engine ever died. */
  any(engineVersion: number): Promise<boolean>;
  count(sha256: Sha256, engineVersion: number): Promise<number>;
  add(sha256: Sha256, engineVersion: number): Promise<number>;
}

export interface LeaseRecords {
  /** Takes the watcher's lease for `ttlMs`; false when another process holds a live one. */
  take(holder: string, nowUs: number, ttlMs: number): Promise<boolean>;
  release(holder: string): Promise<void>;
  holder(nowUs: number): Promise<string | undefined>;
}
