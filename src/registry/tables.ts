import type { Generated, Transaction } from 'kysely';
import type { AssetId, Instant, ReadState, Sha256 } from '../domain/asset.ts';
import type { Check } from '../domain/check.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { EventKind } from '../domain/event.ts';
import type { EvidenceStatus, Strength } from '../domain/evidence.ts';
import type { IdRole } from '../domain/lineage.ts';
import type { MediaKind } from '../domain/media.ts';
import type { Involvement, Origin } from '../domain/origin.ts';
import type { PaperKind } from '../domain/paper.ts';
import type { PersonId } from '../domain/person.ts';
import type { OutboxEntry, OwnFile, Role } from '../domain/registry.ts';

/** Yes or no as SQL knows it. */
export type Flag = 0 | 1;

export interface ProductionsTable {
  readonly production_id: Generated<number>;
  readonly id: string;
  readonly created_at: Instant;
}

/** The newest entry of each production's log; locked before anything is appended. */
export interface HeadsTable {
  readonly production_id: number;
  seq: number;
  hash: Sha256;
}

/** The columns after `hash` are computed from `body`, so that they cannot say anything else than what was hashed. */
export interface EventsTable {
  readonly production_id: number;
  readonly seq: number;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly actor: PersonId | null;
  readonly body: string;
  readonly hash: Sha256;
  /** The asset whose row this event made. */
  readonly asset_row_of: Generated<AssetId | null>;
  /** The place this event ended, by the number of the event that opened it. */
  readonly closes: Generated<number | null>;
  /** The place left by a rename. */
  readonly leaves: Generated<number | null>;
  /** The approval id this event is about. */
  readonly approval: Generated<string | null>;
  /** The declaration, approval record or paper this event made. */
  readonly record: Generated<string | null>;
  /** The declaration, paper or approval id that no longer stands since. */
  readonly ends: Generated<string | null>;
}

/** What a command outside was told of the log: up to which event, and single subjects at an event. */
export interface ToldTable {
  readonly production_id: number;
  readonly subject: string;
  seq: number;
}

export interface AssetsTable {
  readonly production_id: number;
  readonly id: AssetId;
  readonly sha256: Sha256;
  size_bytes: number;
  kind: MediaKind;
  format: string;
  holds_media: Flag;
  state: ReadState;
  state_reason: string | null;
  origin: Origin;
  involvement: Involvement;
  suspected: Flag;
  conflict: Flag;
  tool: string | null;
  by_rule_only: Flag;
  /** The person's id; the name is looked up when an asset is read. */
  overruled_by: PersonId | null;
  temporary: Flag;
  readonly first_seen_at: Instant;
  readonly first_seen_path: Uint8Array;
  engine_version: number;
  event_seq: number;
  /** Digest of the list of files inside it; null where there is none. */
  members_sha256: Sha256 | null;
  /** Every file inside it that holds media was read as well. */
  members_whole: Flag | null;
  /** Digest of all evidence read from its bytes; null where nothing was. */
  evidence_sha256: Sha256 | null;
}

/** One file inside an asset. */
export interface MembersTable {
  readonly production_id: number;
  readonly asset_id: AssetId;
  readonly n: number;
  readonly path: string;
  readonly sha256: Sha256;
  readonly size_bytes: number;
  readonly kind: MediaKind;
  readonly format: string;
  readonly holds_media: Flag;
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly suspected: Flag;
  readonly tool: string | null;
  readonly unread: Flag;
}

/** Ids found in an asset's bytes; `id` is comparable. */
export interface LineageIdsTable {
  readonly production_id: number;
  readonly asset_id: AssetId;
  readonly role: IdRole;
  readonly id: string;
}

/** One claim, whatever it speaks of. */
export interface ClaimColumns {
  readonly n: number;
  readonly reader: string;
  readonly reader_version: number;
  readonly rule: string;
  readonly origin: Origin | null;
  readonly involvement: Involvement | null;
  readonly strength: Strength;
  readonly where_read: string;
  readonly excerpt: string;
  readonly tool: string | null;
  readonly status: EvidenceStatus;
  /** The event that first recorded this claim. */
  readonly event_seq: number;
}

/** Whether a claim counts: 1 yes, 0 no more, 2 yes, although a later engine no longer finds it. */
export type StandingNumber = 0 | 1 | 2;

