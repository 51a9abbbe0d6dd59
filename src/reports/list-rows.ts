import type { LocatedAsset } from '../domain/registry.ts';
import { factsJson } from './asset-json.ts';
import { csvLine, escapeTerminal } from './escape.ts';
import type { AssetRowJson } from './schemas.ts';
import { sizeWords } from './size-words.ts';

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

/** A place as the registry knows it, or as its row came from a server. */
type Row = LocatedAsset | AssetRowJson;
type Rows = AsyncIterable<Row> | Iterable<Row>;

function asRow(row: Row): AssetRowJson {
  return 'location' in row ? listRow(row) : row;
}

/** `list` as `provgate.assets/1`, in pieces. */
export async function* listJson(rows: Rows): AsyncGenerator<string> {
  yield '{"schema":"provgate.assets/1","items": [';
  let first = true;
  for await (const row of rows) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(asRow(row))}`;
    first = false;
  }
  yield ']}\n';
}

/** `list` for a terminal, one file a line: origin and marks, size, path. */
export async function* listTable(rows: Rows): AsyncGenerator<string> {
  for await (const row of rows) {
    const { path, origin, temporary, suspected, conflict, state, sizeBytes, tool } = asRow(row);
    const marks = [
      ...(temporary ? ['TEMPORARY'] : []),
      ...(suspected ? ['suspected'] : []),
      ...(conflict ? ['conflict'] : []),
      ...(state === 'ok' ? [] : [state]),
    ].join(' ');
    const size = sizeWords(sizeBytes ?? 0);
    const by = tool === null ? '' : `  (${tool})`;
    yield escapeTerminal(`${origin.padEnd(8)}${marks.padEnd(20)}${size.padStart(10)}  ${path}${by}`).concat(
      '\n',
    );
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
export async function* listCsv(rows: Rows): AsyncGenerator<string> {
  yield csvLine([...COLUMNS]);
  for await (const row of rows) {
    const json = asRow(row);
    yield csvLine(COLUMNS.map((column) => json[column]));
  }
}

/** `list` as one JSON object a line. */
export async function* listLines(rows: Rows): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(asRow(row))}\n`;
}
