import type { Asset } from '../../domain/asset.ts';
import type { Declaration } from '../../domain/declaration.ts';
import type { RelPath } from '../../domain/path.ts';
import type { DeclarationPreview } from '../../records/declare.ts';
import { pathJson } from '../../reports/check-json.ts';
import { escapeTerminal, quoteShell } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import { pathLines } from '../terminal/tell-paths.ts';
import { openFields } from './open-fields.ts';

/** What the words about a recorded declaration need besides it. */
interface Told {
  readonly by: string;
  /** Packs of the production that ask how GenAI was used. */
  readonly packs: readonly string[];
  /** The paths as they were typed. */
  readonly typed: readonly string[];
}

/** The files a statement would be about, and those it leaves out. */
export function previewText({
  declares,
  skips,
}: Pick<DeclarationPreview, 'skips'> & {
  readonly declares: readonly { readonly path: RelPath; readonly asset: Pick<Asset, 'origin' | 'tool'> }[];
}): string {
  const noted = declares.map(({ path, asset }) => ({
    path,
    note: asset.tool === undefined ? asset.origin : `${asset.origin}, names ${asset.tool}`,
  }));
  return `${pathLines('Files the statement is about:', noted)}${skipText(skips)}`;
}

/** What was recorded, and what is still open. */
export function declaredText(
  made: Pick<Declaration, 'recordId' | 'origin' | 'tool'>,
  preview: Pick<DeclarationPreview, 'skips' | 'needsConfirmation' | 'open'> & {
    readonly declares: readonly unknown[];
    readonly drafts: readonly unknown[];
  },
  told: Told,
): string {
  const { declares, skips, needsConfirmation, drafts } = preview;
  const origin = made.origin === 'genai' ? 'GenAI' : made.origin;
  const what = made.tool === undefined ? origin : `${origin} (${made.tool})`;
  const records =
    drafts.length > 1 ? `${drafts.length} statements were revised` : `the statement is ${made.recordId}`;
  const said = `${plural(declares.length, 'file')} declared as ${what} by ${told.by}; ${records}.`;
  return `${escapeTerminal(said)}\n${needsConfirmation ? '' : skipText(skips)}${openText(preview, told)}`;
}

/** `provgate.declaration/1` */
export function declaredJson(made: Declaration, { declares, skips, open }: DeclarationPreview): string {
  const value = {
    schema: 'provgate.declaration/1',
    id: made.recordId,
    origin: made.origin,
    involvement: made.involvement,
    tool: made.tool ?? null,
    recordedAt: made.recordedAt,
    basis: made.basis,
    document: made.document?.sha256 ?? null,
    supersedes: made.supersedes ?? null,
    useCases: made.use?.useCases ?? [],
    open,
    declared: declares.map(({ path, asset }) => ({
      ...pathJson(path),
      assetId: asset.id,
      sha256: asset.sha256,
    })),
    skipped: skips.map(({ path, reason }) => ({ ...pathJson(path), reason })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Files a statement does not reach, and why. */
export function skipText(skips: DeclarationPreview['skips']): string {
  return pathLines(
    'Left out:',
    skips.map(({ path, reason }) => ({ path, note: reason })),
  );
}

/** What the rules still ask, and the one command that answers it. */
function openText({ open }: Pick<DeclarationPreview, 'open'>, { by, packs, typed }: Told): string {
  const fields = openFields(open);
  if (fields.length === 0) return '';
  const width = Math.max(...fields.map(({ words }) => words.length));
  const target = typed.map(quoteShell).join(' ');
  return [
    `${packs.join(', ')} still asks for ${plural(fields.length, 'answer')}; until then this counts as incomplete:`,
    ...fields.map(({ words, option }) => `  ${words.padEnd(width)}  ${option}`),
    `"unsure" is an answer, and "none" is one. Add them: provgate declare ${target} --again --by ${quoteShell(by)} ${fields[0]?.option ?? ''}${fields.length > 1 ? ' …' : ''}`,
    '',
  ].join('\n');
}
