import { UnreadableMediaError } from '../domain/errors.ts';
import type { Problem } from '../domain/media.ts';
import { type Budget, openBudget } from './budget.ts';
import { decodeCbor, type Foreign, foreignJson, isForeignList, isForeignObject } from './cbor.ts';
import { inflate } from './inflate.ts';
import { boxesIn, describe, type JumbfBox } from './jumbf-boxes.ts';
import { asBuffer, latin1 } from './text.ts';

/** One assertion of a manifest; `content` is absent where it is neither JSON nor CBOR or could not be read. */
export interface ParsedAssertion {
  /** As written, with version and instance (`c2pa.actions.v2__1`). */
  readonly label: string;
  readonly content: Foreign | undefined;
}

/** One manifest of a C2PA store, as its boxes say; no signature or hash is checked here. */
export interface ParsedManifest {
  readonly label: string;
  /** `compressed` only where what it holds could not be read. */
  readonly kind: 'manifest' | 'update' | 'compressed';
  readonly claim: Foreign | undefined;
  /** 1 for label `c2pa.claim`, 2 for `c2pa.claim.v2`. */
  readonly claimVersion: 1 | 2 | undefined;
  /** `claim_generator`, or the name in `claim_generator_info`. */
  readonly claimGenerator: string | undefined;
  readonly assertions: readonly ParsedAssertion[];
  /** Ingredient assertions among them, in order. */
  readonly ingredients: readonly ParsedAssertion[];
  readonly hasSignature: boolean;
}

/** A C2PA manifest store; the active manifest is the last one. */
export interface ParsedManifestStore {
  readonly manifests: readonly ParsedManifest[];
  readonly problems: readonly Problem[];
}

const MAX_MANIFESTS = 1000;
const MAX_ASSERTIONS = 5000;
/** What compressed manifests of one store may come to. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
/** Content types (C2PA 2.2 §11.1.4): the first four bytes spell the name, the rest is common. */
const KINDS: Readonly<Record<string, ParsedManifest['kind']>> = {
  c2ma: 'manifest',
  c2um: 'update',
  c2cm: 'compressed',
};

/**
 * Structure of a C2PA manifest store (C2PA 2.2 §11): manifests, claims, assertions, signature boxes. A part that cannot be
 * read becomes a problem and the rest is read on; throws UnreadableMediaError only where it is no store at all.
 */
export function readManifestStore(jumbf: Uint8Array): ParsedManifestStore {
  const [store] = boxesIn(jumbf, 'c2pa');
  if (store?.type !== 'jumb' || describe(store.content, 'c2pa').label !== 'c2pa') {
    throw new UnreadableMediaError('damaged', 'c2pa', 'it is no C2PA manifest store');
  }
  const reading: Reading = { problems: [], assertions: 0, budget: openBudget('c2pa', MAX_UNPACKED_BYTES) };
  const manifests: ParsedManifest[] = [];
  for (const box of childrenOf(store, 'c2pa')) {
    if (manifests.length >= MAX_MANIFESTS) {
      reading.problems.push({ kind: 'limit', where: 'c2pa', reason: 'too many manifests' });
      break;
    }
    const manifest = attempt(reading, () => readManifest(reading, box));
    if (manifest !== undefined) manifests.push(manifest);
  }
  return { manifests, problems: reading.problems };
}

interface Reading {
  readonly problems: Problem[];
  assertions: number;
  readonly budget: Budget;
}

function attempt<T>(reading: Reading, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    reading.problems.push({ kind: error.kind, where: error.where, reason: error.message });
    return undefined;
  }
}

