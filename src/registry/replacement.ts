import type { AssetId } from '../domain/asset.ts';
import { type Evidence, rank } from '../domain/evidence.ts';
import type { Points } from '../domain/origin.ts';
import type { RelPath } from '../domain/path.ts';
import { displayPath } from '../files/paths.ts';
import type { Arrival } from './arrival.ts';
import { assetRowById } from './asset-rows.ts';
import { standingEvidence } from './content-evidence.ts';
import { statementsOf } from './declaration-rows.ts';
import type { LocationRow } from './location-rows.ts';
import type { Tx } from './tables.ts';

/** Version of the one rule below. */
const READER_VERSION = 1;
const SUSPICION: Points = { origin: 'genai', involvement: 'undetermined' };

/** The asset whose bytes stood at a place before others took it; a time in which they could not be read does not hide it. */
export function lastHolder(place: LocationRow | undefined, arriving: AssetId): AssetId | undefined {
  const holder = place?.asset_id ?? place?.replaced ?? undefined;
  return holder === arriving ? undefined : holder;
}

/**
 * The claim, if any, that bytes of unknown making took the place of temporary ones (threats 3). It makes them suspected until a
 * named answer. Bytes that took the place of suspected ones are in the same doubt: saving twice must not wash it off.
 */
export async function doubtsOf(
  tx: Tx,
  path: RelPath,
  { stored, examination }: Arrival,
  replaced: AssetId | undefined,
): Promise<readonly Evidence[]> {
  const before = replaced === undefined ? undefined : await assetRowById(tx, replaced);
  if (before === undefined || (before.temporary === 0 && before.suspected === 0)) return [];
  if (stored === undefined) {
    return hasOwnEvidence(examination?.evidence ?? []) ? [] : [replacedTemporary(path)];
  }
  if (stored.temporary === 1 || hasOwnEvidence(await standingEvidence(tx, stored.id))) return [];
  return (await statementsOf(tx, stored.id)).length > 0 ? [] : [replacedTemporary(path)];
}

/**
 * Whether bytes speak for themselves: a claim of origin read from them with strength `tool` or better. What came with a
 * signature nobody vouches for does not count.
 */
function hasOwnEvidence(content: readonly Evidence[]): boolean {
  return content.some(
    (claim) =>
      claim.status === 'read' &&
      claim.points !== undefined &&
      claim.points.origin !== 'unknown' &&
      rank(claim.strength) >= rank('tool'),
  );
}

function replacedTemporary(path: RelPath): Evidence {
  return {
    subject: 'location',
    reader: 'replacement',
    readerVersion: READER_VERSION,
    rule: 'replaced-temporary',
    points: SUSPICION,
    strength: 'heuristic',
    where: displayPath(path),
    excerpt: 'took the place of a file that is GenAI or suspected of it',
    status: 'read',
  };
}
