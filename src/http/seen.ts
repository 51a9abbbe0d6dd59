import { z } from 'zod';
import type { Asset } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import { pathJson } from '../reports/check-json.ts';
import { HttpProblem } from './problem.ts';

/** Asset ids a client was shown and agrees to. */
export const confirmed = z
  .array(z.string().max(100))
  .max(100_000)
  .optional()
  .describe('Needed where a folder or several files are named: the `assetId`s of the preview, all of them');

/** Whether to tell only what would be recorded. */
export const previewOnly = z
  .boolean()
  .default(false)
  .describe('Tell what would be recorded, and record nothing');

/** One file a record reaches. */
export const reachedSchema = z.object({
  path: z.string(),
  pathBytes: z.string().optional(),
  assetId: z.string(),
  sha256: z.string(),
  origin: z.enum(['camera', 'human', 'genai', 'unknown']).describe('As it was before'),
  tool: z.string().nullable(),
});
/** One file a record leaves alone, and why. */
export const leftSchema = z.object({
  path: z.string(),
  pathBytes: z.string().optional(),
  reason: z.string(),
});

/** One file a record reaches. */
export function reachedJson(file: {
  readonly path: RelPath;
  readonly asset: Asset;
}): z.input<typeof reachedSchema> {
  const { id, sha256, origin, tool } = file.asset;
  return { ...pathJson(file.path), assetId: id, sha256, origin, tool: tool ?? null };
}

/** One file a record leaves alone, and why. */
export function leftJson(left: {
  readonly path: RelPath;
  readonly reason: string;
}): z.input<typeof leftSchema> {
  return { ...pathJson(left.path), reason: left.reason };
}

/**
 * Throws 409 unless a client that named a folder agreed to exactly what stands there now, so that nobody clears or declares
 * files they never saw (threats 15).
 */
export function requireConfirmed(
  needed: boolean,
  reached: readonly { readonly asset: Asset }[],
  ids: readonly string[] | undefined,
): void {
  if (!needed) return;
  const now = new Set<string>(reached.map(({ asset }) => asset.id));
  const agreed = new Set(ids ?? []);
  if (now.size === agreed.size && [...now].every((id) => agreed.has(id))) return;
  throw new HttpProblem(
    'conflict',
    ids === undefined
      ? `A folder or several files were named: ${now.size} assets would be reached.`
      : 'What stands there now is not what was agreed to.',
    'Ask with "preview": true, look through the list, and send its asset ids as "confirmed".',
  );
}
