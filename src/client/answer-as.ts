import type { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import type { Answer } from './ask.ts';
import type { Server } from './server.ts';

/** An answer as the schema of its JSON describes it. Throws `server-unreachable` where it is something else: no verdict is guessed. */
export function answerAs<Schema extends z.ZodType>(
  { url }: Server,
  { text }: Answer,
  schema: Schema,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new ProvgateError(
      'server-unreachable',
      `What the gate at ${url.origin} answered is not understood. Nothing was decided.`,
      'Run the same version of provgate on both sides.',
      { cause: error },
    );
  }
}
