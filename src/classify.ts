import type { Classification, ClassifyContext, Statement } from './domain/classification.ts';
import { type Evidence, rank, type Strength } from './domain/evidence.ts';
import type { Involvement, Origin } from './domain/origin.ts';

/** GenAI involvement, widest first: among several claims the widest counts. */
const WIDTH: readonly Involvement[] = ['full', 'partial', 'derived', 'undetermined', 'assistive', 'none'];
const HEURISTIC = rank('heuristic');
const RULE = rank('rule');
const STANDARD = rank('standard');
const SIGNED = rank('signed');

/** A claim reduced to what decides: what it says, how much it weighs, and when it was recorded. */
interface Claim {
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly weight: number;
  readonly tool: string | undefined;
  readonly seq: number;
}

/** What recorded people said, as far as it decides anything. */
interface Words {
  /** GenAI statements no documented statement answered since; the last one speaks for all. */
  readonly genai: Statement | undefined;
  /** The newest documented statement against GenAI; it settles what was recorded before it. */
  readonly overruling: Statement | undefined;
  /** The newest named statement against GenAI that says on what it rests; it answers suspicions before it. */
  readonly answer: Statement | undefined;
  readonly settledGenai: boolean;
}

/**
 * What all evidence about an asset adds up to. Any GenAI claim except `heuristic` and `detector` beats every other
 * claim; only a later statement with name, basis and document settles it. Camera and human claims decide from strength
 * `rule` upwards, and only where nothing was left unread. The order of evidence and statements does not matter.
 */
export function classify(evidence: readonly Evidence[], context: ClassifyContext): Classification {
  const words = weigh(context.statements);
  const recorded = new Set(context.statements.map((statement) => statement.recordId));
  // A statement that is also listed as evidence must not count twice, nor outlive the one that superseded it.
  const claims = evidence.filter((item) => item.subject !== 'statement' || !recorded.has(item.where));
  const genai = claims.filter(isGenai).map(toClaim);
  const settledAt = words.overruling?.seq ?? Number.NEGATIVE_INFINITY;
  const standing = genai.filter((claim) => claim.seq > settledAt);
  if (words.genai !== undefined) standing.push(fromStatement(words.genai));
  const contrary = claims.flatMap((item) => contraryClaim(item, context));
  const best = strongest(standing);
  if (best !== undefined) return genaiVerdict(standing, best, contrary, words);
  const settled = genai.length > 0 || words.settledGenai;
  return otherVerdict(claims, contrary, words, settled ? words.overruling?.declarantName : undefined);
}

function weigh(statements: readonly Statement[]): Words {
  const ordered = [...statements].sort((a, b) => a.seq - b.seq || order(a.recordId, b.recordId));
  const answers = ordered.filter(
    (statement) =>
      statement.origin !== 'genai' && statement.hasBasis && statement.declarantName !== undefined,
  );
  const overruling = answers.filter((statement) => statement.hasDocument).at(-1);
  const said = ordered.filter((statement) => statement.origin === 'genai');
  const standing = said.filter((statement) => overruling === undefined || statement.seq > overruling.seq);
  return {
    genai: standing.at(-1),
    overruling,
    answer: answers.at(-1),
    settledGenai: said.length > standing.length,
  };
}

function genaiVerdict(
  standing: readonly Claim[],
  best: Claim,
  contrary: readonly Claim[],
  words: Words,
): Classification {
  const against = Math.max(0, ...contrary.map((claim) => claim.weight));
  const denied =
    words.answer !== undefined && words.answer.seq > (words.genai?.seq ?? Number.NEGATIVE_INFINITY);
  return {
    origin: 'genai',
    involvement: widest(standing.map((claim) => claim.involvement)),
    suspected: false,
    conflict: against > best.weight || (against === SIGNED && best.weight === SIGNED) || denied,
    tool: toolOf(standing),
    byRuleOnly: false,
    overruledBy: undefined,
  };
}

