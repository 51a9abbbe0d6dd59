import type { Evidence, EvidenceStatus } from '../domain/evidence.ts';
import { rank } from '../domain/evidence.ts';
import type { Points } from '../domain/origin.ts';

/** What a rule found, in one line; undefined for a rule of another version. */
export type AboutRule = (rule: string) => string | undefined;

/** One piece of evidence in plain words: what was found, whether it could be relied on, and what it says of origin. */
export function evidenceWords(item: Evidence, about: AboutRule): string {
  const what = item.reader === 'c2pa' ? credentialWords(item, about) : foundWords(item, about);
  const says = saysWords(item);
  return `${fromWhere(item)}${what}${says === undefined ? '' : `, says: ${says}`}`;
}

/** A sidecar speaks of the file it stands beside. */
function fromWhere({ subject, reader, where }: Evidence): string {
  if (subject !== 'location' || reader === 'file-name' || reader === 'origin-rule') return '';
  const end = where.indexOf('/');
  return `Beside it in ${end < 0 ? where : where.slice(0, end)}: `;
}

const CREDENTIAL: Readonly<Partial<Record<EvidenceStatus, string>>> = {
  read: 'signature intact, signer on a configured trust list',
  untrusted: 'signature intact, signer not on a configured trust list',
  tampered: 'signature broken or file changed after signing',
  unchecked: 'signature not checked',
};

function credentialWords(item: Evidence, about: AboutRule): string {
  const checked = CREDENTIAL[item.status];
  if (checked === undefined || item.rule === 'c2pa.remote') return foundWords(item, about);
  const by = item.tool === undefined ? '' : ` by ${item.tool}`;
  return `Content Credential${by}, ${checked}`;
}

const TROUBLE: Readonly<Partial<Record<EvidenceStatus, string>>> = {
  unjudged: 'could not be judged, a person must look',
  tampered: 'its signature does not hold',
  unchecked: 'its signature was not checked',
};

function foundWords(item: Evidence, about: AboutRule): string {
  const found = capitalised(about(item.rule) ?? item.rule);
  const tool = item.tool === undefined || found.includes(item.tool) ? '' : ` (${item.tool})`;
  const trouble = TROUBLE[item.status];
  return `${found}${tool}${trouble === undefined ? '' : `, ${trouble}`}${isWeak(item) ? ', a weak sign' : ''}`;
}

function isWeak({ strength, points }: Evidence): boolean {
  return points !== undefined && points.origin !== 'unknown' && rank(strength) <= rank('heuristic');
}

/** What evidence says of origin; its own words where it points nowhere. */
function saysWords(item: Evidence): string | undefined {
  const { points, status, rule, excerpt } = item;
  if (status === 'unjudged') return excerpt;
  if (points === undefined) return rule.startsWith('c2pa.') && rule !== 'c2pa.remote' ? NOTHING : excerpt;
  // That label does not tell whole from part.
  if (rule === 'tc260.label') return 'created or changed by a trained model';
  return pointsWords(points) ?? (rule.startsWith('c2pa.') ? NOTHING : excerpt);
}

const NOTHING = 'nothing certain of its origin';

function pointsWords({ origin, involvement }: Points): string | undefined {
  if (origin === 'genai') {
    if (involvement === 'derived') return 'made from material a trained model created';
    return involvement === 'partial' ? 'changed by a trained model' : 'created by a trained model';
  }
  if (origin === 'camera') return 'captured by a device';
  if (origin === 'human') return 'made by people, without a trained model';
  return involvement === 'assistive' ? 'enhanced by software, nothing new created' : undefined;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
