import type { Approval } from '../../src/domain/approval.ts';
import type { Asset, AssetId, Instant, Sha256 } from '../../src/domain/asset.ts';
import type { Check, CheckItem } from '../../src/domain/check.ts';
import type { Deliverable } from '../../src/domain/deliverable.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { PersonId } from '../../src/domain/person.ts';
import type { ItemInput } from '../../src/gate/decision/item-input.ts';

export const NOW = '2026-11-22T10:00:00.000Z' as Instant;
export const at = (text: string): Instant => text as Instant;
export const path = (text: string): RelPath => text as RelPath;
export const sha = (letter: string): Sha256 => letter.repeat(64) as Sha256;

/** An asset of unknown origin, read whole. */
export function asset(change: Partial<Asset> = {}): Asset {
  return {
    id: 'asset-1' as AssetId,
    sha256: sha('a'),
    sizeBytes: 10,
    kind: 'image',
    format: 'png',
    holdsMedia: false,
    origin: 'unknown',
    involvement: 'undetermined',
    suspected: false,
    conflict: false,
    tool: undefined,
    byRuleOnly: false,
    overruledBy: undefined,
    state: 'ok',
    stateReason: undefined,
    temporary: false,
    firstSeenAt: NOW,
    firstSeenPath: path('stills/quay.png'),
    engineVersion: 1,
    eventSeq: 1,
    ...change,
  };
}

/** A GenAI asset, TEMPORARY as all of them are. */
export function genai(change: Partial<Asset> = {}): Asset {
  return asset({ origin: 'genai', involvement: 'full', temporary: true, tool: 'ComfyUI', ...change });
}

/** An unrestricted approval of `asset-1`, valid now and without end. */
export function approval(change: Partial<Approval> = {}): Approval {
  return {
    recordId: 'record-1',
    id: 'NFLX-0042',
    assetIds: ['asset-1' as AssetId],
    grantedBy: 'p1' as PersonId,
    recordedBy: 'p2' as PersonId,
    recordedAt: at('2026-01-01T00:00:00.000Z'),
    document: { sha256: sha('d'), sizeBytes: 3, name: 'mail.pdf' },
    validFrom: at('2026-01-01T00:00:00.000Z'),
    validUntil: undefined,
    scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
    note: undefined,
    terms: undefined,
    supersededBy: undefined,
    eventSeq: 2,
    revocation: undefined,
    ...change,
  };
}

/** A deliverable of which nothing is known. */
export function deliverable(change: Partial<Deliverable> = {}): Deliverable {
  return {
    title: 'Quayside',
    type: 'unspecified',
    episode: undefined,
    territories: ['worldwide'],
    channels: [],
    ...change,
  };
}

/** A file whose bytes were read and that nothing is known against. */
export function input(change: Partial<ItemInput> = {}): ItemInput {
  return {
    path: path('stills/quay.png'),
    standing: 'file',
    reason: undefined,
    asset: asset(),
    verified: 'bytes',
    changed: false,
    recordAltered: false,
    replacedTemporary: false,
    approvals: [],
    bestApproval: undefined,
    earlierApproval: undefined,
    byPack: new Map(),
    ...change,
  };
}

/** A passed item of a check. */
export function item(change: Partial<CheckItem> = {}): CheckItem {
  return {
    path: path('stills/quay.png'),
    assetId: 'asset-1' as AssetId,
    sha256: sha('a'),
    sizeBytes: 10,
    kind: 'image',
    format: 'png',
    verified: 'bytes',
    origin: 'camera',
    involvement: 'none',
    suspected: false,
    conflict: false,
    temporary: false,
    tool: undefined,
    approvals: [],
    verdict: 'pass',
    findings: [],
    ...change,
  };
}

/** A check of `items` with counts to match. */
export function checkOf(items: readonly CheckItem[], change: Partial<Check> = {}): Check {
  const count = (verdict: CheckItem['verdict']): number =>
    items.filter((each) => each.verdict === verdict).length;
  return {
    id: 'check-1',
    checkedAt: NOW,
    outcome: 'pass',
    destination: 'final',
    deliverable: deliverable(),
    overrides: [],
    policies: [
      { pack: 'approval-id', version: '1.0.0', sha256: sha('1'), settingsSha256: sha('2'), outcome: 'pass' },
    ],
    scope: { kind: 'files', paths: [path('stills')] },
    counts: {
      items: items.length,
      pass: count('pass'),
      warn: count('warn'),
      review: count('review'),
      block: count('block'),
      incomplete: count('incomplete'),
      unknown: items.filter(({ origin }) => origin === 'unknown').length,
      clearedByRuleOnly: 0,
      skipped: 0,
    },
    findings: [],
    items,
    versions: { provgate: '0.1.0', engine: 1, configurationSha256: sha('c'), eventSeq: 7 },
    ...change,
  };
}
