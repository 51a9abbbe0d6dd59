import type { FindingCode } from '../domain/finding.ts';
import { SEVERITIES } from '../domain/finding.ts';
import type { Guidance, UseCase } from '../domain/guidance.ts';
import { AREAS } from '../domain/guidance.ts';
import type { PolicyPack, PolicySetting } from '../domain/policy.ts';
import { PRINCIPLES } from '../domain/use-statement.ts';
import { citableIds } from './passages.ts';
import { admits, allowedWords, GUIDANCE_SETTINGS } from './settings.ts';

/** One thing wrong with a pack whose shape is right: where it stands, and what is wrong in plain words. */
export interface PackFault {
  readonly path: readonly PropertyKey[];
  readonly words: string;
}

/** What no waiver may set aside: what provgate itself decides, hard stops, approvals, suspicion and contradiction (threats 33). */
const NEVER_WAIVED = /^(?:HST|APR|DEC|DAT|EVD|GAT|FIL|TML|REG|INT|LIN)-|^ORG-00[1246]$/;

/** What a schema cannot say: names that stand for nothing, settings without effect, areas that are missing. Empty: the pack is sound. */
export function packFaults(pack: PolicyPack): readonly PackFault[] {
  return [
    ...settingFaults(pack),
    ...ruleFaults(pack),
    ...repeated(pack.passages, ({ id }) => id, ['passages']),
    ...(pack.guidance === undefined ? [] : guidanceFaults(pack, pack.guidance)),
  ];
}

function settingFaults({ settings, rules, guidance }: PolicyPack): readonly PackFault[] {
  const used = new Set<string>(guidance === undefined ? [] : GUIDANCE_SETTINGS);
  for (const { final, temp } of rules)
    for (const choice of [final, temp]) if (typeof choice === 'object') used.add(choice.setting);
  return Object.entries(settings).flatMap(([name, setting]) => [
    ...(admits(setting, setting.default)
      ? []
      : [{ path: ['settings', name, 'default'], words: `the default must be ${allowedWords(setting)}` }]),
    ...(used.has(name)
      ? []
      : [
          {
            path: ['settings', name],
            words: `no rule uses the setting "${name}", so it would have no effect`,
          },
        ]),
    ...(isOfKind(name, setting)
      ? []
      : [
          { path: ['settings', name], words: `the setting "${name}" is of another kind than provgate takes` },
        ]),
  ]);
}

/** Whether a setting that changes the guidance is of the kind the guidance needs. */
function isOfKind(name: string, setting: PolicySetting): boolean {
  const known = GUIDANCE_SETTINGS.find((each) => each === name);
  if (known === undefined) return true;
  if (known === 'promptTerms') return !('allowed' in setting) && !('least' in setting);
  if (known === 'selfApproval')
    return 'allowed' in setting && setting.allowed.every((value) => value === 'yes' || value === 'no');
  return 'least' in setting;
}

function ruleFaults(pack: PolicyPack): readonly PackFault[] {
  const known = citableIds(pack);
  const faults: PackFault[] = [];
  for (const [index, rule] of pack.rules.entries()) {
    for (const destination of ['final', 'temp'] as const) {
      const choice = rule[destination];
      if (typeof choice !== 'object') continue;
      const words = severityWords(pack.settings[choice.setting], choice.setting);
      if (words !== undefined) faults.push({ path: ['rules', index, destination], words });
    }
    for (const [n, id] of rule.rules.entries())
      if (!known.has(id))
        faults.push({
          path: ['rules', index, 'rules', n],
          words: `no passage of this pack has the id "${id}"`,
        });
  }
  return faults;
}

function severityWords(setting: PolicySetting | undefined, name: string): string | undefined {
  if (setting === undefined) return `there is no setting "${name}" in this pack`;
  const isSeverity = (value: string): boolean => SEVERITIES.some((each) => each === value);
  if ('allowed' in setting && setting.allowed.every(isSeverity)) return undefined;
  return `the setting "${name}" must allow nothing but ${SEVERITIES.join(', ')}`;
}

