import type { ReadState } from '../domain/asset.ts';
import type { Classification } from '../domain/classification.ts';
import type { Involvement, Origin } from '../domain/origin.ts';

const ORIGIN: Readonly<Record<Origin, string>> = {
  camera: 'Camera original',
  human: 'Human work',
  genai: 'GenAI',
  unknown: 'Unknown origin',
};

const INVOLVEMENT: Readonly<Record<Involvement, string>> = {
  full: 'wholly generated',
  partial: 'partly generated',
  derived: 'made from generated material',
  assistive: 'treated with an assistive tool',
  none: '',
  undetermined: '',
};

/** How an asset was made, in one line: `GenAI, wholly generated, with ComfyUI. TEMPORARY.` */
export function originWords(facts: Classification & { readonly temporary: boolean }): string {
  const what = [ORIGIN[facts.origin], INVOLVEMENT[facts.involvement], ...toolWords(facts.tool)];
  const marks = [
    ...(facts.temporary ? ['TEMPORARY.'] : []),
    ...(facts.suspected ? ['Suspected GenAI: a person must look.'] : []),
    ...(facts.conflict ? ['The signs contradict each other.'] : []),
    ...(facts.byRuleOnly ? ['Only a folder rule says so.'] : []),
    ...(facts.overruledBy === undefined ? [] : [`A GenAI claim was overruled by ${facts.overruledBy}.`]),
  ];
  return [`${what.filter((word) => word !== '').join(', ')}.`, ...marks].join(' ');
}

function toolWords(tool: string | undefined): readonly string[] {
  return tool === undefined ? [] : [`with ${tool}`];
}

const STATE: Readonly<Record<ReadState, string | undefined>> = {
  ok: undefined,
  unreadable: 'Could not be read to its end',
  incomplete: 'Cut short or damaged: the file ends before its own structure does',
  unsupported: 'Nothing could be looked for in it',
};

/** What became of reading it; undefined where all was read. */
export function stateWords(state: ReadState, reason: string | undefined): string | undefined {
  const words = STATE[state];
  if (words === undefined) return undefined;
  // The path in front is for machines; the reason after it tells people enough.
  const why = reason?.replace(/^[a-z0-9]+(?:\.[\w-]+)*: /, '').replace(/\.$/, '');
  return why === undefined || why === '' ? `${words}.` : `${words} (${why}).`;
}
