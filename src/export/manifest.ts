import { z } from 'zod';
import type { Sha256 } from '../domain/asset.ts';
import type { Check, CheckItem } from '../domain/check.ts';
import { DELIVERABLE_TYPES } from '../domain/deliverable.ts';
import type { LogHead } from '../domain/event.ts';
import type { RelPath } from '../domain/path.ts';
import { displayPath, pathBytesHex, pathFromBytes } from '../files/paths.ts';

/** Name of the manifest at the top of every delivery. */
export const MANIFEST_NAME = 'provgate-manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

const fileSchema = z.object({
  path: z.string().min(1),
  pathBytes: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .optional(),
  sha256,
  sizeBytes: count,
  role: z.enum(['item', 'sidecar']),
  origin: z.enum(['camera', 'human', 'genai', 'unknown']).nullable(),
  involvement: z.enum(['full', 'partial', 'derived', 'assistive', 'none', 'undetermined']).nullable(),
  temporary: z.boolean(),
  tool: z.string().nullable(),
  approvals: z.array(z.string()),
});

/** `provgate.manifest/1`: what a delivery holds, and the decision that let it out. */
export const manifestSchema = z.object({
  schema: z.literal('provgate.manifest/1'),
  madeAt: z.string(),
  destination: z.enum(['final', 'temp']),
  /** `TEMP` where the delivery was judged for temporary use only. */
  mark: z.enum(['TEMP']).nullable(),
  deliverable: z.object({
    title: z.string(),
    type: z.enum(DELIVERABLE_TYPES),
    episode: z.string().nullable(),
    territories: z.array(z.string()),
    channels: z.array(z.string()),
    cut: z.string().optional(),
  }),
  check: z.object({ id: z.string(), checkedAt: z.string(), outcome: z.literal('pass') }),
  policies: z.array(z.object({ pack: z.string(), version: z.string(), sha256, settingsSha256: sha256 })),
  versions: z.object({
    provgate: z.string(),
    engine: z.int(),
    configurationSha256: sha256,
    eventSeq: z.int(),
  }),
  log: z.object({ seq: z.int(), hash: sha256 }),
  counts: z.object({ files: count, bytes: count, unknown: count, genai: count }),
  files: z.array(fileSchema),
});
export type ManifestJson = z.infer<typeof manifestSchema>;
export type ManifestFile = ManifestJson['files'][number];

/** One file of a delivery before it is written down. */
export interface DeliveredFile {
  readonly place: RelPath;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** Undefined for a sidecar that travels with its file. */
  readonly item: CheckItem | undefined;
}

/** The text of a manifest in pieces, one file a line. `files` come in the order given. */
export function* manifestText(
  check: Check,
  files: readonly DeliveredFile[],
  head: LogHead,
  madeAt: string,
): Generator<string> {
  const items = files.flatMap(({ item }) => item ?? []);
  const whole: Omit<ManifestJson, 'files'> = {
    schema: 'provgate.manifest/1',
    madeAt,
    destination: check.destination,
    mark: check.destination === 'temp' ? 'TEMP' : null,
    deliverable: {
      title: check.deliverable.title,
      type: check.deliverable.type,
      episode: check.deliverable.episode ?? null,
      territories: [...check.deliverable.territories],
      channels: [...check.deliverable.channels],
      ...(check.deliverable.cut === undefined ? {} : { cut: check.deliverable.cut }),
    },
    check: { id: check.id, checkedAt: check.checkedAt, outcome: 'pass' },
    policies: check.policies.map(({ pack, version, sha256: pack256, settingsSha256 }) => ({
      pack,
      version,
      sha256: pack256,
      settingsSha256,
    })),
    versions: { ...check.versions },
    log: { seq: head.seq, hash: head.hash },
    counts: {
      files: files.length,
      bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      unknown: items.filter(({ origin }) => origin === 'unknown').length,
      genai: items.filter(({ origin }) => origin === 'genai').length,
    },
  };
  yield `${JSON.stringify(whole, null, 2).slice(0, -2)},\n  "files": [`;
  let first = true;
  for (const file of files) {
    yield `${first ? '' : ','}\n    ${JSON.stringify(fileJson(file))}`;
    first = false;
  }
  yield '\n  ]\n}\n';
}

function fileJson({ place, sha256: digest, sizeBytes, item }: DeliveredFile): ManifestFile {
  const bytes = pathBytesHex(place);
  return {
    path: displayPath(place),
    ...(bytes === undefined ? {} : { pathBytes: bytes }),
    sha256: digest,
    sizeBytes,
    role: item === undefined ? 'sidecar' : 'item',
    origin: item?.origin ?? null,
    involvement: item?.involvement ?? null,
    temporary: item?.temporary ?? false,
    tool: item?.tool ?? null,
    approvals: (item?.approvals ?? []).filter(({ state }) => state === 'valid').map(({ id }) => id),
  };
}

/** A manifest from its text; undefined where it is none, or names a place outside its folder. */
export function parseManifest(text: string): ManifestJson | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not even JSON: the caller says that there is nothing to verify against.
    return undefined;
  }
  const parsed = manifestSchema.safeParse(value);
  return parsed.success && parsed.data.files.every((file) => isSafe(placeOf(file))) ? parsed.data : undefined;
}

/** The exact place of a file a manifest names. */
export function placeOf(file: Pick<ManifestFile, 'path' | 'pathBytes'>): RelPath {
  return pathFromBytes(
    file.pathBytes === undefined ? Buffer.from(file.path, 'utf8') : Buffer.from(file.pathBytes, 'hex'),
  );
}

function isSafe(place: RelPath): boolean {
  const parts = place.split('/');
  return !place.includes('\0') && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}
