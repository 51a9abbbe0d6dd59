import { z } from 'zod';
import { EVENT_KINDS, type LogEvent } from '../domain/event.ts';
import type { PersonId } from '../domain/person.ts';
import type { Registry } from '../domain/registry.ts';

/** One log entry: what happened, who did it, and the hash that binds it to its predecessor. */
export const eventSchema = z
  .object({
    seq: z.int(),
    at: z.string(),
    kind: z.enum(EVENT_KINDS),
    actor: z.string().nullable(),
    body: z.record(z.string(), z.unknown()).describe('Without names, paths and excerpts'),
    hash: z.string(),
  })
  .meta({ id: 'Event' });
export type EventJson = z.infer<typeof eventSchema>;

/** Log entries after `seq`, oldest first, with the names of who acted. */
export async function eventsAfter(
  registry: Registry,
  seq: number,
  limit: number,
): Promise<readonly EventJson[]> {
  const events = await registry.events.after(seq, limit);
  const actors = events.flatMap((event) => (event.actor === undefined ? [] : [event.actor]));
  const names = await registry.people.names([...new Set(actors)]);
  return events.map((event) => eventJson(event, names));
}

function eventJson(event: LogEvent, names: ReadonlyMap<PersonId, string>): EventJson {
  return {
    seq: event.seq,
    at: event.at,
    kind: event.kind,
    actor: event.actor === undefined ? null : (names.get(event.actor) ?? event.actor),
    body: bodySchema.parse(JSON.parse(event.body)),
    hash: event.hash,
  };
}

const bodySchema = z.record(z.string(), z.unknown());
