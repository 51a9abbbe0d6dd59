import { provgate } from './built.ts';

/** One row of `provgate list --format json`. */
export interface Listed {
  readonly path: string;
  readonly sha256: string | null;
  readonly origin: string;
  readonly involvement: string;
  readonly temporary: boolean;
  readonly suspected: boolean;
}

/** Every live place of a production, in the order listed. */
export async function listed(dir: string): Promise<readonly Listed[]> {
  const run = await provgate('list', dir, '--format', 'json');
  if (run.code !== 0) throw new Error(`list ended with ${run.code}: ${run.stderr}`);
  const parsed: { readonly items: readonly Listed[] } = JSON.parse(run.stdout);
  return parsed.items;
}
