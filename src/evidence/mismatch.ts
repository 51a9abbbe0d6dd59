import { POINTS } from '../domain/origin.ts';
import { claim, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { fields } from './rule-note.ts';

/**
 * A name that says one format over bytes of another: what was read may not be all there is, so a person must look. Bytes of
 * no known format are a different fact, told by the reading state.
 */
export const mismatch: EvidenceReader = {
  id: 'mismatch',
  version: 1,
  rules: [
    {
      id: 'file.mismatch',
      about: 'the extension names another format than the bytes are',
      source: 'provgate',
      match: fields(['file.mismatch', 'png≠jpeg']),
      nearMiss: fields(['file.mismatch', 'png≠unknown']),
    },
  ],
  read: (source) =>
    source.fields
      .filter((field) => field.where === 'file.mismatch' && !field.value.endsWith('unknown'))
      .map((field) =>
        claim(mismatch, {
          rule: 'file.mismatch',
          where: placeOf(field),
          excerpt: field.value,
          strength: 'heuristic',
          points: POINTS.ambiguous,
          status: 'unjudged',
        }),
      ),
};
