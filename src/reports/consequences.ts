import type { Revocation } from '../domain/approval.ts';
import type { ApprovedExport, Consequences, PlacedAsset } from '../domain/consequences.ts';
import { pathJson } from './check-json.ts';
import { escapeTerminal } from './escape.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';
import { shownPath } from './words.ts';

const MOST = 20;

/** What hangs on an approval as part of `provgate.approvals/1`. */
export function consequencesJson(
  { exports, untoldExports, holders, relatives }: Consequences,
  revocation: Revocation | undefined,
) {
  const file = ({ path, asset }: PlacedAsset) => ({
    ...pathJson(path),
    assetId: asset.id,
    sha256: asset.sha256,
  });
  return {
    exports: exports.map((each) => ({
      id: each.id,
      at: each.at,
      check: each.checkId,
      destination: each.destination ?? null,
      type: each.type ?? null,
      episode: each.episode ?? null,
      affected: revocation === undefined ? null : isAffected(each, revocation),
      files: each.files.map(({ assetId, place }) => ({ ...pathJson(place), assetId })),
    })),
    untoldExports,
    holders: holders.map(file),
    relatives: relatives.map(file),
  };
}

/** The same in words, for a terminal. Yields whole lines. */
export function* consequencesTable(
  { exports, untoldExports, holders, relatives }: Consequences,
  revocation: Revocation | undefined,
): Generator<string> {
  yield exports.length === 0
    ? 'Nothing is known to have been exported under it.\n'
    : `Exported under it, ${plural(exports.length, 'time')}:\n`;
  for (const each of exports) {
    yield escaped(`  ${showInstant(each.at)}  ${exportWords(each)}${affectedWords(each, revocation)}`);
    for (const { place } of each.files.slice(0, MOST)) yield escaped(`    ${shownPath(place)}`);
    yield* more(each.files.length);
  }
  if (untoldExports > 0)
    yield `${plural(untoldExports, 'older export')} did not record under which approvals; look into ${untoldExports === 1 ? 'its manifest' : 'their manifests'}.\n`;
  yield* files('Files that contain what it covers:', holders);
  yield* files('Files from the same generation, by an id they carry:', relatives);
}

function* files(heading: string, placed: readonly PlacedAsset[]): Generator<string> {
  if (placed.length === 0) return;
  yield `${heading}\n`;
  for (const { path } of placed.slice(0, MOST)) yield escaped(`  ${shownPath(path)}`);
  yield* more(placed.length);
}

function* more(count: number): Generator<string> {
  if (count > MOST) yield `    and ${plural(count - MOST, 'more file')}\n`;
}

function exportWords({ id, destination, type, episode, files: held }: ApprovedExport): string {
  const what = [
    ...(type === undefined || type === 'unspecified' ? [] : [type]),
    ...(episode === undefined ? [] : [`episode ${episode}`]),
    ...(destination === 'temp' ? ['TEMP'] : []),
  ].join(', ');
  return `export ${id}${what === '' ? '' : ` (${what})`}: ${plural(held.length, 'file')}`;
}

function affectedWords(made: ApprovedExport, revocation: Revocation | undefined): string {
  if (revocation === undefined) return '';
  return isAffected(made, revocation) ? '; AFFECTED' : '; delivered before the withdrawal took effect';
}

/** Whether the withdrawal reaches a delivery: it was made after it took effect, or the withdrawal reaches back. */
function isAffected({ at }: ApprovedExport, revocation: Revocation): boolean {
  return revocation.retroactive === true || at >= (revocation.effectiveAt ?? revocation.at);
}

function escaped(line: string): string {
  return `${escapeTerminal(line)}\n`;
}
