import type { Classification, ClassifyContext, Statement } from '../domain/classification.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { RelPath } from '../domain/path.ts';
import type { PersonId } from '../domain/person.ts';
import { type AssetRow, flag } from './asset-rows.ts';
import { foreignText } from './foreign-text.ts';
import { isMilder, type Strictness } from './milder.ts';

/** Evidence → classification; given to the registry by the composition root. */
export type Classify = (evidence: readonly Evidence[], context: ClassifyContext) => Classification;

/** A statement whose declarant is named by id, since names stay in their own table. */
export type DeclaredStatement = Statement & { readonly declarantName: PersonId };

/** Everything known of one asset that its origin may rest on; `placed` holds admissible claims only. */
export interface Knowledge {
  readonly content: readonly Evidence[];
  readonly placed: readonly Evidence[];
  readonly statements: readonly DeclaredStatement[];
  readonly firstSeenPath: RelPath;
}

/** The columns a judgement fills. */
export type JudgedColumns = Pick<
  AssetRow,
  'origin' | 'involvement' | 'suspected' | 'conflict' | 'tool' | 'by_rule_only' | 'overruled_by' | 'temporary'
>;

/** What the evidence adds up to, before anything the registry remembers is held against it. */
export function classifyKnown(classify: Classify, known: Knowledge): Classification {
  const { content, placed, statements, firstSeenPath } = known;
  return classify([...content, ...placed], { statements, firstSeenPath });
}

/**
 * The columns to store. What was GenAI stays GenAI and TEMPORARY while the bytes are the same, whatever is read or lost
 * later; only a documented statement that settles the claim ends it.
 */
export function hold(
  judged: Classification,
  stored: JudgedColumns | undefined,
  statements: readonly DeclaredStatement[],
): JudgedColumns {
  const columns = columnsOf(judged, statements);
  if (stored === undefined || judged.overruledBy !== undefined) return columns;
  if (stored.temporary === 0 || judged.origin === 'genai') return columns;
  const { origin, involvement, tool } = stored.origin === 'genai' ? stored : columns;
  return { ...columns, origin, involvement, tool, by_rule_only: 0, temporary: 1 };
}

/** A judgement as it is compared with the one before. */
export function strictnessOf(judged: JudgedColumns): Strictness {
  const { origin, involvement, suspected, conflict, overruled_by } = judged;
  return {
    origin,
    involvement,
    suspected: suspected === 1,
    conflict: conflict === 1,
    isOverruled: overruled_by !== null,
  };
}

/** The columns before a reading where the one after it would be milder all the same. */
export function holdReading(after: JudgedColumns, stored: JudgedColumns): JudgedColumns {
  if (!isMilder(strictnessOf(after), strictnessOf(stored))) return after;
  const { origin, involvement, tool } = stored.origin === 'genai' ? stored : after;
  return {
    ...after,
    origin,
    involvement: stored.involvement === 'assistive' ? 'assistive' : involvement,
    tool,
    suspected: flag(stored.suspected === 1 || after.suspected === 1),
    conflict: 1,
  };
}

/** Whether two judgements differ in anything a verdict may rest on. */
export function isJudgedOtherwise(before: JudgedColumns, after: JudgedColumns): boolean {
  return (
    before.origin !== after.origin ||
    before.involvement !== after.involvement ||
    before.suspected !== after.suspected ||
    before.conflict !== after.conflict ||
    before.tool !== after.tool ||
    before.by_rule_only !== after.by_rule_only ||
    before.overruled_by !== after.overruled_by ||
    before.temporary !== after.temporary
  );
}

/** A judgement as it is stored. */
export function columnsOf(judged: Classification, statements: readonly DeclaredStatement[]): JudgedColumns {
  return {
    origin: judged.origin,
    involvement: judged.involvement,
    suspected: flag(judged.suspected),
    conflict: flag(judged.conflict),
    tool: judged.tool === undefined ? null : foreignText(judged.tool, 200),
    by_rule_only: flag(judged.byRuleOnly),
    overruled_by: overruler(judged.overruledBy, statements),
    temporary: flag(judged.origin === 'genai'),
  };
}

/** The registry names declarants by their ids, so the answer is one of those given. */
function overruler(name: string | undefined, statements: readonly DeclaredStatement[]): PersonId | null {
  return statements.find((statement) => statement.declarantName === name)?.declarantName ?? null;
}
