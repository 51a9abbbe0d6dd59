import { z } from 'zod';
import { type AssetRowJson, assetsSchema } from '../reports/schemas.ts';
import { answerAs } from './answer-as.ts';
import { ask } from './ask.ts';
import type { Server } from './server.ts';

const PAGE = '1000';
const page = assetsSchema.extend({ next: z.string().nullable() });

/** Every registered place a server knows that fits the query, page by page. */
export async function* remoteRows(
  server: Server,
  query: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): AsyncGenerator<AssetRowJson> {
  let cursor: string | undefined;
  do {
    const answer = await ask(server, {
      method: 'GET',
      path: '/assets',
      query: { ...query, limit: PAGE, cursor },
      signal,
    });
    const { items, next } = answerAs(server, answer, page);
    yield* items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
