import type { ApprovalState } from './approval.ts';
import type { ReadState, Sha256 } from './asset.ts';
import type { Destination } from './deliverable.ts';
import type { FindingCode, Severity } from './finding.ts';
import type { Guidance } from './guidance.ts';
import type { Involvement, Origin } from './origin.ts';

/** What a policy may know of how GenAI or an assistive tool was used in one item; judged by a pack's guidance. */
export interface UseFacts {
  readonly declaration: 'none' | 'incomplete' | 'stale' | 'complete';
  /** Errors of the declaration, `DEC-004` to `DEC-007`. */
  readonly faults: readonly FindingCode[];
  /** Hard stops, `HST-00x`: they block everywhere and nothing waives them. */
  readonly hardStops: readonly FindingCode[];
  /** Further reasons that stand beside a verdict: `DAT-001`, `UNI-001`, `ETH-001`. */
  readonly breaches: readonly FindingCode[];
  readonly triage: 'socialize' | 'judgement_open' | 'judged_incidental' | 'escalate';
  readonly notice: 'none' | 'late' | 'given';
  /** Whether every proof the use cases need for a final is attached. */
  readonly evidenceMet: boolean;
  readonly refused: 'no' | 'final_only' | 'all_use';
  /** Whether the only sign that it is not GenAI is weaker than the pack asks for. */
  readonly weakBasis: boolean;
  /** A second person agreed that a GenAI claim is overruled. */
  readonly seconded: boolean;
  /** Listed as legacy material, until a date. */
  readonly baseline: boolean;
}

/** What a policy may know of one item; pure values. */
export interface ItemFacts extends UseFacts {
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly temporary: boolean;
  readonly byRuleOnly: boolean;
  readonly state: ReadState;
  readonly suspected: boolean;
  readonly conflict: boolean;
  /** Needs an approval in a final: GenAI, or marked temporary and not overruled by a documented declaration. */
  readonly generative: boolean;
  /** A documented declaration settled a GenAI claim against it. */
  readonly overruled: boolean;
  /** The approval that got furthest, or undefined where none is attached. */
  readonly approval: ApprovalState | undefined;
}

/** What is known of a use where no pack asks about it. */
export const NOTHING_ASKED: UseFacts = {
  declaration: 'none',
  faults: [],
  hardStops: [],
  breaches: [],
  triage: 'escalate',
  notice: 'none',
  evidenceMet: true,
  refused: 'no',
  weakBasis: false,
  seconded: false,
  baseline: false,
};

type Admitted<Value> = Value extends readonly (infer Each)[] ? Each : Exclude<Value, undefined>;

/**
 * A rule's condition: every named fact must be one of the listed values; `null` stands for "none attached". Of a fact that is a list
 * one entry must be among them; an empty condition list admits only an empty fact.
 */
export type Condition = {
  readonly [Fact in keyof ItemFacts]?: readonly (Admitted<ItemFacts[Fact]> | null)[] | undefined;
};

/** A fixed severity, or the value of a setting of the pack. */
export type SeverityChoice = Severity | { readonly setting: string };

export interface PolicyRule {
  readonly code: FindingCode;
  readonly when: Condition;
  /** How it weighs in a final; absent: it says nothing there. */
  readonly final?: SeverityChoice | undefined;
  readonly temp?: SeverityChoice | undefined;
  /** Passages of the guidance it rests on. */
  readonly rules: readonly string[];
}

/** What a production may choose of a pack without copying it: one of some values, a number, or a list of words. */
export type PolicySetting = ChoiceSetting | NumberSetting | ListSetting;

export interface ChoiceSetting {
  readonly default: string;
  /** Mildest first. */
  readonly allowed: readonly string[];
  readonly about: string;
}

export interface NumberSetting {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  /** In which direction verdicts become milder. */
  readonly milder: 'higher' | 'lower';
  readonly about: string;
}

/** A list of words; verdicts become milder with fewer. */
export interface ListSetting {
  readonly default: readonly string[];
  readonly about: string;
}

/** What a setting is set to. */
export type SettingValue = string | number | readonly string[];

/** An item as a pack sees it, with what the pack is meant to say: its own test. */
export interface PackCase {
  readonly what: string;
  /** What is not named is as for a camera plate nobody asks anything about. */
  readonly facts: { readonly [Fact in keyof ItemFacts]?: ItemFacts[Fact] | undefined };
  readonly destination: Destination;
  readonly verdict: Severity;
  /** The codes of the findings, in the order of the rules. */
  readonly codes: readonly FindingCode[];
}

/** A passage of the guidance in our words, under the id that findings cite. */
export interface Passage {
  readonly id: string;
  readonly text: string;
}

/** A policy as data: settings, and rules of which all that match give findings. */
export interface PolicyPack {
  readonly schema: 'provgate.policy-pack/1';
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** Address of the guidance the pack restates, and the day it was read. */
  readonly source: string;
  readonly capturedAt: string;
  readonly disclaimer: string;
  readonly settings: Readonly<Record<string, PolicySetting>>;
  readonly rules: readonly PolicyRule[];
  /** How declarations of use are judged; a pack without it asks for none. */
  readonly guidance?: Guidance | undefined;
  /** What the ids stand for that rules cite, apart from those the guidance itself explains. */
  readonly passages: readonly Passage[];
  readonly cases: readonly PackCase[];
}

/** What one rule of a pack says of one item; its words and values are added by the gate. */
export interface PolicyFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly rules: readonly string[];
}

/** A pack with the settings a production chose. */
export interface LoadedPolicy {
  /** Its guidance holds what the settings say. */
  readonly pack: PolicyPack;
  /** Of the pack as it is shipped or written, before any setting. */
  readonly sha256: Sha256;
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly settingsSha256: Sha256;
  /** The file it was read from, as `provgate.json` names it; undefined for a shipped pack. */
  readonly file: string | undefined;
}
