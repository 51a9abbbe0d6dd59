import type { Guidance } from '../domain/guidance.ts';
import type { PolicyPack, PolicySetting, SettingValue } from '../domain/policy.ts';

/** Values of settings by name. */
export type Settings = Readonly<Record<string, SettingValue>>;

/** What a pack's setting may be, in words for a message. */
export function allowedWords(setting: PolicySetting): string {
  if ('allowed' in setting) return setting.allowed.map((value) => `"${value}"`).join(', ');
  return 'least' in setting
    ? `a whole number from ${setting.least} to ${setting.most}`
    : 'a list of words, such as ["word"]';
}

/** Whether a setting can be set to this value. */
export function admits(setting: PolicySetting, value: SettingValue): boolean {
  if ('allowed' in setting) return typeof value === 'string' && setting.allowed.includes(value);
  if (!('least' in setting)) return typeof value === 'object';
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= setting.least && value <= setting.most
  );
}

/** Defaults with the chosen values over them; values that are not the pack's are left out. */
export function filledSettings(pack: Pick<PolicyPack, 'settings'>, chosen: Settings): Settings {
  const picked = new Map(Object.entries(chosen));
  return Object.fromEntries(
    Object.entries(pack.settings).map(([name, setting]) => [name, picked.get(name) ?? setting.default]),
  );
}

/** Whether going from one value of a setting to another can make a verdict milder; in doubt it can. */
export function isMilderValue(setting: PolicySetting, before: SettingValue, after: SettingValue): boolean {
  if (!admits(setting, before) || !admits(setting, after)) return true;
  if ('allowed' in setting)
    return setting.allowed.indexOf(String(after)) < setting.allowed.indexOf(String(before));
  if ('least' in setting) {
    const rise = Number(after) - Number(before);
    return setting.milder === 'higher' ? rise > 0 : rise < 0;
  }
  const kept = new Set(wordsIn(after));
  return wordsIn(before).some((word) => !kept.has(word));
}

/** The settings by which a production changes a pack's guidance; others are named by rules. */
export const GUIDANCE_SETTINGS = [
  'waiverMaxDays',
  'openEndedApprovalWarnMonths',
  'sourceAgeWarnMonths',
  'selfApproval',
  'promptTerms',
] as const;

/** A guidance with what the settings say in place of its own values. */
export function underSettings(guidance: Guidance, settings: Settings): Guidance {
  const chosen = new Map(Object.entries(settings));
  const of = (name: (typeof GUIDANCE_SETTINGS)[number]): SettingValue | undefined => chosen.get(name);
  const [selfApproval, promptTerms] = [of('selfApproval'), of('promptTerms')];
  return {
    ...guidance,
    waiverMaxDays: numberOr(of('waiverMaxDays'), guidance.waiverMaxDays),
    openEndedApprovalWarnMonths: numberOr(
      of('openEndedApprovalWarnMonths'),
      guidance.openEndedApprovalWarnMonths,
    ),
    sourceAgeWarnMonths: numberOr(of('sourceAgeWarnMonths'), guidance.sourceAgeWarnMonths),
    selfApprovalAllowed: selfApproval === undefined ? guidance.selfApprovalAllowed : selfApproval === 'yes',
    promptTerms: promptTerms === undefined ? guidance.promptTerms : wordsIn(promptTerms),
  };
}

function numberOr(value: SettingValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function wordsIn(value: SettingValue): readonly string[] {
  return typeof value === 'object' ? value : [];
}
