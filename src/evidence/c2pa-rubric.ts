import type { Foreign } from '../containers/cbor.ts';
import { isForeignList, isForeignObject } from '../containers/cbor.ts';
import { member } from '../containers/jumbf.ts';
import type { Strength } from '../domain/evidence.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import type { Action, Manifest, OtherAssertion } from './c2pa-manifest.ts';
import { AI_BINDINGS, productName, productNamed } from './c2pa-products.ts';
import { sourceTypeMeaning } from './source-types.ts';

/** One thing a manifest says about the asset it belongs to. */
export interface Signal {
  readonly rule: string;
  readonly points: Points | 'unjudged';
  /** How much the kind of statement weighs when no signature was checked. */
  readonly base: Extract<Strength, 'standard' | 'tool'>;
  /** Where in the manifest it stands. */
  readonly at: string;
  readonly excerpt: string;
  readonly tool: string | undefined;
}

/** Actions that change nothing one could see or hear (C2PA conformance rubrics, globals-actions, 2026-08). */
const NON_EDITORIAL = new Set(
  [
    'converted',
    'published',
    'repackaged',
    'transcoded',
    'resized.proportional',
    'enhanced',
    'edited.metadata',
    'watermarked',
    'watermarked.bound',
    'watermarked.unbound',
    'redacted',
  ].map((name) => `c2pa.${name}`),
);
const INCEPTION = new Set(['c2pa.created', 'c2pa.opened']);

/** Everything a manifest says about origin, after the C2PA conformance signal rubrics (signal-*.yml, 2026-08). */
export function signalsOf(manifest: Manifest, signer: readonly string[]): readonly Signal[] {
  const maker = makerOf(manifest, signer);
  const found = [
    ...manifest.actions.flatMap((action) => actionSignals(action, maker)),
    ...manifest.others.flatMap((assertion) => assertionSignals(assertion, maker)),
    ...manifest.redacted.map((label) => redactionSignal(label, maker)),
  ];
  // Names are asked only where nothing else in the manifest says GenAI.
  return found.some(isGenai) ? found : [...found, ...nameSignals(manifest, signer)];
}

/** Whether a manifest only passes on what it opened: one parent, and no action one could see or hear. */
export function passesThrough(manifest: Manifest): boolean {
  const [parent, ...more] = manifest.ingredients;
  return (
    parent?.relationship === 'parentOf' &&
    more.length === 0 &&
    manifest.actions.every((action) => action.name === 'c2pa.opened' || NON_EDITORIAL.has(action.name))
  );
}

/** Whether a signal claims GenAI. */
export function isGenai(signal: Signal): boolean {
  return signal.points !== 'unjudged' && signal.points.origin === 'genai';
}

function actionSignals(action: Action, maker: string | undefined): readonly Signal[] {
  const meaning = action.sourceType === undefined ? undefined : sourceTypeMeaning(action.sourceType);
  const tool = action.agent === undefined ? maker : wellKnown(action.agent);
  const at = `actions/${action.name}`;
  const signals: Signal[] = [];
  if (meaning !== undefined) {
    const points = pointsOfAction(action, meaning.points);
    const excerpt = `${action.name} ${meaning.term}`;
    if (points !== undefined)
      signals.push({ rule: 'c2pa.action', points, base: 'standard', at, excerpt, tool });
  }
  if (
    INCEPTION.has(action.name) &&
    /^\s*AI[ -]Generated (?:Image|Video|Audio)\b/i.test(action.description ?? '')
  ) {
    const excerpt = `${action.name} ${action.description}`;
    signals.push({ rule: 'c2pa.description', points: POINTS.generated, base: 'tool', at, excerpt, tool });
  }
  return signals;
}

/** What a source type means on this action: at inception the whole asset, later a part of it, on a wrapper nothing. */
function pointsOfAction(action: Action, points: Points | 'unjudged'): Points | 'unjudged' | undefined {
  if (INCEPTION.has(action.name)) return points;
  if (points !== 'unjudged' && points.origin !== 'genai') {
    return points === POINTS.ambiguous || points === POINTS.aiEnhanced ? points : undefined;
  }
  // A wrapper action that speaks of GenAI says nothing the rubric knows, but a person should see it.
  return NON_EDITORIAL.has(action.name) || points === 'unjudged' ? 'unjudged' : POINTS.aiEdited;
}

