import { z } from 'zod';
import { DELIVERABLE_TYPES } from '../domain/deliverable.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { CheckRequest } from '../gate/request.ts';
import { requestPath } from './request-path.ts';
import { paths, words } from './request-schemas.ts';

/** What may be asked of the gate, for checks and exports alike. */
export const scopeFields = {
  paths,
  for: z.enum(['final', 'temp']).default('final'),
  type: z.enum(DELIVERABLE_TYPES).optional(),
  episode: words(100).optional(),
  territories: z.array(words(50)).min(1).max(300).optional(),
  channels: z.array(words(100)).min(1).max(100).optional(),
  cut: words(100).optional(),
  approvalIds: z.array(words(200)).max(1000).optional(),
};

/** The gate's question from a request's; every path is looked at before anything starts. */
export function checkRequest(
  runtime: Runtime,
  body: z.output<z.ZodObject<typeof scopeFields>>,
): CheckRequest {
  const { type, episode, territories, channels, cut, approvalIds } = body;
  return {
    paths: body.paths.map((path) => requestPath(runtime.production.root, path)),
    destination: body.for,
    ...(type === undefined ? {} : { type }),
    ...(episode === undefined ? {} : { episode }),
    ...(territories === undefined ? {} : { territories }),
    ...(cut === undefined ? {} : { cut }),
    ...(channels === undefined ? {} : { channels }),
    ...(approvalIds === undefined ? {} : { approvalIds }),
  };
}
