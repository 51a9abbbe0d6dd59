import { areaOf, byArea } from '../domain/area-of.ts';
import { FINDING_CODES, type FindingCode } from '../domain/finding.ts';
import type { AreaId, UseCase } from '../domain/guidance.ts';
import type { LoadedPolicy, PolicySetting, SettingValue, SeverityChoice } from '../domain/policy.ts';
import { type CodeMeaning, meanings } from './meanings.ts';
import { type Cited, citable } from './passages.ts';
import type { Settings } from './settings.ts';

/** How one rule of a loaded policy weighs a code; absent where it says nothing. */
export interface Weighing {
  readonly pack: string;
  readonly source: string;
  readonly final: string | undefined;
  readonly temp: string | undefined;
  readonly rules: readonly Cited[];
}

/** A finding code and how each loaded policy weighs it. */
export interface ExplainedCode extends Omit<CodeMeaning, 'rules'> {
  readonly kind: 'code';
  readonly code: FindingCode;
  /** Which of the four areas of the guidance it belongs to. */
  readonly area: AreaId;
  /** Passages it rests on, in the words of the packs that have them. */
  readonly rules: readonly Cited[];
  /** Where the guidance can be read. */
  readonly sources: readonly string[];
  readonly policies: readonly Weighing[];
}

/** A kind of use, as a pack judges it. */
export interface ExplainedUse {
  readonly kind: 'use';
  readonly pack: string;
  readonly source: string;
  readonly useCase: UseCase;
  readonly rules: readonly Cited[];
}

/** A passage, principle, case or matrix row, and what rests on it. */
export interface ExplainedRule {
  readonly kind: 'rule';
  readonly pack: string;
  readonly source: string;
  readonly rule: Cited;
  readonly codes: readonly FindingCode[];
  readonly useCases: readonly string[];
}

/** A setting, and what it is set to. */
export interface ExplainedSetting {
  readonly kind: 'setting';
  readonly pack: string;
  readonly name: string;
  readonly setting: PolicySetting;
  readonly value: SettingValue | undefined;
}

export type Explanation = ExplainedCode | ExplainedUse | ExplainedRule | ExplainedSetting;

/** What a code, use case, rule id or setting means under the loaded policies; letter case does not matter. Empty: nothing is called so. */
export function explain(asked: string, policies: readonly LoadedPolicy[]): readonly Explanation[] {
  const wanted = asked.trim().toUpperCase();
  const code = FINDING_CODES.find((each) => each === wanted);
  if (code !== undefined) return [explainCode(code, policies)];
  return policies.flatMap((policy) => [
    ...explainUses(wanted, policy),
    ...explainRules(wanted, policy),
    ...explainSettings(wanted, policy),
  ]);
}

/** Everything `explain` knows by name, for suggestions. */
export function explainable(policies: readonly LoadedPolicy[]): readonly string[] {
  const known = policies.flatMap(({ pack }) => [
    ...(pack.guidance?.useCases ?? []).map((each) => each.code),
    ...citable(pack).map(({ id }) => id),
    ...Object.keys(pack.settings),
  ]);
  return [...new Set([...FINDING_CODES, ...known])];
}

/** The codes a policy can give by area of the guidance: all four areas, also those it says nothing of. */
export function codesByArea({
  pack,
}: Pick<LoadedPolicy, 'pack'>): Readonly<Record<AreaId, readonly FindingCode[]>> {
  const codes = [...new Set(pack.rules.map(({ code }) => code))];
  return byArea((area) => codes.filter((code) => areaOf(code) === area));
}

function explainCode(code: FindingCode, policies: readonly LoadedPolicy[]): ExplainedCode {
  const { rules, ...meaning } = meanings[code];
  const weighings = policies.flatMap((policy) =>
    policy.pack.rules
      .filter((rule) => rule.code === code)
      .map((rule) => ({
        pack: policy.pack.id,
        source: policy.pack.source,
        final: chosen(rule.final, policy.settings),
        temp: chosen(rule.temp, policy.settings),
        rules: citedBy(rule.rules, [policy]),
      })),
  );
  return {
    kind: 'code',
    code,
    area: areaOf(code),
    ...meaning,
    rules: citedBy(rules, policies),
    sources: [...new Set(policies.map(({ pack }) => pack.source))],
    policies: weighings,
  };
}

function explainUses(wanted: string, policy: LoadedPolicy): readonly ExplainedUse[] {
  const { pack } = policy;
  return (pack.guidance?.useCases ?? [])
    .filter(({ code }) => code.toUpperCase() === wanted)
    .map((useCase) => ({
      kind: 'use',
      pack: pack.id,
      source: pack.source,
      useCase,
      rules: citedBy(useCase.rules, [policy]),
    }));
}

function explainRules(wanted: string, { pack }: LoadedPolicy): readonly ExplainedRule[] {
  return citable(pack)
    .filter(({ id }) => id.toUpperCase() === wanted)
    .map((rule) => ({
      kind: 'rule',
      pack: pack.id,
      source: pack.source,
      rule,
      codes: [...new Set(pack.rules.filter(({ rules }) => rules.includes(rule.id)).map(({ code }) => code))],
      useCases: (pack.guidance?.useCases ?? [])
        .filter(({ rules }) => rules.includes(rule.id))
        .map(({ code }) => code),
    }));
}

function explainSettings(wanted: string, { pack, settings }: LoadedPolicy): readonly ExplainedSetting[] {
  return Object.entries(pack.settings)
    .filter(([name]) => name.toUpperCase() === wanted)
    .map(([name, setting]) => ({ kind: 'setting', pack: pack.id, name, setting, value: settings[name] }));
}

/** What the ids stand for; one that no pack explains stands alone. */
function citedBy(ids: readonly string[], policies: readonly LoadedPolicy[]): readonly Cited[] {
  const known = new Map(policies.flatMap(({ pack }) => citable(pack)).map((each) => [each.id, each]));
  return ids.map((id) => known.get(id) ?? { id, text: '', area: undefined });
}

function chosen(choice: SeverityChoice | undefined, settings: Settings): string | undefined {
  if (choice === undefined) return undefined;
  return typeof choice === 'string' ? choice : String(settings[choice.setting] ?? 'incomplete');
}
