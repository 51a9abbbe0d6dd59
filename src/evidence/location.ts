import { typeOf } from '../containers/formats.ts';
import type { OriginRule } from '../domain/configuration.ts';
import type { Evidence } from '../domain/evidence.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import type { RelPath } from '../domain/path.ts';
import { nameRules } from '../signatures/names/index.ts';
import type { NameRule } from '../signatures/rule.ts';
import { excerptOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import type { RuleNote } from './rule-note.ts';

const NAME_READER = { id: 'file-name', version: 1 } as const;
const RULE_READER = { id: 'origin-rule', version: 1 } as const;

const CARDS: OriginRule = { path: '01_CAMERA/**', origin: 'camera', by: 'DIT card offload' };

/** Readers of places, with the claims they can make. */
export const locationReaders: readonly Pick<EvidenceReader, 'id' | 'version' | 'rules'>[] = [
  { ...NAME_READER, rules: nameRules.map(noteOf) },
  {
    ...RULE_READER,
    rules: [
      {
        id: 'origin-rule',
        about: 'a folder rule of this production',
        source: 'provgate.json',
        match: { kind: 'folder-rule', rule: CARDS, path: '01_CAMERA/A001.mov', format: 'mov' },
        nearMiss: { kind: 'folder-rule', rule: CARDS, path: '01_CAMERA/A001.png', format: 'png' },
      },
    ],
  },
];

function noteOf({ id, about, source, matches, ignores }: NameRule): RuleNote {
  const [[match = ''], [nearMiss = '']] = [matches, ignores];
  return {
    id,
    about,
    source,
    match: { kind: 'path', path: match },
    nearMiss: { kind: 'path', path: nearMiss },
  };
}

/** File-name conventions of generators: always heuristic, because anyone can name a file. */
export function nameEvidence(path: RelPath): readonly Evidence[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return nameRules
    .filter((rule) => matches(rule, path, name))
    .map((rule) => ({
      ...place(NAME_READER, rule.id, path, name, 'heuristic'),
      points: POINTS.generated,
      tool: rule.tool,
    }));
}

/**
 * What a folder rule says of a file of this format at this path. Nothing where the named source cannot have written the
 * format: a camera records no PNG, and nobody's cut has an origin of its own. A GenAI rule applies to everything.
 */
export function originRuleEvidence(rule: OriginRule, format: string, path: RelPath): readonly Evidence[] {
  if (!canWrite(rule.origin, format)) return [];
  const excerpt = `${rule.path}: ${rule.by}`;
  return [{ ...place(RULE_READER, 'origin-rule', path, excerpt, 'rule'), points: RULE_POINTS[rule.origin] }];
}

const RULE_POINTS: Readonly<Record<OriginRule['origin'], Points>> = {
  camera: POINTS.captured,
  human: POINTS.declaredHuman,
  genai: POINTS.generated,
};

/** Stills and films that only a camera writes. */
const RAW = new Set(
  'dng cr2 cr3 crw nef arw raf rw2 orf pef srw iiq 3fr mrw x3f lfp ari crm braw r3d'.split(' '),
);
/** What else comes off a camera or sound card, and what a lab makes of it frame by frame. */
const RECORDED = new Set('jpeg heic tiff mp4 mov 3gp mxf avi m2ts mpeg dv wav dpx exr cineon'.split(' '));
/** Kinds that have no origin of their own or were not recognised at all. */
const WITHOUT_ORIGIN = new Set(['container', 'sidecar', 'other']);

function canWrite(origin: OriginRule['origin'], format: string): boolean {
  if (origin === 'genai') return true;
  if (origin === 'camera') return RAW.has(format) || RECORDED.has(format);
  return !RAW.has(format) && !WITHOUT_ORIGIN.has(typeOf(format).kind);
}

function matches(rule: NameRule, path: RelPath, name: string): boolean {
  return rule.name.test(name) && (rule.path === undefined || rule.path.test(path));
}

function place(
  reader: { readonly id: string; readonly version: number },
  rule: string,
  path: RelPath,
  excerpt: string,
  strength: 'rule' | 'heuristic',
) {
  return {
    subject: 'location',
    reader: reader.id,
    readerVersion: reader.version,
    rule,
    strength,
    // The whole path, not an excerpt of it: classification compares it with where the asset was first seen.
    where: path,
    excerpt: excerptOf(excerpt),
    status: 'read',
  } as const;
}
