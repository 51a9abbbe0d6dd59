import type { FilesPreview } from '../../records/about-files.ts';
import { plural } from '../../reports/plural.ts';
import type { Cli } from '../cli.ts';
import { confirm } from './prompt.ts';
import { pathLines } from './tell-paths.ts';

/** Shows which files a paper would be about and asks, where they are several. False where the person declined. */
export async function agree(
  cli: Cli,
  preview: FilesPreview,
  what: string,
  yes: boolean | undefined,
): Promise<boolean> {
  if (!preview.needsConfirmation) return true;
  const files = preview.binds.map(({ path, asset }) => ({ path, note: asset.origin }));
  await cli.err.write(`${pathLines(`Files ${what}:`, files)}${leftText(preview)}`);
  return confirm(cli, `Record this for ${plural(preview.binds.length, 'file')}?`, yes);
}

/** What a paper leaves out, and why. */
export function leftText({ leaves }: FilesPreview): string {
  return pathLines(
    'Left out:',
    leaves.map(({ path, reason }) => ({ path, note: reason })),
  );
}
