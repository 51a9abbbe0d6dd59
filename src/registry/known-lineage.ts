import type { AssetId } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Examination } from '../domain/examination.ts';
import type { IdRole, LineageId } from '../domain/lineage.ts';
import { POINTS } from '../domain/origin.ts';
import { type KnownId, temporaryWithIds } from './lineage-rows.ts';
import type { Tx } from './tables.ts';

/** Shorter ids are counters, which unrelated files share. */
const JOINING_CHARS = 16;

/**
 * Which own ids of a GenAI asset say that a file with such an id comes from it. A document id alone joins only where the file says
 * that it was made from that document: earlier saves of the same document may be free of GenAI.
 */
const JOINS: Readonly<Partial<Record<IdRole, readonly IdRole[]>>> = {
  parent: ['document', 'instance', 'generation', 'manifest'],
  ancestor: ['document', 'instance'],
  version: ['instance'],
  instance: ['instance'],
  generation: ['generation'],
  manifest: ['manifest'],
};

/** The examination with what the registry knows of the ids found: that a file was made from an asset registered as GenAI. */
export async function withKnownLineage(
  tx: Tx,
  asset: AssetId,
  examination: Examination,
): Promise<Examination> {
  const ids = (examination.ids ?? []).filter(({ role, id }) => id.length >= JOINING_CHARS && role in JOINS);
  if (ids.length === 0) return examination;
  const known = await temporaryWithIds(tx, asset, [...new Set(ids.map(({ id }) => id))]);
  if (known.length === 0) return examination;
  const byId = Map.groupBy(known, ({ id }) => id);
  const claims = new Map<IdRole, Evidence>();
  for (const mine of ids) {
    const theirs = byId.get(mine.id)?.find(({ role }) => JOINS[mine.role]?.includes(role) === true);
    if (theirs !== undefined && !claims.has(mine.role)) claims.set(mine.role, derived(mine, theirs));
  }
  return { ...examination, evidence: [...examination.evidence, ...claims.values()] };
}

function derived({ role, id }: LineageId, { asset, tool }: KnownId): Evidence {
  return {
    subject: 'content',
    reader: 'lineage-fields',
    readerVersion: 2,
    rule: 'lineage.known-genai',
    points: POINTS.aiDerived,
    strength: 'lineage',
    where: `registry/${role}`,
    excerpt: `${id.slice(0, 100)} is an id of GenAI asset ${asset}`,
    ...(tool === null ? {} : { tool }),
    status: 'read',
  };
}
