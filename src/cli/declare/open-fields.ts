import { fieldAnswering } from '../../records/use/use-fields.ts';
import { fieldWords } from '../../reports/field-words.ts';

/** A question that is still open, and the option that answers it. */
export interface OpenField {
  readonly words: string;
  readonly option: string;
}

/** What a person types to answer the fields a statement lacks, in order and without doubles. */
export function openFields(missing: readonly string[]): readonly OpenField[] {
  const told = new Map<string, OpenField>();
  for (const name of missing) {
    const found = { words: fieldWords(name), option: optionFor(name) };
    told.set(`${found.words}\0${found.option}`, found);
  }
  return [...told.values()];
}

function optionFor(name: string): string {
  if (name.startsWith('step ')) return '--from FILE, with all steps';
  if (name === 'talent axes') return '--axes none|dialogue,tone,…';
  const principle = /^principle (P\d)$/.exec(name)?.[1];
  if (principle !== undefined) return `--set principles.${principle}=yes|no|unsure`;
  const known = fieldAnswering(name);
  if (known === undefined) return `--set ${name}=VALUE`;
  return known.option === undefined ? `--set ${name}=${known.value}` : `--${known.option} ${known.value}`;
}