function assertionSignals({ label, content }: OtherAssertion, tool: string | undefined): readonly Signal[] {
  const say = (rule: string, points: Points | 'unjudged', base: Signal['base'], excerpt: string): Signal => ({
    rule,
    points,
    base,
    at: label,
    excerpt,
    tool,
  });
  switch (label) {
    case 'c2pa.ai-disclosure': {
      const model = textAt(content, 'modelName') ?? textAt(content, 'modelIdentifier') ?? '';
      return [say('c2pa.ai-disclosure', POINTS.aiEdited, 'standard', `AI disclosure ${model}`)];
    }
    case 'c2pa.ai_generated_content':
      if (member(content, 'ai_generated') !== true) return [];
      return [say('c2pa.vendor', POINTS.generated, 'tool', `ai_generated ${textAt(content, 'model') ?? ''}`)];
    case 'com.suno.provenance':
      return [say('c2pa.vendor', POINTS.generated, 'tool', textAt(content, 'systemName') ?? 'Suno')];
    case 'com.adobe.generative-ai':
      return [say('c2pa.vendor', POINTS.aiEdited, 'tool', 'Adobe generative AI')];
    case 'c2pa.soft-binding': {
      const alg = textAt(content, 'alg') ?? '';
      return [say('c2pa.soft-binding', AI_BINDINGS.has(alg) ? 'unjudged' : POINTS.ambiguous, 'tool', alg)];
    }
    case 'stds.exif':
    case 'stds.iptc':
    case 'stds.iptc.photo-metadata':
    case 'stds.schema-org.CreativeWork':
    case 'c2pa.metadata':
    case 'cawg.metadata':
      return metadataClaims(content, '', 0).map(({ points, excerpt }) =>
        say('c2pa.metadata', points, 'standard', excerpt),
      );
    default:
      return [];
  }
}

/** Assertions in which GenAI is told; taken out, they leave a question. Metadata is taken out to protect people. */
const TELLING =
  /^(?:c2pa\.(?:actions|ingredient|ai-disclosure|ai_generated_content|soft-binding)|com\.(?:suno\.provenance|adobe\.generative-ai))$/;

function redactionSignal(label: string, tool: string | undefined): Signal {
  return {
    rule: 'c2pa.redacted',
    points: TELLING.test(label) ? 'unjudged' : POINTS.ambiguous,
    base: 'standard',
    at: `redacted/${label}`,
    excerpt: `${label} was taken out of an ingredient`,
    tool,
  };
}

const MAX_DEPTH = 8;

interface MetadataClaim {
  readonly points: Points | 'unjudged';
  readonly excerpt: string;
}

/** Source types and AI fields in signed copies of metadata; what they say of cameras and people counts in actions only. */
function metadataClaims(value: Foreign | undefined, name: string, depth: number): readonly MetadataClaim[] {
  if (typeof value === 'string') return metadataClaim(name, value);
  if (depth > MAX_DEPTH) return [];
  if (isForeignList(value)) return value.flatMap((item) => metadataClaims(item, name, depth + 1));
  if (!isForeignObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    // JSON-LD may wrap a value: {"@id": …}, {"@value": …}, {"@list": […]}.
    metadataClaims(inner, key.startsWith('@') ? name : key.slice(key.lastIndexOf(':') + 1), depth + 1),
  );
}

function metadataClaim(name: string, value: string): readonly MetadataClaim[] {
  if (AI_FIELD.test(name) && value.trim() !== '')
    return [{ points: POINTS.aiEdited, excerpt: `${name} ${value}` }];
  const meaning = /^digitalSource(?:File)?Type$/i.test(name) ? sourceTypeMeaning(value) : undefined;
  if (meaning === undefined) return [];
  const clears = meaning.points !== 'unjudged' && ['camera', 'human'].includes(meaning.points.origin);
  return clears ? [] : [{ points: meaning.points, excerpt: `${name} ${meaning.term}` }];
}

const AI_FIELD = /^AI(?:SystemUsed|SystemVersionUsed|PromptInformation|PromptWriterName)$/;

function nameSignals(manifest: Manifest, signer: readonly string[]): readonly Signal[] {
  const names = [
    ...manifest.actions.flatMap((action) => action.agent ?? []),
    ...manifest.generators.map(productName),
    ...signer,
  ];
  for (const name of names) {
    const product = productNamed(name);
    if (product === undefined) continue;
    const { points, tool } = product;
    return [{ rule: 'c2pa.ai-product', points, base: 'tool', at: 'claim', excerpt: name, tool }];
  }
  return [];
}

/** Libraries that write credentials for whoever uses them; who that is, the certificate tells. */
const LIBRARY = /\bc2pa\b.*\b(?:library|sdk|rs|node|python|js|tool)\b|^c2pa[-_]|^make[_ ]test[_ ]images/i;
const COMPANY = /[,.]? +(?:Inc|LLC|L\.L\.C|Ltd|Limited|OpCo|Corporation|Corp|GmbH|AG|Pte|Co)\b.*$/i;

/** Who made the file, by the name people know: the product that signed, or where that is a library, its user. */
function makerOf(manifest: Manifest, signer: readonly string[]): string | undefined {
  const names = manifest.generators.map((generator) => productName(generator.slice(0, NAME_CHARS)));
  const product = names.find((name) => !LIBRARY.test(name));
  // Common name and organisation; a certificate without organisation names no maker.
  const organisation = signer.length > 1 ? signer.at(-1)?.replace(COMPANY, '') : undefined;
  const name = product ?? organisation ?? names[0];
  return name === undefined ? undefined : wellKnown(name);
}

/** Longest name that is looked at; real ones are a few words. */
const NAME_CHARS = 500;

/** `Adobe Firefly Pipeline` is Adobe Firefly. */
function wellKnown(name: string): string {
  const tool = productNamed(name.slice(0, NAME_CHARS))?.tool;
  return tool !== undefined && name.startsWith(tool) ? tool : name;
}

function textAt(content: Foreign | undefined, key: string): string | undefined {
  const value = member(content, key);
  return typeof value === 'string' ? value : undefined;
}
