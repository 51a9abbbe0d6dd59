import type { Foreign } from '../containers/cbor.ts';
import { isForeignList, isForeignObject } from '../containers/cbor.ts';
import { member, type ParsedAssertion, type ParsedManifest } from '../containers/jumbf.ts';

/** One action of a manifest, with what its template adds (C2PA 2.4 §18.16). */
export interface Action {
  /** `c2pa.created`, `c2pa.edited`, …, or a vendor's own name. */
  readonly name: string;
  readonly sourceType: string | undefined;
  readonly agent: string | undefined;
  readonly description: string | undefined;
  /** It was told to the signer by somebody else, who alone stands for it (C2PA 2.4 §10.3.2, `gathered_assertions`). */
  readonly isGathered: boolean;
}

/** How an ingredient took part, and the manifest that speaks for it where it has one. */
export interface Ingredient {
  readonly relationship: string;
  readonly manifest: string | undefined;
  readonly sourceType: string | undefined;
}

/** An assertion that is neither actions nor ingredient, its label without version and instance. */
export interface OtherAssertion {
  readonly label: string;
  readonly content: Foreign | undefined;
}

/** A manifest as the rubric reads it, whichever version of the standard wrote it. */
export interface Manifest {
  readonly label: string;
  /** Product names: claim generator and its info records. */
  readonly generators: readonly string[];
  readonly actions: readonly Action[];
  readonly ingredients: readonly Ingredient[];
  readonly others: readonly OtherAssertion[];
  /** Labels of what this manifest took out of its ingredients (C2PA 2.4 §6.8), without version and instance. */
  readonly redacted: readonly string[];
  /** The signer says that no action is missing from its list, and each action is one the standard knows. */
  readonly isComplete: boolean;
}

/** The plain view of one parsed manifest. */
export function manifestView(parsed: ParsedManifest): Manifest {
  const lists = parsed.assertions.filter((assertion) => baseLabel(assertion.label) === 'c2pa.actions');
  const gathered = gatheredLabels(parsed.claim);
  return {
    label: parsed.label,
    generators: generatorsOf(parsed),
    actions: lists.flatMap((list) => actionsOf(list.content, gathered.has(list.label))),
    ingredients: parsed.ingredients.map(ingredientOf),
    others: parsed.assertions
      .filter(isOther)
      .map(({ label, content }) => ({ label: baseLabel(label), content })),
    redacted: listOf(member(parsed.claim, 'redacted_assertions')).flatMap(redactedLabel),
    isComplete:
      lists.length > 0 && lists.every((list) => isWholeList(list.content) && !gathered.has(list.label)),
  };
}

/** Whether a list claims to be whole and holds nothing a reader could not understand (rubric `ambiguousActions`). */
function isWholeList(content: Foreign | undefined): boolean {
  return (
    member(content, 'allActionsIncluded') === true &&
    listOf(member(content, 'actions')).every((action) => {
      const name = text(member(action, 'action')) ?? '';
      return name.startsWith('c2pa.') && name !== 'c2pa.unknown';
    })
  );
}

/** Labels of assertions the signer only gathered; one that it also created counts as its own. */
function gatheredLabels(claim: Foreign | undefined): ReadonlySet<string> {
  const labels = (list: string) =>
    listOf(member(claim, list)).flatMap((reference) => {
      const url = text(member(reference, 'url'));
      return url === undefined ? [] : [url.slice(url.lastIndexOf('/') + 1)];
    });
  const created = new Set(labels('created_assertions'));
  return new Set(labels('gathered_assertions').filter((label) => !created.has(label)));
}

/** An assertion's label without instance and version: `c2pa.actions.v2__1` is `c2pa.actions`. */
export function baseLabel(label: string): string {
  return label.replace(/__\d+$/, '').replace(/\.v\d+$/, '');
}

function isOther(assertion: ParsedAssertion): boolean {
  const label = baseLabel(assertion.label);
  return (
    label !== 'c2pa.actions' && !label.startsWith('c2pa.ingredient') && !label.startsWith('c2pa.thumbnail')
  );
}

function generatorsOf(parsed: ParsedManifest): readonly string[] {
  const written = text(member(parsed.claim, 'claim_generator'));
  const info = listOf(member(parsed.claim, 'claim_generator_info'));
  const names = info.map((record) => text(member(record, 'name')));
  return [written, ...names].flatMap((name) => (name === undefined || name === '' ? [] : [name]));
}

function actionsOf(content: Foreign | undefined, isGathered: boolean): readonly Action[] {
  const agents = listOf(member(content, 'softwareAgents')).map(agentName);
  const templates = listOf(member(content, 'templates'));
  return listOf(member(content, 'actions')).flatMap((action) => [
    { ...actionOf(action, agents, templates), isGathered },
    ...listOf(member(action, 'related')).map((related) => ({
      ...actionOf(related, agents, templates),
      isGathered,
    })),
  ]);
}

function actionOf(
  action: Foreign,
  agents: readonly (string | undefined)[],
  templates: readonly Foreign[],
): Omit<Action, 'isGathered'> {
  const name = text(member(action, 'action')) ?? '';
  const template = templates.find((candidate) => {
    const meant = text(member(candidate, 'action'));
    return meant === name || meant === '*';
  });
  const get = (key: string) => member(action, key) ?? member(template, key);
  const index = get('softwareAgentIndex');
  return {
    name,
    sourceType:
      text(get('digitalSourceType')) ?? text(member(member(action, 'parameters'), 'digitalSourceType')),
    agent: agentName(get('softwareAgent')) ?? (typeof index === 'number' ? agents[index] : undefined),
    description: text(get('description')) ?? text(member(member(action, 'parameters'), 'description')),
  };
}

function ingredientOf({ content }: ParsedAssertion): Ingredient {
  const reference =
    member(content, 'activeManifest') ??
    member(content, 'c2pa_manifest') ??
    member(content, 'active_manifest');
  const url = text(member(reference, 'url')) ?? text(reference);
  return {
    relationship: text(member(content, 'relationship')) ?? '',
    manifest: url === undefined ? undefined : manifestLabel(url),
    sourceType: text(member(content, 'digitalSourceType')),
  };
}

/** What a redaction took out: `self#jumbf=/c2pa/<manifest>/c2pa.assertions/<label>`. */
function redactedLabel(reference: Foreign): readonly string[] {
  const url = text(reference) ?? text(member(reference, 'url'));
  return url === undefined ? [] : [baseLabel(url.slice(url.lastIndexOf('/') + 1))];
}

/** The manifest a JUMBF reference names: `self#jumbf=/c2pa/<label>/…`. */
function manifestLabel(url: string): string {
  const path = url.replace(/^self#jumbf=/, '').split('/');
  const at = path.indexOf('c2pa');
  return path[at + 1] ?? url;
}

function agentName(agent: Foreign | undefined): string | undefined {
  return text(agent) ?? text(member(agent, 'name'));
}

function listOf(value: Foreign | undefined): readonly Foreign[] {
  if (isForeignList(value)) return value;
  return isForeignObject(value) ? [value] : [];
}

function text(value: Foreign | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