function guidanceFaults(pack: PolicyPack, guidance: Guidance): readonly PackFault[] {
  const codes = new Set(guidance.useCases.map(({ code }) => code));
  const at = (...path: readonly PropertyKey[]): readonly PropertyKey[] => ['guidance', ...path];
  const unknown = (named: readonly string[], path: readonly PropertyKey[]): readonly PackFault[] =>
    named
      .filter((code) => !codes.has(code))
      .map((code) => ({ path, words: `no use case of this pack is called "${code}"` }));
  return [
    ...missing(
      AREAS,
      guidance.areas.map(({ id }) => id),
      at('areas'),
      'area',
    ),
    ...missing(
      PRINCIPLES,
      guidance.principles.map(({ id }) => id),
      at('principles'),
      'principle',
    ),
    ...repeated(guidance.areas, ({ id }) => id, at('areas')),
    ...repeated(guidance.principles, ({ id }) => id, at('principles')),
    ...repeated(guidance.alwaysApprove, ({ id }) => id, at('alwaysApprove')),
    ...repeated(guidance.matrix, ({ id }) => id, at('matrix')),
    ...repeated(guidance.useCases, ({ code }) => code, at('useCases')),
    ...unknown(guidance.tieBreaks.background.useCases, at('tieBreaks', 'background', 'useCases')),
    ...guidance.matrix.flatMap((row, n) => unknown(row.useCases, at('matrix', n, 'useCases'))),
    ...guidance.useCases.flatMap((useCase, n) => [
      ...unknown(becomes(useCase), at('useCases', n, 'finalBecomes')),
      ...proofFaults(useCase, guidance, at('useCases', n, 'evidenceFinal')),
      ...stopFaults(useCase.hardStops, guidance, at('useCases', n, 'hardStops')),
      ...uncited(pack, useCase.rules, at('useCases', n, 'rules')),
    ]),
    ...guidance.hardStops.flatMap((stop, n) => uncited(pack, stop.rules, at('hardStops', n, 'rules'))),
    ...guidance.waivable.flatMap((code, n) =>
      NEVER_WAIVED.test(code)
        ? [{ path: at('waivable', n), words: `${code} can never be waived, in no pack` }]
        : [],
    ),
  ];
}

function becomes({ finalAllowed, finalBecomes }: UseCase): readonly string[] {
  if (finalBecomes !== undefined) return [finalBecomes];
  return finalAllowed === false ? ['(none named)'] : [];
}

function proofFaults(
  { evidenceFinal, evidenceFinalWhenGenerative }: UseCase,
  { evidenceTypes }: Guidance,
  path: readonly PropertyKey[],
): readonly PackFault[] {
  const named = [...evidenceFinal, ...(evidenceFinalWhenGenerative ?? [])].flatMap((each) =>
    typeof each === 'string' ? [each] : each.anyOf,
  );
  return named
    .filter((type) => !evidenceTypes.includes(type))
    .map((type) => ({ path, words: `"${type}" is not among the evidenceTypes of this pack` }));
}

function stopFaults(
  stops: readonly FindingCode[],
  guidance: Guidance,
  path: readonly PropertyKey[],
): readonly PackFault[] {
  const known = new Set(guidance.hardStops.map(({ code }) => code));
  return stops
    .filter((code) => !known.has(code))
    .map((code) => ({ path, words: `${code} is no hard stop of this pack` }));
}

function uncited(
  pack: PolicyPack,
  ids: readonly string[],
  path: readonly PropertyKey[],
): readonly PackFault[] {
  const known = citableIds(pack);
  return ids
    .filter((id) => !known.has(id))
    .map((id) => ({ path, words: `no passage of this pack has the id "${id}"` }));
}

function missing(
  wanted: readonly string[],
  found: readonly string[],
  path: readonly PropertyKey[],
  what: string,
): readonly PackFault[] {
  return wanted
    .filter((each) => !found.includes(each))
    .map((each) => ({ path, words: `the ${what} "${each}" is missing` }));
}

function repeated<T>(
  list: readonly T[],
  keyOf: (entry: T) => string,
  path: readonly PropertyKey[],
): readonly PackFault[] {
  const seen = new Set<string>();
  return list.flatMap((entry, index) => {
    const key = keyOf(entry);
    if (seen.has(key)) return [{ path: [...path, index], words: `"${key}" is given twice` }];
    seen.add(key);
    return [];
  });
}
