import type { Evidence, EvidenceStatus } from '../domain/evidence.ts';
import { rank } from '../domain/evidence.ts';
import type { Points } from '../domain/origin.ts';

/** What a rule found, in one line; undefined for a rule of another version. */
export type AboutRule = (rule: string) => string | undefined;

/** One piece of evidence in plain words: what was found, whether it could be relied on, and what it says of origin. */
export function evidenceWords(item: Evidence, about: AboutRule): string {
  const what = item.reader === 'c2pa' ? credentialWords(item, about) : foundWords(item, about);
  const says = saysWords(item);
  const kept = item.kept === true ? KEPT : '';
  const joint = BARE.has(item.status) ? ': ' : ', says: ';
  return `${fromWhere(item)}${what}${says === undefined ? '' : `${joint}${says}`}${kept}`;
}

/** Where nothing was read, the excerpt is a reason and nobody’s word. */
const BARE: ReadonlySet<EvidenceStatus> = new Set(['unreadable', 'incomplete', 'unsupported']);
const KEPT = '; a newer reader no longer finds this, so a person must look';

/** A sidecar speaks of the file it stands beside. */
function fromWhere({ subject, reader, where }: Evidence): string {
  if (subject !== 'location' || reader === 'file-name' || reader === 'origin-rule') return '';
  const end = where.indexOf('/');
  return `Beside it in ${end < 0 ? where : where.slice(0, end)}: `;
}

const CREDENTIAL: Readonly<Partial<Record<EvidenceStatus, string>>> = {
  read: 'signature intact, signer on a trust list',
  untrusted: 'signature intact, signer not on a trust list',
  tampered: 'signature broken or file changed after signing',
  unchecked: 'signature not checked',
};

/** Rules about a credential as such: what stands in them is no claim of its signer. */
const OF_ITSELF: ReadonlySet<string> = new Set(['c2pa.remote', 'c2pa.validation', 'c2pa.revocation']);

/** Which list that was, as the check noted at the end of what it says. */
const LIST = /; signer [^;]* on (the C2PA trust list of \d{4}-\d{2}-\d{2}|your own trust list)[^;]*$/;

function credentialWords(item: Evidence, about: AboutRule): string {
  const checked = CREDENTIAL[item.status];
  if (checked === undefined || OF_ITSELF.has(item.rule)) return foundWords(item, about);
  const whose = item.tool === undefined ? 'A' : `${item.tool}’s`;
  const list = LIST.exec(item.excerpt)?.[1];
  return `${whose} Content Credential, ${list === undefined ? checked : checked.replace('a trust list', list)}`;
}

const TROUBLE: Readonly<Partial<Record<EvidenceStatus, string>>> = {
  unjudged: 'could not be judged, a person must look',
  tampered: 'its signature does not hold',
  unchecked: 'its signature was not checked',
};

function foundWords(item: Evidence, about: AboutRule): string {
  const text = about(item.rule) ?? item.rule;
  // A name keeps its own spelling, also where a line begins with it.
  const isName = (item.tool !== undefined && text.startsWith(item.tool)) || /^[a-z]+[A-Z]/.test(text);
  const found = isName ? text : capitalised(text);
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
  if (points === undefined) return rule.startsWith('c2pa.') && !OF_ITSELF.has(rule) ? NOTHING : excerpt;
  // That label does not tell whole from part.
  if (rule === 'tc260.label') return 'created or changed by a trained model';
  const said = pointsWords(points) ?? (rule.startsWith('c2pa.') ? NOTHING : excerpt);
  const isOwnWord = status === 'untrusted' && (points.origin === 'camera' || points.origin === 'human');
  return isOwnWord ? `${said}; not relied on, because anyone can sign so` : said;
}

const NOTHING = 'nothing certain of how it was made';

function pointsWords({ origin, involvement }: Points): string | undefined {
  if (origin === 'genai') {
    if (involvement === 'derived') return 'made from material a trained model created';
    return involvement === 'partial' ? 'changed by a trained model' : 'created by a trained model';
  }
  if (origin === 'camera') return 'captured by a device';
  if (origin === 'human') return 'made by people, without a trained model';
  return involvement === 'assistive' ? 'enhanced by software, nothing new created' : undefined;
}

/** What no report of ours can have checked. */
export const NO_NETWORK =
  'No network was used: revoked certificates and manifests kept elsewhere were not checked.';

/** One thing that was left unchecked while a file was read, and why. */
export interface NotChecked {
  readonly code: 'signature' | 'revocation' | 'remote-manifest' | 'pixels';
  readonly where: string;
  readonly message: string;
}

/** What reading a file left unchecked, by what its evidence says; one entry for each kind and place. */
export function notChecked(evidence: readonly Evidence[]): readonly NotChecked[] {
  const found = new Map<string, NotChecked>();
  for (const item of evidence) {
    const entry = notCheckedOf(item);
    if (entry !== undefined) found.set(`${entry.code} ${entry.where}`, entry);
  }
  return [...found.values()];
}

function notCheckedOf({ reader, rule, status, where, excerpt }: Evidence): NotChecked | undefined {
  if (rule === 'c2pa.remote')
    return { code: 'remote-manifest', where, message: `remote manifest not fetched: ${excerpt}` };
  if (rule === 'c2pa.revocation')
    return { code: 'revocation', where, message: 'certificate revocation not checked (offline)' };
  if (rule === 'stealth.not-searched')
    return { code: 'pixels', where, message: `pixels not searched: ${excerpt}` };
  if (reader !== 'c2pa' || status !== 'unchecked') return undefined;
  const reason = /; signature not checked: (.*)$/.exec(excerpt)?.[1];
  const store = where.replace(/\/[^/]*urn:.*$/, '');
  const message = `signature not checked${reason === undefined ? '' : `: ${reason}`}`;
  return { code: 'signature', where: store, message };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
