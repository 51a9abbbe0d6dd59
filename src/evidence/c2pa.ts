import { type ParsedManifestStore, readManifestStore } from '../containers/jumbf.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { ManifestStore, MediaSource, Problem } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { checkNotes } from './c2pa-codes.ts';
import { checkWords, grade, statusOf } from './c2pa-grade.ts';
import { type StoreClaim, storeClaims } from './c2pa-graph.ts';
import { type Manifest, manifestView } from './c2pa-manifest.ts';
import { productName } from './c2pa-products.ts';
import { c2paRules } from './c2pa-rules.ts';
import { type Validation, validate, validateBeside } from './c2pa-validate.ts';
import { claim, placeOf } from './claim.ts';
import type { EvidenceReader, ReadingOptions } from './reader.ts';

/** Content Credentials: what the manifests say, and whether their signature and binding hold. */
export const c2pa: EvidenceReader = {
  id: 'c2pa',
  version: 2,
  rules: c2paRules,
  read: async (source, options) => [...(await readStores(source, options)), ...remotePointers(source)],
};

/** Where a manifest store of a file of its own stands that is read together with the file beside it. */
const BESIDE = 'c2pa.beside';

async function readStores(source: MediaSource, options: ReadingOptions): Promise<readonly Evidence[]> {
  const found: Evidence[] = [];
  let embedded: Validation | undefined;
  for (const store of source.manifests) {
    const parsed = parse(store);
    if (!('manifests' in parsed)) {
      found.push(...unread(store, [parsed]));
      continue;
    }
    if (store.where === BESIDE) {
      const active = parsed.manifests.at(-1);
      const check = await validateBeside(store.jumbf, active, source.bytes, options.trustAnchors);
      found.push(...readStore(store, parsed, check));
      continue;
    }
    embedded ??= await checkEmbedded(source, options);
    found.push(...readStore(store, parsed, embedded));
  }
  return found;
}

/** The validator looks at the whole file and takes one credential in it; with several, nobody knows which one that was. */
async function checkEmbedded(source: MediaSource, options: ReadingOptions): Promise<Validation> {
  const own = source.manifests.filter((store) => store.member === undefined && store.where !== BESIDE);
  if (own.length === 0) return { kind: 'unchecked', reason: 'it belongs to an embedded part' };
  if (own.length > 1) return { kind: 'unchecked', reason: 'the file carries several credentials' };
  return validate(source, options.trustAnchors);
}

function parse(store: ManifestStore): ParsedManifestStore | Problem {
  try {
    return readManifestStore(store.jumbf);
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    return { kind: error.kind, where: error.where, reason: error.message };
  }
}

function readStore(
  store: ManifestStore,
  parsed: ParsedManifestStore,
  validation: Validation,
): readonly Evidence[] {
  const manifests = parsed.manifests.map(manifestView);
  const check = checkOf(store, manifests, validation);
  return [
    ...storeEvidence(store, manifests, check),
    ...unread(store, parsed.problems),
    ...checkNotes(c2pa, store, check),
  ];
}

/** What the manifests of one store say, under the outcome of checking them. */
export function storeEvidence(
  store: Pick<ManifestStore, 'where' | 'member'>,
  manifests: readonly Manifest[],
  check: Validation,
): readonly Evidence[] {
  const signers = check.kind === 'checked' ? check.signers : new Map<string, readonly string[]>();
  const said = storeClaims(manifests, (label) => signers.get(label) ?? []);
  if (said.length === 0) return [neutral(store, manifests, check)];
  return said.map((statement) => toEvidence(store, statement, check));
}

/** The validator looked at the file itself; what it found counts only for the store it found. */
function checkOf(store: ManifestStore, manifests: readonly Manifest[], validation: Validation): Validation {
  if (store.member !== undefined) return { kind: 'unchecked', reason: 'it belongs to an embedded part' };
  if (validation.kind !== 'checked') return validation;
  if (validation.activeLabel === manifests.at(-1)?.label) return validation;
  return { kind: 'unchecked', reason: 'it is not the credential embedded in these bytes' };
}

function toEvidence(
  store: Pick<ManifestStore, 'where' | 'member'>,
  statement: StoreClaim,
  check: Validation,
): Evidence {
  const { points, rule, tool } = statement;
  return claim(c2pa, {
    rule,
    where: `${placeOf(store)}/${statement.manifest}/${statement.at}`,
    excerpt: `${statement.excerpt.slice(0, STATEMENT_CHARS)}; ${checkWords(check)}`,
    points: points === 'unjudged' ? POINTS.ambiguous : points,
    tool,
    ...grade(points, statement.base, check),
  });
}

function neutral(
  store: Pick<ManifestStore, 'where' | 'member'>,
  manifests: readonly Manifest[],
  check: Validation,
): Evidence {
  const active = manifests.at(-1);
  const generator = active?.generators.map(productName)[0] ?? 'no named product';
  const actions = active?.actions.map((action) => action.name).join(', ') ?? '';
  const said = `${generator}: ${actions === '' ? 'no actions' : actions}`;
  return claim(c2pa, {
    rule: 'c2pa.neutral',
    where: placeOf(store),
    excerpt: `${said.slice(0, STATEMENT_CHARS)}; ${checkWords(check)}`,
    strength: 'standard',
    status: statusOf(check),
  });
}

/** Room a statement gets in an excerpt, so that what became of checking it stands there too. */
const STATEMENT_CHARS = 80;

/** A credential that cannot be read is a GenAI carrier that cannot be judged; a limit also leaves the file unread. */
function unread(store: ManifestStore, problems: readonly Problem[]): readonly Evidence[] {
  const [first] = problems;
  if (first === undefined) return [];
  const shared = { rule: 'c2pa.unreadable', where: placeOf(store) } as const;
  const question = claim(c2pa, {
    ...shared,
    excerpt: `${first.where}: ${first.reason}`,
    strength: 'standard',
    points: POINTS.ambiguous,
    status: 'unjudged',
  });
  const limit = problems.find((problem) => problem.kind === 'limit');
  if (limit === undefined) return [question];
  return [
    question,
    claim(c2pa, { ...shared, excerpt: limit.reason, strength: 'heuristic', status: 'unreadable' }),
  ];
}

/** A pointer says that a credential exists, not what it says; a human edit has one too. */
function remotePointers(source: MediaSource): readonly Evidence[] {
  return source.fields
    .filter(
      (field) => /(?:^xmp\.|\/)dcterms:provenance$/.test(field.where) && /^https?:/i.test(field.value.trim()),
    )
    .map((field) =>
      claim(c2pa, {
        rule: 'c2pa.remote',
        where: placeOf(field),
        excerpt: field.value,
        strength: 'standard',
      }),
    );
}
