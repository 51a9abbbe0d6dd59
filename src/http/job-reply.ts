import { z } from 'zod';
import { PLAIN } from '../reports/colours.ts';
import { quoteShell } from '../reports/escape.ts';
import type { JobState } from './jobs.ts';
import { type ReportForm, TYPES } from './report-form.ts';
import { json, type Reply } from './route.ts';

/** Work under way. */
export const jobSchema = z
  .object({ schema: z.literal('provgate.job/1'), id: z.string(), status: z.literal('running') })
  .meta({ id: 'Job' });

const JSON_FORM: ReportForm = { format: 'json', colours: PLAIN, commandPath: quoteShell };

/**
 * How a job stands: its result with 200, or 202 and where to look again. A failed job answers as if it had failed at once.
 * `base` is the address of the collection it belongs to.
 */
export function jobReply(base: string, id: string, state: JobState | undefined, form = JSON_FORM): Reply {
  if (state?.kind === 'failed') throw state.error;
  const location = `${base}/${id}`;
  if (state?.kind === 'done') {
    const headers = { 'content-location': location };
    return { kind: 'pieces', pieces: state.result(form), type: TYPES[form.format], headers };
  }
  const body = { schema: 'provgate.job/1', id, status: 'running' } as const;
  return json(202, jobSchema, body, { location, 'retry-after': '1' });
}
