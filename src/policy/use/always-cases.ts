import type { CaseCondition, Guidance } from '../../domain/guidance.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import type { UseContext } from './context.ts';
import { unclearedInputs } from './input-clearance.ts';

/** Ids of the cases that always need escalation and match one statement, such as `B1`. Cleared inputs match none. */
export function alwaysCases(use: UseStatement, guidance: Guidance, context: UseContext): readonly string[] {
  const uncleared = new Set(unclearedInputs(use, guidance, context).map((input) => input.class));
  return guidance.alwaysApprove.filter(({ when }) => matches(when, use, uncleared)).map(({ id }) => id);
}

function matches(when: CaseCondition, use: UseStatement, uncleared: ReadonlySet<string>): boolean {
  const { inputClasses, trainingRights, anyFlag, referenceClasses, talentRelations, axes, misleading } = when;
  if (inputClasses?.some((each) => uncleared.has(each)) === true) return true;
  if (use.trainingSets?.some(({ rights }) => trainingRights?.includes(rights)) === true) return true;
  if (anyFlag?.some((flag) => flagOf(use, flag)) === true) return true;
  if (use.references?.some((each) => referenceClasses?.includes(each.class)) === true) return true;
  const touched = use.talent?.some(
    (talent) =>
      talentRelations?.includes(talent.relation) === true &&
      (axes === undefined || talent.axes?.some((axis) => axes.includes(axis)) === true),
  );
  if (touched === true) return true;
  if (misleading?.some((each) => isMisleading(use, each)) === true) return true;
  return when.unionImpact === true && (use.unionImpact ?? []).length > 0;
}

function flagOf(use: UseStatement, flag: 'key_character' | 'key_visual' | 'central_setting'): boolean {
  if (flag === 'key_character') return use.keyCharacter === true;
  return flag === 'key_visual' ? use.keyVisual === true : use.centralSetting === true;
}

function isMisleading({ misleading }: UseStatement, each: string): boolean {
  if (misleading === undefined) return false;
  if (each === 'could_be_taken_as_real') return misleading.couldBeTakenAsReal !== 'no';
  if (each === 'news_style') return misleading.newsStyle;
  return each === 'real_person' ? misleading.realPerson : misleading.realEvent;
}
