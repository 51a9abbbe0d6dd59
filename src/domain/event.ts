import type { Instant, Sha256 } from './asset.ts';
import type { PersonId } from './person.ts';

/** Kinds of entries in the append-only log. */
export const EVENT_KINDS = [
  'production-created',
  'configuration-changed',
  'asset-registered',
  'asset-reclassified',
  'asset-reread',
  'location-opened',
  'location-unreadable',
  'location-closed',
  'declaration-recorded',
  'approval-recorded',
  'approval-revoked',
  'check-made',
  'export-made',
  'quarantined',
  'restored',
  'token-created',
  'token-revoked',
  'registry-restored',
  'paper-recorded',
  'person-erased',
  'checkpoint-signed',
  'refused',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * One log entry. `body` is RFC 8785 text without names, paths or excerpts; `hash` is the SHA-256 of the
 * predecessor's hash, a newline and the body. Rows other verdicts rely on carry their digest in `body`.
 */
export interface LogEvent {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly actor: PersonId | undefined;
  readonly body: string;
  readonly hash: Sha256;
}

export interface LogHead {
  readonly seq: number;
  readonly hash: Sha256;
}