function readManifest(reading: Reading, box: JumbfBox): ParsedManifest | undefined {
  if (box.type !== 'jumb') return undefined;
  const { uuid, label } = describe(box.content, 'c2pa');
  const kind = KINDS[asBuffer(Buffer.from(uuid.slice(0, 8), 'hex')).toString('latin1')];
  if (kind === undefined) return undefined;
  const where = `c2pa ${label}`;
  if (kind === 'compressed') {
    const inner = attempt(reading, () => unpacked(reading, box, where));
    const manifest = inner === undefined ? undefined : readManifest(reading, inner);
    if (manifest !== undefined && manifest.kind !== 'compressed') return manifest;
    reading.problems.push({ kind: 'damaged', where, reason: 'it is compressed and could not be unpacked' });
  }
  const parts = childrenOf(box, where).filter((part) => part.type === 'jumb');
  const named = (wanted: RegExp): JumbfBox | undefined =>
    parts.find((part) => wanted.test(describe(part.content, where).label));
  const claimBox = named(/^c2pa\.claim(\.v\d+)?$/);
  const claimLabel = claimBox === undefined ? undefined : describe(claimBox.content, where).label;
  const claim = claimBox && attempt(reading, () => contentOf(claimBox, where));
  if (claim === undefined && kind !== 'compressed') {
    reading.problems.push({ kind: 'damaged', where, reason: 'it has no claim that can be read' });
  }
  const store = named(/^c2pa\.assertions$/);
  const assertions = store === undefined ? [] : readAssertions(reading, store, where);
  return {
    label,
    kind,
    claim,
    claimVersion: claimLabel === undefined ? undefined : claimLabel === 'c2pa.claim' ? 1 : 2,
    claimGenerator: generatorOf(claim),
    assertions,
    ingredients: assertions.filter((assertion) => assertion.label.startsWith('c2pa.ingredient')),
    hasSignature: named(/^c2pa\.signature$/) !== undefined,
  };
}

/**
 * The manifest a compressed one holds (C2PA 2.4 §11.2.4): a `brob` box with the type of what it packs, then that box in Brotli,
 * with its header or, as ISO/IEC 18181-2 has it, without.
 */
function unpacked(reading: Reading, box: JumbfBox, where: string): JumbfBox | undefined {
  const packed = childrenOf(box, where).find((part) => part.type === 'brob');
  if (packed === undefined || latin1(packed.content.subarray(0, 4)) !== 'jumb') return undefined;
  const { budget } = reading;
  const bytes = budget.spend(
    inflate(packed.content.subarray(4), 'brotli', budget.room(MAX_UNPACKED_BYTES), where),
  );
  const inner = latin1(bytes.subarray(4, 8)) === 'jumb' ? boxesIn(bytes, where)[0]?.content : bytes;
  if (inner === undefined || describe(inner, where).uuid === describe(box.content, where).uuid)
    return undefined;
  return { type: 'jumb', content: inner };
}

function readAssertions(reading: Reading, store: JumbfBox, where: string): readonly ParsedAssertion[] {
  const assertions: ParsedAssertion[] = [];
  for (const box of childrenOf(store, where)) {
    if (box.type !== 'jumb') continue;
    reading.assertions += 1;
    if (reading.assertions > MAX_ASSERTIONS)
      throw new UnreadableMediaError('limit', where, 'too many assertions');
    const label = attempt(reading, () => describe(box.content, where).label);
    if (label === undefined) continue;
    assertions.push({ label, content: attempt(reading, () => contentOf(box, `${where} ${label}`)) });
  }
  return assertions;
}

/** What a superbox holds as JSON or CBOR; undefined for pictures and other embedded files. */
function contentOf(box: JumbfBox, where: string): Foreign | undefined {
  for (const child of childrenOf(box, where)) {
    if (child.type === 'cbor') return decodeCbor(child.content, where);
    if (child.type === 'json') return foreignJson(child.content, where);
  }
  return undefined;
}

/** The boxes of a superbox after its description. */
function childrenOf(superbox: JumbfBox, where: string): readonly JumbfBox[] {
  return boxesIn(superbox.content, where).filter((box) => box.type !== 'jumd');
}

function generatorOf(claim: Foreign | undefined): string | undefined {
  const info = member(claim, 'claim_generator_info');
  const name = member(isForeignList(info) ? info[0] : info, 'name');
  const written = member(claim, 'claim_generator') ?? name;
  return typeof written === 'string' ? written : undefined;
}

/** A member of a foreign object by name; undefined where it is none. */
export function member(value: Foreign | undefined, name: string): Foreign | undefined {
  return isForeignObject(value) ? value[name] : undefined;
}
