import type { ApprovalState } from './approval.ts';
import type { ReadState, Sha256 } from './asset.ts';
import type { FindingCode, Severity } from './finding.ts';
import type { Involvement, Origin } from './origin.ts';

/** What a policy may know of one item; pure values. */
export interface ItemFacts {
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly temporary: boolean;
  readonly byRuleOnly: boolean;
  readonly state: ReadState;
  readonly suspected: boolean;
  /** Needs an approval in a final: GenAI, or marked temporary and not overruled by a documented declaration. */
  readonly generative: boolean;
  /** A documented declaration settled a GenAI claim against it. */
  readonly overruled: boolean;
  /** The approval that got furthest, or undefined where none is attached. */
  readonly approval: ApprovalState | undefined;
}

/** A rule's condition: every named fact must be one of the listed values; `null` stands for "none attached". */
export type Condition = {
  readonly [Fact in keyof ItemFacts]?: readonly (Exclude<ItemFacts[Fact], undefined> | null)[];
};

/** A fixed severity, or the value of a setting of the pack. */
export type SeverityChoice = Severity | { readonly setting: string };

export interface PolicyRule {
  readonly code: FindingCode;
  readonly when: Condition;
  readonly final: SeverityChoice;
  readonly temp: SeverityChoice;
  /** Passages of the guidance it rests on. */
  readonly rules: readonly string[];
}

export interface PolicySetting {
  readonly default: string;
  readonly allowed: readonly string[];
  readonly about: string;
}

/** A policy as data: settings, and rules of which all that match give findings. */
export interface PolicyPack {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly source: string;
  readonly capturedAt: string;
  readonly disclaimer: string;
  readonly settings: Readonly<Record<string, PolicySetting>>;
  readonly rules: readonly PolicyRule[];
}

/** What one rule of a pack says of one item; its words and values are added by the gate. */
export interface PolicyFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly rules: readonly string[];
}

/** A pack with the settings a production chose. */
export interface LoadedPolicy {
  readonly pack: PolicyPack;
  readonly sha256: Sha256;
  readonly settings: Readonly<Record<string, string>>;
  readonly settingsSha256: Sha256;
}
