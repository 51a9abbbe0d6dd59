import type { OriginRule } from '../domain/configuration.ts';
import type { Problem } from '../domain/media.ts';
import type { Manifest } from './c2pa-manifest.ts';

/** A field as an example writes it: where it stands, its text, and the embedded part it belongs to. */
export type ExampleField = readonly [where: string, value: string, member?: string];

/** Something that shows what a rule is about, as a value that can be run through the readers. */
export type RuleExample =
  /** Fields of one file; `times` repeats each text, for rules about length. */
  | {
      readonly kind: 'fields';
      readonly fields: readonly ExampleField[];
      readonly format?: string;
      readonly times?: number;
    }
  /** A content credential, its active manifest last. */
  | { readonly kind: 'credential'; readonly manifests: readonly Manifest[] }
  /** Bytes where a content credential should be. */
  | { readonly kind: 'credential-bytes'; readonly text: string }
  /** What a container reports in place of metadata. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** A picture with bytes in the lowest bits of alpha: a word, a length, a body. */
  | { readonly kind: 'pixels'; readonly word: string; readonly body: string; readonly size?: number }
  /** A path below the media root. */
  | { readonly kind: 'path'; readonly path: string }
  /** A folder rule and a file below it. */
  | {
      readonly kind: 'folder-rule';
      readonly rule: OriginRule;
      readonly path: string;
      readonly format: string;
    }
  /** What no file alone can show. */
  | { readonly kind: 'words'; readonly words: string };

/** One kind of claim a reader can make, for lists that explain verdicts. */
export interface RuleNote {
  /** Permanent once released: `reader-or-generator.mark`. */
  readonly id: string;
  /** One line in plain words: what was found. */
  readonly about: string;
  /** Standard, repository or page it follows. */
  readonly source: string;
  readonly match: RuleExample;
  /** Nearly the same, and no case of this rule. */
  readonly nearMiss: RuleExample;
  /** Further places the rule looks in, beside that of its example: fields by their paths. */
  readonly alsoAt?: readonly string[];
}

/** An example of fields in one file. */
export function fields(...written: readonly ExampleField[]): RuleExample {
  return { kind: 'fields', fields: written };
}

/** An example of fields in a file of a certain format. */
export function fieldsIn(format: string, ...written: readonly ExampleField[]): RuleExample {
  return { kind: 'fields', fields: written, format };
}

/** An example of one or more manifests that hold nothing but what is given. */
export function credential(...manifests: readonly Partial<Manifest>[]): RuleExample {
  return {
    kind: 'credential',
    manifests: manifests.map((given, index) => ({ ...EMPTY, label: `urn:c2pa:${index}`, ...given })),
  };
}

const EMPTY: Omit<Manifest, 'label'> = {
  generators: ['Quay Editor/1.0'],
  actions: [],
  ingredients: [],
  others: [],
  redacted: [],
  isComplete: true,
};
