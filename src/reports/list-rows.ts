import type { LocatedAsset } from '../domain/registry.ts';
import { factsJson } from './asset-json.ts';
import { csvLine, escapeTerminal } from './escape.ts';
import type { AssetRowJson } from './schemas.ts';
import { sizeWords } from './size-words.ts';
import { shownPath } from './words.ts';

/** What is known of a place whose bytes could not be obtained. */
const UNKNOWN = {
  origin: 'unknown',
  involvement: 'undetermined',
  suspected: false,
  conflict: false,
  temporary: false,
  tool: undefined,
  byRuleOnly: false,
  overruledBy: undefined,
} as const;

/** One row of `list` as JSON; `verified` is null, because listing reads no bytes. */
export function listRow({ location, asset }: LocatedAsset): AssetRowJson {
  return {
    ...factsJson({
      path: location.path,
      assetId: asset?.id,
      sha256: asset?.sha256,
      sizeBytes: asset?.sizeBytes ?? location.snapshot.sizeBytes,
      kind: asset?.kind,
      format: asset?.format,
      verified: undefined,
      ...(asset ?? UNKNOWN),
    }),
    state: asset?.state ?? 'unreadable',
    stateReason: asset === undefined ? (location.unreadable ?? null) : (asset.stateReason ?? null),
  };
}

/** `list` as `provgate.assets/1`, in pieces. */
export async function* listJson(
  rows: AsyncIterable<LocatedAsset> | Iterable<LocatedAsset>,
): AsyncGenerator<string> {
  yield '{"schema":"provgate.assets/1","items": [';
  let first = true;
  for await (const row of rows) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(listRow(row))}`;
    first = false;
  }
  yield ']}\n';
}

/** `list` for a terminal, one file a line: origin and marks, size, path. */
export async function* listTable(
  rows: AsyncIterable<LocatedAsset> | Iterable<LocatedAsset>,
): AsyncGenerator<string> {
  for await (const { location, asset } of rows) {
    const facts = asset ?? UNKNOWN;
    const marks = [
      ...(facts.temporary ? ['TEMPORARY'] : []),
      ...(facts.suspected ? ['suspected'] : []),
      ...(facts.conflict ? ['conflict'] : []),
      ...(asset === undefined ? ['unreadable'] : asset.state === 'ok' ? [] : [asset.state]),
    ].join(' ');
    const size = sizeWords(asset?.sizeBytes ?? location.snapshot.sizeBytes);
    const tool = facts.tool === undefined ? '' : `  (${facts.tool})`;
    yield escapeTerminal(
      `${facts.origin.padEnd(8)}${marks.padEnd(20)}${size.padStart(10)}  ${shownPath(location.path)}${tool}`,
    ).concat('\n');
  }
}

const COLUMNS = [
  'path',
  'origin',
  'involvement',
  'tool',
  'temporary',
  'suspected',
  'conflict',
  'state',
  'stateReason',
  'kind',
  'format',
  'sizeBytes',
  'sha256',
  'assetId',
] as const;

/** `list` as CSV with a header line. */
export async function* listCsv(
  rows: AsyncIterable<LocatedAsset> | Iterable<LocatedAsset>,
): AsyncGenerator<string> {
  yield csvLine([...COLUMNS]);
  for await (const row of rows) {
    const json = listRow(row);
    yield csvLine(COLUMNS.map((column) => json[column]));
  }
}
