import type { UseStatement } from '../../domain/use-statement.ts';
import type { UseInput } from './use-schema.ts';

/** How the answer to a field is written as text. */
export type AnswerForm = 'text' | 'list' | 'choice' | 'flag';

/** A field of a use, and the option that answers it. */
export interface UseField {
  readonly field: keyof UseInput;
  /** The option that gives it, without dashes; undefined where only `--set` does. */
  readonly option: string | undefined;
  /** What stands behind the option. */
  readonly value: string;
  readonly form: AnswerForm;
  /** Fields of a statement it answers; by default the one of its name. */
  readonly answers?: readonly (keyof UseStatement)[];
}

/** Every field a person can answer, those asked first in front. */
export const USE_FIELDS: readonly UseField[] = [
  field('useCases', 'use', 'USE-CASE', 'list'),
  field('company', 'company', 'NAME', 'text'),
  field('tool', 'tool', 'NAME', 'text'),
  field('model', 'model', 'NAME', 'text'),
  field('enterpriseSecured', 'enterprise', 'yes|no|unsure', 'choice'),
  field('enterpriseReason', 'reason', 'TEXT', 'text'),
  field('storesIo', 'stores', 'yes|no|unsure|not_stated', 'choice'),
  field('reusesIo', 'reuses', 'yes|no|unsure|not_stated', 'choice'),
  field('trainsOnIo', 'trains', 'yes|no|unsure|not_stated', 'choice'),
  field('inputs', 'inputs', 'none|CLASS[: WHAT]', 'list'),
  field('talent', 'talent', 'none|unsure|RELATION: NAME', 'list', ['talent', 'talentUnsure']),
  field('intendedUse', 'intended', 'temp|final|undecided', 'choice'),
  field('feature', 'feature', 'NAME', 'text'),
  field('made', 'made', 'DATE[..DATE]', 'text', ['generatedFrom', 'generatedUntil']),
  field('operator', 'operator', 'NAME', 'text'),
  field('vendorChain', 'vendors', 'none|NAME,…', 'list'),
  field('phase', 'phase', 'PHASE', 'choice'),
  field('termsTier', 'tier', 'NAME', 'text'),
  field('trainingSets', 'training', 'none|RIGHTS[: WHAT]', 'list'),
  field('prompts', 'prompt', 'none|TEXT', 'text'),
  field('references', 'references', 'none|CLASS: NAME', 'list'),
  field('purpose', 'purpose', 'TEXT', 'text'),
  field('modality', 'modality', 'image|video|…', 'list'),
  field('story', 'story', 'none|key_character,key_visual,central_setting', 'list', [
    'keyCharacter',
    'keyVisual',
    'centralSetting',
  ]),
  field('misleading', 'misleading', 'yes|no|unsure', 'text'),
  field('unionImpact', 'union', 'none|ROLES[: AGREEMENT]', 'list'),
  field('commercialUse', 'commercial', 'yes|no|unsure', 'choice'),
  field('indemnity', 'indemnity', 'yes|no|unsure', 'choice'),
  field('placement', 'shot', 'none|SHOT,…', 'list'),
  field('prominence', 'prominence', 'not_seen|incidental|visible|prominent|story_relevant', 'choice'),
  field('humanContribution', 'human', 'none|de_minimis|appreciable|full', 'choice'),
  field('humanStatement', 'human-statement', 'TEXT', 'text'),
  field('principles', 'principles', 'yes', 'text'),
  field('episode', 'episode', 'EPISODE', 'text'),
  field('role', 'role', 'TEXT', 'text'),
  field('operatorUnion', undefined, 'TEXT', 'text'),
  field('parameters', undefined, 'TEXT', 'text'),
  field('termsEffectiveAt', undefined, 'DATE', 'text'),
  field('termsSnapshotSha256', undefined, 'SHA-256', 'text'),
  field('keyCharacter', undefined, 'yes|no', 'flag'),
  field('keyVisual', undefined, 'yes|no', 'flag'),
  field('centralSetting', undefined, 'yes|no', 'flag'),
];

/** The field that answers one of a statement. */
export function fieldAnswering(name: string): UseField | undefined {
  return USE_FIELDS.find(({ field: own, answers }) => (answers ?? [own]).some((each) => each === name));
}

function field(
  name: keyof UseInput,
  option: string | undefined,
  value: string,
  form: AnswerForm,
  answers?: readonly (keyof UseStatement)[],
): UseField {
  return { field: name, option, value, form, ...(answers === undefined ? {} : { answers }) };
}
