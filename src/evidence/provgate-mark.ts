import type { Evidence } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { claim, lastStep, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { fields } from './rule-note.ts';

const INVOLVEMENT: ReadonlyMap<string, Points> = new Map<string, Points>([
  ['partial', POINTS.aiEdited],
  ['derived', POINTS.aiDerived],
]);

/** Our own mark in a sidecar. It only ever tightens: TEMPORARY is believed without a record, any other word is not. */
export const provgateMark: EvidenceReader = {
  id: 'provgate-mark',
  version: 1,
  rules: [
    {
      id: 'provgate.temporary',
      about: 'provgate’s own mark that the file is temporary',
      source: 'provgate',
      match: fields(['xmp.provgate:status', 'TEMPORARY']),
      nearMiss: fields(['xmp.provgate:status', 'CLEARED']),
    },
  ],
  read: (source) =>
    source.fields
      .filter((field) => isMark(field, 'status') && field.value.trim().toUpperCase() === 'TEMPORARY')
      .map((field) => temporary(field, source.fields)),
};

function temporary(field: Field, all: readonly Field[]): Evidence {
  const said = all.find((other) => isMark(other, 'involvement'))?.value.trim() ?? '';
  const tool = all.find((other) => isMark(other, 'tool'))?.value.trim();
  return claim(provgateMark, {
    rule: 'provgate.temporary',
    where: placeOf(field),
    excerpt: `${field.value} ${said}`,
    strength: 'standard',
    points: INVOLVEMENT.get(said) ?? POINTS.generated,
    tool: tool === '' ? undefined : tool,
  });
}

function isMark(field: Field, name: string): boolean {
  return field.member === undefined && lastStep(field.where) === `provgate:${name}`;
}
