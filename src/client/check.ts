import type { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { checkSchema } from '../reports/schemas.ts';
import { answerAs } from './answer-as.ts';
import { type Answer, ask, type Question } from './ask.ts';
import type { Server } from './server.ts';

const WAIT_SECONDS = 30;

/** A check asked of a server: its decision, and its text in the wanted format. */
export interface RemoteCheck {
  readonly check: z.output<typeof checkSchema>;
  readonly text: string;
}

/** How the report is to be written. */
export interface RemoteForm {
  readonly format: 'json' | 'table' | 'csv';
  readonly from: string | undefined;
  readonly colours: boolean;
}

/** Asks a server's gate and waits for its decision, however long it takes. `body` is the request as its API takes it. */
export async function remoteCheck(
  server: Server,
  body: object,
  form: RemoteForm,
  signal: AbortSignal,
): Promise<RemoteCheck> {
  const headers = { prefer: `wait=${WAIT_SECONDS}` };
  let answer: Answer = await ask(server, { method: 'POST', path: '/checks', body, headers, signal });
  const place = placeOf(server, answer);
  while (answer.status === 202) answer = await look(server, { method: 'GET', path: place, headers, signal });
  const check = answerAs(server, answer, checkSchema);
  if (form.format === 'json') return { check, text: answer.text };
  const query = formQuery(form);
  const told = await look(server, { method: 'GET', path: place, query, signal });
  return { check, text: told.text };
}

/** Looks at work that was begun; a server that has forgotten it, as after a restart, decided nothing. */
async function look(server: Server, question: Question): Promise<Answer> {
  try {
    return await ask(server, question);
  } catch (error) {
    if (!(error instanceof ProvgateError) || error.code !== 'not-found') throw error;
    throw new ProvgateError(
      'server-unreachable',
      `The gate at ${server.url.origin} no longer knows this check. Nothing was decided.`,
      'Run the command again.',
      { cause: error },
    );
  }
}

/** The form as a query of the API. */
export function formQuery({
  format,
  from,
  colours,
}: RemoteForm): Readonly<Record<string, string | undefined>> {
  return { format, from, colours: colours ? 'true' : undefined };
}

/** Where the work is, below `/api/v1`; only ever a check of this server. */
function placeOf({ url }: Server, { headers }: Answer): string {
  const told = headers.location ?? headers['content-location'] ?? '';
  const path = /^\/api\/v1(\/checks\/[\w-]+)$/.exec(told)?.[1];
  if (path !== undefined) return path;
  throw new ProvgateError(
    'server-unreachable',
    `The gate at ${url.origin} did not say where its decision is. Nothing was decided.`,
    'Run the same version of provgate on both sides.',
  );
}