function otherVerdict(
  claims: readonly Evidence[],
  contrary: readonly Claim[],
  words: Words,
  overruledBy: string | undefined,
): Classification {
  const answeredAt = words.answer?.seq ?? Number.NEGATIVE_INFINITY;
  const open = (item: Evidence) => seqOf(item) > answeredAt;
  const suspected = claims.some((item) => pointsWeakly(item) && open(item));
  const assistive = claims
    .filter((item) => item.points?.involvement === 'assistive' && open(item))
    .map(toClaim);
  const tampered = claims.filter((item) => item.status === 'tampered' && open(item));
  const blind = claims.some((item) => item.status === 'unreadable' || item.status === 'incomplete');
  // A folder rule speaks of what belongs in the folder; a suspected file may be there by mistake.
  const deciding = contrary.filter((claim) => claim.weight > RULE || (claim.weight === RULE && !suspected));
  const chosen = words.answer === undefined ? strongest(blind ? [] : deciding) : fromStatement(words.answer);
  const involvement = chosen?.involvement ?? 'undetermined';
  const disputed = contrary.some(
    (claim) => claim.weight >= STANDARD && claim.seq > answeredAt && claim.origin !== chosen?.origin,
  );
  return {
    origin: chosen?.origin ?? 'unknown',
    involvement: assistive.length > 0 ? 'assistive' : involvement,
    suspected,
    conflict: tampered.some(claimsNoGenai) || (chosen !== undefined && (disputed || tampered.length > 0)),
    tool: toolOf(chosen === undefined ? assistive : [chosen, ...assistive]),
    byRuleOnly: chosen !== undefined && chosen.weight === RULE,
    overruledBy,
  };
}

/** GenAI claims strong enough to decide; a person's word about a place counts wherever the bytes appear. */
function isGenai(item: Evidence): boolean {
  return item.points?.origin === 'genai' && item.status !== 'unjudged' && rank(item.strength) > HEURISTIC;
}

function pointsWeakly(item: Evidence): boolean {
  return item.status === 'unjudged' || (item.points?.origin === 'genai' && rank(item.strength) <= HEURISTIC);
}

function claimsNoGenai(item: Evidence): boolean {
  return item.points?.origin === 'camera' || item.points?.origin === 'human';
}

/** A camera or human claim with the weight it has for clearing; none where it may not clear at all. */
function contraryClaim(item: Evidence, context: ClassifyContext): readonly Claim[] {
  if (!claimsNoGenai(item) || item.subject === 'statement') return [];
  if (item.status !== 'read') return [];
  if (item.subject === 'location' && !(item.strength === 'rule' && item.where === context.firstSeenPath))
    return [];
  const claim = toClaim(item);
  return claim.weight > HEURISTIC ? [claim] : [];
}

function toClaim(item: Evidence): Claim {
  const { origin, involvement } = item.points ?? { origin: 'unknown', involvement: 'undetermined' };
  return { origin, involvement, weight: rank(item.strength), tool: item.tool, seq: seqOf(item) };
}

function fromStatement(statement: Statement): Claim {
  const weight = rank('attested' satisfies Strength);
  const { origin, involvement, tool, seq } = statement;
  return { origin, involvement, weight, tool, seq };
}

/** Evidence not recorded yet is newer than every statement. */
function seqOf(item: Evidence): number {
  return item.seq ?? Number.POSITIVE_INFINITY;
}

/** The heaviest claim; where several weigh the same, human before camera, then by involvement and tool. */
function strongest(claims: readonly Claim[]): Claim | undefined {
  return [...claims].sort(compare)[0];
}

function compare(a: Claim, b: Claim): number {
  const byOrigin = Number(a.origin === 'camera') - Number(b.origin === 'camera');
  const byWidth = WIDTH.indexOf(a.involvement) - WIDTH.indexOf(b.involvement);
  return b.weight - a.weight || byOrigin || byWidth || order(a.tool ?? '\uffff', b.tool ?? '\uffff');
}

function widest(involvements: readonly Involvement[]): Involvement {
  return WIDTH.find((involvement) => involvements.includes(involvement)) ?? 'undetermined';
}

function toolOf(claims: readonly Claim[]): string | undefined {
  return strongest(claims.filter((claim) => claim.tool !== undefined))?.tool;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
