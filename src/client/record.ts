import type { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { answerAs } from './answer-as.ts';
import { ask, type Question } from './ask.ts';
import type { Server } from './server.ts';

/** What a person hands in, as the API takes it, without `preview` and `confirmed`. */
export interface RemoteRecord<Schema extends z.ZodType> {
  readonly path: '/declarations' | '/approvals';
  readonly body: Readonly<Record<string, unknown>>;
  readonly schema: Schema;
  readonly signal: AbortSignal;
}

/** What would be recorded; nothing is. */
export async function remotePreview<Schema extends z.ZodType>(
  server: Server,
  { path, body, schema, signal }: RemoteRecord<Schema>,
): Promise<z.output<Schema>> {
  const preview = { ...body, preview: true };
  return answerAs(server, await ask(server, { method: 'POST', path, body: preview, signal }), schema);
}

/**
 * Records exactly the assets a person agreed to; what changed since is refused with `conflict`. `key` makes the server carry it
 * out once, so that it may be sent again where its answer was lost.
 */
export async function remoteRecord<Schema extends z.ZodType>(
  server: Server,
  { path, body, schema, signal }: RemoteRecord<Schema>,
  confirmed: readonly string[],
  key: string,
): Promise<z.output<Schema>> {
  const headers = { 'idempotency-key': `"${key}"` };
  const agreed = { ...body, confirmed: [...new Set(confirmed)] };
  const question: Question = { method: 'POST', path, body: agreed, headers, signal };
  const answer = await ask(server, question).catch((error: unknown) => {
    // It may have been recorded with only the answer lost; the key keeps it from being recorded twice.
    if (error instanceof ProvgateError && error.code === 'server-unreachable') return ask(server, question);
    throw error;
  });
  return answerAs(server, answer, schema);
}

/** A document as the API takes it: its bytes, and never a place on the server. */
export function documentBody({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): {
  readonly name: string;
  readonly contentBase64: string;
} {
  return { name, contentBase64: Buffer.from(bytes).toString('base64') };
}