/** Evidence of bytes. What a later engine no longer finds stays. */
export interface EvidenceTable extends ClaimColumns {
  readonly production_id: number;
  readonly asset_id: AssetId;
  standing: StandingNumber;
}

/** Evidence of an asset at a place; never deleted. */
export interface LocationEvidenceTable extends ClaimColumns {
  readonly production_id: number;
  readonly asset_id: AssetId;
  readonly path: Uint8Array;
}

/** One place an asset is or was, named by the event that opened it. `closed_seq` 0 means the place is live. */
export interface LocationsTable {
  readonly production_id: number;
  readonly event_seq: number;
  readonly path: Uint8Array;
  readonly asset_id: AssetId | null;
  readonly opened_at: Instant;
  closed_at: Instant | null;
  closed_seq: number;
  size_bytes: number;
  mtime_us: number;
  ctime_us: number;
  birth_us: number;
  inode: string;
  device: string;
  links: number;
  hashed_at_us: number;
  readonly unreadable: string | null;
  readonly replaced: AssetId | null;
  /** Identity of the sidecars read with it. */
  sidecar_stamp: string | null;
}

export interface DeclarationsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly origin: Declaration['origin'];
  readonly involvement: Involvement;
  readonly tool: string | null;
  readonly declarant: PersonId;
  readonly recorded_by: PersonId;
  readonly recorded_at: Instant;
  readonly basis: string;
  readonly document_sha256: Sha256 | null;
  readonly document_bytes: number | null;
  readonly document_name: string | null;
  /** RFC 8785 text of how GenAI was used, where it was said. */
  readonly use_statement: string | null;
  /** The declaration this one revises. */
  readonly supersedes: string | null;
  readonly event_seq: number;
}

export interface DeclarationAssetsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly asset_id: AssetId;
}

export interface ApprovalsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly id: string;
  /** The id case-folded: equal means the same id. */
  readonly id_folded: string;
  /** The id as an eye sees it: equal means easily taken for the same. */
  readonly id_likeness: string;
  readonly granted_by: PersonId;
  readonly recorded_by: PersonId;
  readonly recorded_at: Instant;
  readonly document_sha256: Sha256;
  readonly document_bytes: number;
  readonly document_name: string;
  readonly valid_from: Instant;
  readonly valid_until: Instant | null;
  /** JSON lists, null where the approval is not restricted in that respect. */
  readonly types: string | null;
  readonly episodes: string | null;
  readonly territories: string | null;
  readonly channels: string | null;
  readonly note: string | null;
  /** RFC 8785 text of its further terms; null for a plain approval. */
  readonly terms: string | null;
  /** The approval id it replaces, computed from `terms`. */
  readonly supersedes: Generated<string | null>;
  readonly event_seq: number;
}

export interface ApprovalAssetsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly asset_id: AssetId;
}

export interface RevocationsTable {
  readonly production_id: number;
  readonly approval_id: string;
  readonly at: Instant;
  readonly revoked_by: PersonId;
  readonly reason: string;
  /** From when it counts; null: from the moment it was recorded. */
  readonly effective_at: Instant | null;
  /** Deliveries made before count as affected too. */
  readonly retroactive: Flag | null;
  readonly event_seq: number;
}

export interface ChecksTable {
  readonly production_id: number;
  readonly id: string;
  readonly event_seq: number;
  readonly checked_at: Instant;
  readonly outcome: Check['outcome'];
  readonly destination: Check['destination'];
  /** SHA-256 of destination and paths. */
  readonly scope_sha256: Sha256;
  /** The check as JSON, without its items. */
  readonly head: string;
  readonly pass_items: number;
  readonly pass_items_sha256: Sha256;
  /** SHA-256 of everything but id, time and event number: equal means the same verdict on the same things. */
  readonly content_sha256: Sha256;
  readonly same_as: string | null;
}

export interface CheckItemsTable {
  readonly production_id: number;
  readonly check_id: string;
  readonly n: number;
  readonly item: string;
}

export interface ExportsTable {
  readonly production_id: number;
  readonly id: string;
  readonly at: Instant;
  readonly check_id: string;
  readonly manifest_sha256: Sha256;
  readonly files: number;
  readonly event_seq: number;
  /** Digest of the list of approvals it was made under; null for an export older than that list. */
  readonly approvals_sha256: Sha256 | null;
}

