import type { Evidence } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { claim, lastStep, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { fields } from './rule-note.ts';
import { sourceTypeMeaning } from './source-types.ts';

const SOURCE = 'https://cv.iptc.org/newscodes/digitalsourcetype/';

/** `Iptc4xmpExt:DigitalSourceType`, its retired predecessor, and the same among the ingredients of a composite. */
export const iptcSourceType: EvidenceReader = {
  id: 'iptc-source-type',
  version: 1,
  rules: [
    {
      id: 'iptc.source-type',
      about: 'the digital source type of IPTC photo metadata',
      source: SOURCE,
      match: fields(['xmp.Iptc4xmpExt:DigitalSourceType', `${SOURCE}trainedAlgorithmicMedia`]),
      nearMiss: fields(['xmp.dc:type', 'trainedAlgorithmicMedia']),
    },
    {
      id: 'iptc.ingredient-source-type',
      about: 'the digital source type of something placed into this file',
      source: SOURCE,
      match: fields([
        'xmp.xmpMM:Pantry[1]/Iptc4xmpExt:DigitalSourceType',
        `${SOURCE}trainedAlgorithmicMedia`,
      ]),
      nearMiss: fields(['xmp.Iptc4xmpExt:DigitalSourceType', `${SOURCE}trainedAlgorithmicMedia`]),
    },
  ],
  read: (source) => source.fields.flatMap(readField),
};

/** Ingredients kept inside XMP Media Management: an ancestor's word, not the file's own. */
const NESTED = /xmpMM:(?:Pantry|Ingredients|DerivedFrom)/;

function readField(field: Field): readonly Evidence[] {
  if (!/DigitalSource(?:file|File)?Type$/.test(lastStep(field.where))) return [];
  const meaning = sourceTypeMeaning(field.value);
  if (meaning === undefined) return [];
  const nested = NESTED.test(field.where);
  const unjudged = meaning.points === 'unjudged';
  const points = meaning.points === 'unjudged' ? POINTS.ambiguous : meaning.points;
  return [
    claim(iptcSourceType, {
      rule: nested ? 'iptc.ingredient-source-type' : 'iptc.source-type',
      where: placeOf(field),
      excerpt: field.value,
      strength: meaning.strength,
      points: nested ? fromIngredient(points) : fromPart(points, field),
      status: unjudged ? 'unjudged' : 'read',
    }),
  ];
}

/** An ingredient that is GenAI makes the file derived; where a camera took it says nothing of the file. */
function fromIngredient(points: Points): Points | undefined {
  if (points.origin === 'genai') return POINTS.aiDerived;
  return points.origin === 'unknown' ? points : undefined;
}

/** A second image or texture inside the file: its GenAI is the file's, its camera is not. */
function fromPart(points: Points, field: Field): Points | undefined {
  const clears = points.origin === 'camera' || points.origin === 'human';
  return field.member !== undefined && clears ? undefined : points;
}
