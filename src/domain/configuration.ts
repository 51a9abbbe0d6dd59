import type { Sha256 } from './asset.ts';
import type { DeliverableType } from './deliverable.ts';
import type { Origin } from './origin.ts';
import type { SettingValue } from './policy.ts';

export interface PolicyChoice {
  /** Id of a shipped pack, or a pack file relative to `provgate.json`. */
  readonly pack: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
}

export interface DeliverableRule {
  readonly path: string;
  readonly type: DeliverableType;
  readonly episode: string | undefined;
  readonly territories: readonly string[] | undefined;
  readonly channels: readonly string[] | undefined;
  readonly onBlock: 'report' | 'quarantine';
}

export interface OriginRule {
  readonly path: string;
  readonly origin: Exclude<Origin, 'unknown'>;
  readonly by: string;
}

export interface Supplier {
  readonly path: string;
  readonly name: string;
  readonly contact: string | undefined;
}

/** Happenings a command outside can be told of. */
export const HAPPENINGS = ['genai-found', 'blocked', 'approval-expiring'] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** A program that is told of happenings, with its arguments; run without a shell. */
export interface OnEvent {
  readonly command: readonly [string, ...string[]];
  readonly kinds: readonly Happening[];
}

/** `provgate.json` after validation, with every default filled in. */
export interface Configuration {
  readonly id: string;
  readonly title: string;
  readonly root: string;
  readonly policy: readonly PolicyChoice[];
  readonly deliverables: readonly DeliverableRule[];
  readonly origins: readonly OriginRule[];
  readonly suppliers: readonly Supplier[];
  readonly ignore: readonly string[];
  readonly sidecars: 'temporary' | 'off';
  readonly pathMap: readonly { readonly from: string; readonly to: string }[];
  readonly registry: string;
  readonly settleMs: number;
  readonly sweepMinutes: number;
  readonly readMBps: number | undefined;
  /** Folders an HTTP export may write to. */
  readonly outboxes: readonly string[];
  readonly onEvent?: OnEvent | undefined;
}

/** A production as found on disk: its configuration and where things are. Absolute paths. */
export interface Production {
  readonly configuration: Configuration;
  /** SHA-256 of the configuration file's bytes. */
  readonly configurationSha256: Sha256;
  /** The configuration file's text, for the event that records each version. */
  readonly configurationText: string;
  /** Folder that holds `provgate.json` and `.provgate/`. */
  readonly home: string;
  /** `home/.provgate` */
  readonly stateDir: string;
  /** Media root. */
  readonly root: string;
}