/** One file of an export that left because of an approval. */
export interface ExportApprovalsTable {
  readonly production_id: number;
  readonly export_id: string;
  readonly n: number;
  readonly approval_id: string;
  readonly asset_id: AssetId;
  readonly place: Uint8Array;
}

export interface OutboxTable {
  readonly id: Generated<number>;
  readonly production_id: number;
  readonly kind: OutboxEntry['kind'];
  readonly path: Uint8Array;
}

export interface QuarantineTable {
  readonly production_id: number;
  readonly id: string;
  readonly at: Instant;
  readonly from_path: Uint8Array;
  readonly to_path: Uint8Array;
  readonly asset_id: AssetId;
  readonly codes: string;
  restored_at: Instant | null;
  readonly event_seq: number;
}

export interface CoverageTable {
  readonly production_id: number;
  facts: string;
}

export interface ConfigurationsTable {
  readonly production_id: number;
  readonly event_seq: number;
  readonly sha256: Sha256;
  readonly text: string;
  readonly at: Instant;
}

/** The only place with names; a name may be erased, its id stays. */
export interface PeopleTable {
  readonly production_id: number;
  readonly person_id: PersonId;
  name: string | null;
}

export interface TokensTable {
  readonly production_id: number;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly person_id: PersonId;
  readonly secret_sha256: Sha256;
  readonly created_at: Instant;
  revoked_at: Instant | null;
}

export interface OwnFilesTable {
  readonly production_id: number;
  readonly path: Uint8Array;
  sha256: Sha256;
  purpose: OwnFile['purpose'];
}

export interface ReaderDeathsTable {
  readonly production_id: number;
  readonly sha256: Sha256;
  readonly engine_version: number;
  deaths: number;
}

export interface LeasesTable {
  readonly production_id: number;
  holder: string;
  until_us: number;
}

/** Papers; `body` is the RFC 8785 text of what each says. */
export interface PapersTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly kind: PaperKind;
  readonly body: string;
  readonly supersedes: string | null;
  readonly recorded_by: PersonId;
  readonly recorded_at: Instant;
  readonly event_seq: number;
}

export interface PaperAssetsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly asset_id: AssetId;
}

/** Declarations, approvals and papers that a paper is about. */
export interface PaperSubjectsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly about: string;
}

export interface PaperDocumentsTable {
  readonly production_id: number;
  readonly record_id: string;
  readonly n: number;
  readonly sha256: Sha256;
  readonly size_bytes: number;
  readonly name: string;
}

/** What was answered to a request that carries a key; `status` is null while it is under way, `body` once a name in it was erased. */
export interface RepliesTable {
  readonly production_id: number;
  readonly token_id: string;
  readonly request_key: string;
  readonly request_sha256: Sha256;
  readonly holder: string;
  readonly until_us: number;
  status: number | null;
  headers: string | null;
  body: string | null;
}

/** Every table, by name. */
export interface Tables {
  productions: ProductionsTable;
  heads: HeadsTable;
  events: EventsTable;
  assets: AssetsTable;
  evidence: EvidenceTable;
  location_evidence: LocationEvidenceTable;
  members: MembersTable;
  lineage_ids: LineageIdsTable;
  locations: LocationsTable;
  declarations: DeclarationsTable;
  declaration_assets: DeclarationAssetsTable;
  approvals: ApprovalsTable;
  approval_assets: ApprovalAssetsTable;
  revocations: RevocationsTable;
  checks: ChecksTable;
  check_items: CheckItemsTable;
  exports: ExportsTable;
  export_approvals: ExportApprovalsTable;
  outbox: OutboxTable;
  quarantine: QuarantineTable;
  coverage: CoverageTable;
  configurations: ConfigurationsTable;
  people: PeopleTable;
  tokens: TokensTable;
  own_files: OwnFilesTable;
  reader_deaths: ReaderDeathsTable;
  leases: LeasesTable;
  papers: PapersTable;
  paper_assets: PaperAssetsTable;
  paper_subjects: PaperSubjectsTable;
  paper_documents: PaperDocumentsTable;
  replies: RepliesTable;
  told: ToldTable;
}

/** A transaction of one production; the only handle queries are given. */
export interface Tx {
  readonly db: Transaction<Tables>;
  /** The production's row number, in every table. */
  readonly production: number;
  readonly productionId: string;
}
