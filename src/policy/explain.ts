import type { FindingCode } from '../domain/finding.ts';
import type { LoadedPolicy, SeverityChoice } from '../domain/policy.ts';
import { type CodeMeaning, meanings } from './meanings.ts';

/** How a code weighs under one loaded policy. */
export interface Explanation extends CodeMeaning {
  readonly code: FindingCode;
  readonly policies: readonly {
    readonly pack: string;
    readonly source: string;
    readonly final: string;
    readonly temp: string;
    readonly rules: readonly string[];
  }[];
}

/** What a code means and how each loaded policy weighs it. */
export function explain(code: FindingCode, policies: readonly LoadedPolicy[]): Explanation {
  return {
    code,
    ...meanings[code],
    policies: policies.flatMap(({ pack, settings }) =>
      pack.rules
        .filter((rule) => rule.code === code)
        .map((rule) => ({
          pack: pack.id,
          source: pack.source,
          final: chosen(rule.final, settings),
          temp: chosen(rule.temp, settings),
          rules: rule.rules,
        })),
    ),
  };
}

function chosen(choice: SeverityChoice | undefined, settings: Readonly<Record<string, string>>): string {
  if (choice === undefined) return '';
  return typeof choice === 'string' ? choice : (settings[choice.setting] ?? '');
}
