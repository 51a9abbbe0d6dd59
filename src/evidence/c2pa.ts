import { readManifestStore } from '../containers/jumbf.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { Evidence, EvidenceStatus, Strength } from '../domain/evidence.ts';
import type { ManifestStore, MediaSource, Problem } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { type StoreClaim, storeClaims } from './c2pa-graph.ts';
import { type Manifest, manifestView } from './c2pa-manifest.ts';
import { productName } from './c2pa-products.ts';
import { type Validation, validate } from './c2pa-validate.ts';
import { claim, placeOf } from './claim.ts';
import type { EvidenceReader, ReadingOptions } from './reader.ts';
import { shippedAnchors } from './trust-anchors.ts';

const SPECIFICATION = 'C2PA 2.4, with the conformance signal rubrics of 2026-08';

/** Content Credentials: what the manifests say, and whether their signature and binding hold. */
export const c2pa: EvidenceReader = {
  id: 'c2pa',
  version: 1,
  rules: [
    {
      id: 'c2pa.action',
      about: 'an action with a digital source type in a content credential',
      source: SPECIFICATION,
    },
    {
      id: 'c2pa.description',
      about: 'an action that a content credential describes as AI generated',
      source: SPECIFICATION,
    },
    { id: 'c2pa.ai-disclosure', about: 'an AI disclosure in a content credential', source: SPECIFICATION },
    {
      id: 'c2pa.vendor',
      about: 'a generator’s own statement in a content credential',
      source: SPECIFICATION,
    },
    {
      id: 'c2pa.metadata',
      about: 'a source type in the signed metadata of a content credential',
      source: SPECIFICATION,
    },
    {
      id: 'c2pa.ai-product',
      about: 'a content credential of a product that only generates',
      source: SPECIFICATION,
    },
    { id: 'c2pa.soft-binding', about: 'a watermark named in a content credential', source: SPECIFICATION },
    {
      id: 'c2pa.ingredient',
      about: 'an ingredient without credential that is called generated',
      source: SPECIFICATION,
    },
    { id: 'c2pa.orphan', about: 'a generated ingredient that no reference leads to', source: SPECIFICATION },
    { id: 'c2pa.neutral', about: 'a content credential that says nothing of origin', source: SPECIFICATION },
    { id: 'c2pa.unreadable', about: 'a content credential that could not be read', source: SPECIFICATION },
    {
      id: 'c2pa.remote',
      about: 'a content credential kept elsewhere, which is not fetched',
      source: SPECIFICATION,
    },
  ],
  read: async (source, options) => [...(await readStores(source, options)), ...remotePointers(source)],
};

async function readStores(source: MediaSource, options: ReadingOptions): Promise<readonly Evidence[]> {
  if (source.manifests.length === 0) return [];
  const validation = await validate(source, options.trustAnchors ?? shippedAnchors());
  return source.manifests.flatMap((store) => readStore(store, validation));
}

function readStore(store: ManifestStore, validation: Validation): readonly Evidence[] {
  let parsed: ReturnType<typeof readManifestStore>;
  try {
    parsed = readManifestStore(store.jumbf);
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    return unread(store, [{ kind: error.kind, where: error.where, reason: error.message }]);
  }
  const manifests = parsed.manifests.map(manifestView);
  const check = checkOf(store, manifests, validation);
  const signers = check.kind === 'checked' ? check.signers : new Map<string, readonly string[]>();
  const said = storeClaims(manifests, (label) => signers.get(label) ?? []);
  const claims = said.map((statement) => toEvidence(store, statement, check));
  return [
    ...claims,
    ...(said.length === 0 ? [neutral(store, manifests, check)] : []),
    ...unread(store, parsed.problems),
  ];
}

/** The validator looked at the file itself; what it found counts only for the store it found. */
function checkOf(store: ManifestStore, manifests: readonly Manifest[], validation: Validation): Validation {
  if (store.member !== undefined) return { kind: 'unchecked', reason: 'it belongs to an embedded part' };
  if (validation.kind !== 'checked') return validation;
  if (validation.activeLabel === manifests.at(-1)?.label) return validation;
  return { kind: 'unchecked', reason: 'it is not the credential embedded in these bytes' };
}

interface Grade {
  readonly strength: Strength;
  readonly status: EvidenceStatus;
}

/**
 * How much a statement weighs. GenAI counts in full whoever signed it, and a broken signature never hides it; camera and
 * human count as signed only where signature and binding hold and the signer chains to a configured anchor.
 */
function grade(points: Points | 'unjudged', base: Strength, check: Validation): Grade {
  const status = statusOf(check);
  if (points === 'unjudged') return { strength: base, status: 'unjudged' };
  if (points.origin === 'genai') {
    const isSigned = (status === 'read' || status === 'untrusted') && base === 'standard';
    return { strength: isSigned ? 'signed' : base, status };
  }
  if (points.origin === 'unknown') return { strength: base, status };
  return { strength: status === 'read' ? 'signed' : 'heuristic', status };
}

function statusOf(check: Validation): EvidenceStatus {
  if (check.kind === 'unchecked') return 'unchecked';
  if (check.kind === 'broken') return 'tampered';
  if (!check.isSignatureIntact || check.binding === 'broken') return 'tampered';
  if (check.binding === 'missing') return 'unchecked';
  return check.isTrusted ? 'read' : 'untrusted';
}

function toEvidence(store: ManifestStore, statement: StoreClaim, check: Validation): Evidence {
  const { points, rule, tool } = statement;
  return claim(c2pa, {
    rule,
    where: `${placeOf(store)}/${statement.manifest}/${statement.at}`,
    excerpt: `${statement.excerpt}${noteOf(check)}`,
    points: points === 'unjudged' ? POINTS.ambiguous : points,
    tool,
    ...grade(points, statement.base, check),
  });
}

function neutral(store: ManifestStore, manifests: readonly Manifest[], check: Validation): Evidence {
  const active = manifests.at(-1);
  const generator = active?.generators.map(productName)[0] ?? 'no named product';
  const actions = active?.actions.map((action) => action.name).join(', ') ?? '';
  return claim(c2pa, {
    rule: 'c2pa.neutral',
    where: placeOf(store),
    excerpt: `${generator}: ${actions === '' ? 'no actions' : actions}${noteOf(check)}`,
    strength: 'standard',
    status: statusOf(check),
  });
}

function noteOf(check: Validation): string {
  if (check.kind !== 'checked')
    return ` (${check.kind === 'broken' ? 'broken' : 'not checked'}: ${check.reason})`;
  return check.failures.length === 0 ? '' : ` (${[...new Set(check.failures)].join(', ')})`;
}

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
        points: POINTS.ambiguous,
      }),
    );
}
