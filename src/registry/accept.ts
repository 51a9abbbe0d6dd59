import { ProvgateError } from '../domain/errors.ts';
import type { LogHead } from '../domain/event.ts';
import type { Seal } from '../domain/seal.ts';
import { brokenRegistry } from './failures.ts';
import { type OpenRegistryOptions, openRegistry } from './open.ts';

/** What was accepted. */
export interface Accepted {
  /** Where the log was last seen to end. */
  readonly lost: LogHead;
  /** Number of the event that tells of it. */
  readonly seq: number;
}

/**
 * Accepts a record that went backwards as it stands, after verifying it whole: a paper says why, an event names the head that was lost,
 * and what was last seen moves there. Throws `conflict` where nothing went backwards, `registry-broken` for a record that does not hold.
 */
export async function acceptRecord(
  options: OpenRegistryOptions,
  seal: Seal,
  reason: string,
): Promise<Accepted> {
  const lost = await wentBackwardsFrom(options, seal);
  const { seal: _seal, ...unsealed } = options;
  const registry = await openRegistry(unsealed);
  try {
    const { broken } = await registry.events.verify();
    if (broken !== undefined) throw brokenRegistry(options.file, broken);
    const actor = { personId: await registry.people.idOf(options.actorName ?? 'admin') };
    const at = options.clock.now();
    const found = await registry.events.head();
    await registry.papers.record(
      [
        {
          kind: 'acceptance',
          body: { of: 'record', sha256: lost.hash, reason },
          assetIds: [],
          about: [],
          documents: [],
        },
      ],
      actor,
      at,
    );
    const body = { accepted: true, restored: found, replaced: lost };
    const { seq, hash } = await registry.events.append('registry-restored', body, actor, at);
    seal.replace({ seq, hash });
    return { lost, seq };
  } finally {
    await registry.close();
  }
}

/** The head that was seen before and is not in the record. */
async function wentBackwardsFrom(options: OpenRegistryOptions, seal: Seal): Promise<LogHead> {
  try {
    await (await openRegistry(options)).close();
  } catch (error) {
    const lost = seal.lastSeen();
    if (error instanceof ProvgateError && error.code === 'record-went-backwards' && lost !== undefined)
      return lost;
    throw error;
  }
  throw new ProvgateError(
    'conflict',
    'The record did not go backwards; there is nothing to accept.',
    'Look at it with "provgate audit verify".',
  );
}
