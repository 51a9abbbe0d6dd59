import type { ApprovalPreview, BoundFile } from '../../records/approve.ts';
import type { Unbound } from '../../records/live.ts';
import { pathJson } from '../../reports/check-json.ts';
import { plural } from '../../reports/plural.ts';
import type { ApprovalJson } from '../../reports/schemas.ts';
import { pathLines } from '../terminal/tell-paths.ts';

/** Said where an approval cannot cover anything. */
export const OUT_OF_REACH =
  'No policy of this production asks how GenAI is used, so the gate cannot tell whether a file lies within this approval: it will cover nothing. Choose a policy that asks, or say it in --note instead.\n';

/** What an approval reaches, as far as words need it. */
interface Reached {
  readonly binds: readonly Pick<BoundFile, 'path' | 'because'>[];
  readonly declares: readonly unknown[];
  readonly leaves: readonly Unbound[];
}

/** The files an approval would cover, and those it leaves out. */
export function previewText({ binds, leaves }: Pick<Reached, 'binds' | 'leaves'>): string {
  const noted = binds.map(({ path, because }) => ({ path, note: WHY[because] }));
  const left = leaves.map(({ path, reason }) => ({ path, note: reason }));
  return `${pathLines('Files the approval would cover:', noted)}${pathLines('Left out:', left)}`;
}

const WHY: Readonly<Record<BoundFile['because'], string>> = {
  genai: 'GenAI',
  temporary: 'marked TEMPORARY',
  suspected: 'suspected; thereby declared GenAI',
  named: 'of unknown origin; thereby declared GenAI',
};

/** What was recorded, and for which files. */
export function approvedText(recorded: readonly string[], { binds, declares }: Reached): string {
  const covered = pathLines(
    'Recorded for these bytes, and no others:',
    binds.map(({ path, because }) => ({ path, note: WHY[because] })),
  );
  const declared =
    declares.length === 0 ? '' : `${plural(declares.length, 'file')} thereby declared GenAI.\n`;
  return `${recorded.join('')}${covered}${declared}`;
}

/** `provgate.approvals/1` with what was bound. */
export function approvedJson(approval: ApprovalJson, { binds, declares, leaves }: ApprovalPreview): string {
  const declared = new Set(declares.map(({ path }) => path));
  const value = {
    schema: 'provgate.approvals/1',
    approvals: [approval],
    bound: binds.map(({ path, asset, because }) => ({
      ...pathJson(path),
      assetId: asset.id,
      sha256: asset.sha256,
      because,
      declaredGenai: declared.has(path),
    })),
    left: leaves.map(({ path, reason }) => ({ ...pathJson(path), reason })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
