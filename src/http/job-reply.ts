import { z } from 'zod';
import type { JobState } from './jobs.ts';
import { json, type Reply } from './route.ts';

/** Work under way. */
export const jobSchema = z
  .object({ schema: z.literal('provgate.job/1'), id: z.string(), status: z.literal('running') })
  .meta({ id: 'Job' });

/**
 * How a job stands: its result with 200, or 202 and where to look again. A failed job answers as if it had failed at once.
 * `base` is the address of the collection it belongs to.
 */
export function jobReply(base: string, id: string, state: JobState | undefined): Reply {
  if (state?.kind === 'failed') throw state.error;
  const location = `${base}/${id}`;
  if (state?.kind === 'done') {
    return { kind: 'pieces', pieces: state.result(), headers: { 'content-location': location } };
  }
  const body = { schema: 'provgate.job/1', id, status: 'running' } as const;
  return json(202, jobSchema, body, { location, 'retry-after': '1' });
}
