import type { FindingCode, Severity } from '../domain/finding.ts';
import type { LoadedPolicy } from '../domain/policy.ts';

/** Which of the four areas of the guidance a code belongs to, or the gate itself. */
export type Area =
  | 'data use'
  | 'creative output'
  | 'talent and performance'
  | 'ethics and representation'
  | 'gate';

/** What a code stands for, apart from any one item. */
export interface CodeMeaning {
  readonly area: Area;
  readonly about: string;
  /** How it weighs in a final whatever the pack says; undefined where packs decide. */
  readonly always: Severity | undefined;
}

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

const GATE = { area: 'gate', always: 'incomplete' } as const;
const OUTPUT = { area: 'creative output', always: undefined } as const;
const REVIEW = { area: 'creative output', always: 'review' } as const;

/** The meaning of every code. */
export const meanings: Readonly<Record<FindingCode, CodeMeaning>> = {
  'OK-001': { ...OUTPUT, about: 'Camera or human work with sufficient evidence.' },
  'OK-002': { ...OUTPUT, about: 'GenAI, cleared by a valid approval for this use.' },
  'AST-001': { ...OUTPUT, about: 'An assistive tool was used; it adds no depicted content and is listed.' },
  'ORG-001': { ...OUTPUT, about: 'Nothing tells how it was made. Silence is no proof of human work.' },
  'ORG-002': { ...REVIEW, about: 'Claims about how it was made contradict each other.' },
  'ORG-003': { ...OUTPUT, about: 'The only sign that it is not GenAI is weak.' },
  'ORG-004': { ...REVIEW, about: 'A weak sign points to GenAI; a named person must look.' },
  'ORG-005': { ...OUTPUT, about: 'A documented declaration overruled a GenAI claim; every report lists it.' },
  'ORG-006': {
    ...REVIEW,
    about: 'These bytes stand where a temporary GenAI asset stood and carry no evidence of their own.',
  },
  'APR-000': { ...OUTPUT, about: 'The approval id given has no record. An id alone is not an approval.' },
  'APR-001': { ...OUTPUT, about: 'GenAI without any approval.' },
  'APR-004': { ...OUTPUT, about: 'The approval has not begun.' },
  'APR-005': { ...OUTPUT, about: 'The approval has ended. Its end is exclusive.' },
  'APR-006': { ...OUTPUT, about: 'The approval was revoked. A revoked id never revives.' },
  'APR-008': {
    ...OUTPUT,
    about: 'The approval covers other bytes, another type, episode, territory or channel.',
  },
  'APR-011': { ...OUTPUT, about: 'The written approval document is missing or altered.' },
  'REG-001': { ...GATE, about: 'It could not be registered.' },
  'INT-001': { ...GATE, about: 'It changed while it was checked.' },
  'FIL-001': { ...GATE, about: 'It is missing, or its bytes could not be read to the end.' },
  'FIL-002': { ...GATE, about: 'The file is shorter than its own structure says.' },
  'FIL-003': { ...GATE, about: 'It is a link or a special file; only regular files are opened.' },
  'FIL-004': { ...GATE, about: 'A folder could not be listed.' },
  'FIL-005': { ...GATE, about: 'An entry was not looked into.' },
  'TML-001': { ...GATE, about: 'It holds other media that no reader has read to the last member.' },
  'TML-002': { ...GATE, about: 'A nested timeline was not expanded.' },
  'TML-003': { ...GATE, about: 'The scope holds no item. Empty is not proof of anything.' },
  'GAT-001': { ...GATE, about: 'The policy says nothing of this item.' },
  'GAT-002': { ...GATE, about: 'The record this verdict relies on was changed outside provgate.' },
  'GAT-003': { ...GATE, about: 'The clock runs behind the newest recorded event.' },
  'GAT-004': { ...GATE, about: 'Something changed between the decision and the end of the export.' },
};

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

function chosen(
  choice: Severity | { readonly setting: string },
  settings: Readonly<Record<string, string>>,
): string {
  return typeof choice === 'string' ? choice : (settings[choice.setting] ?? '');
}
