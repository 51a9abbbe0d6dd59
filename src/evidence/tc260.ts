import type { Evidence } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT } from '../signatures/carriers.ts';
import { claim, lastStep, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { fields } from './rule-note.ts';
import { type AigcLabel, hasLabelKey, hasTellingKey, readLabel } from './tc260-label.ts';
import { producerName } from './tc260-producers.ts';

const SOURCE = 'GB 45438-2025, TC260-PG-20257A to 202511A';
const LABEL = '{"Label":"1","ContentProducer":"doubao","ProduceID":"42"}';

/** The AIGC label that services in China must write, in any of its carriers. */
export const tc260: EvidenceReader = {
  id: 'tc260',
  version: 1,
  rules: [
    {
      id: 'tc260.label',
      about: 'the Chinese national label for AI generated content',
      source: SOURCE,
      match: fields(['xmp.TC260:AIGC', LABEL]),
      nearMiss: fields(['xmp.dc:description', 'AIGC conference, Label: none']),
    },
    {
      id: 'tc260.suspected',
      about: 'that label, saying "possibly" or "suspected"',
      source: SOURCE,
      match: fields(['xmp.TC260:AIGC', LABEL.replace('"1"', '"3"')]),
      nearMiss: fields(['xmp.TC260:AIGC', LABEL]),
    },
    {
      id: 'tc260.unreadable',
      about: 'that label, in a form that could not be understood',
      source: SOURCE,
      match: fields(['xmp.TC260:AIGC', '{"ContentProducer"']),
      nearMiss: fields(['xmp.TC260:AIGC', LABEL]),
    },
  ],
  read: (source) => source.fields.flatMap(readField),
};

function readField(field: Field): readonly Evidence[] {
  const carrier = carrierOf(field);
  if (carrier === undefined) return [];
  // Only the namespace of the standard is proof by itself; elsewhere a key of the label must be there.
  const named = carrier !== 'text';
  const gated = hasTellingKey(field.value) || (named && hasLabelKey(field.value));
  if (carrier !== 'namespace' && !gated) return [];
  if (/TC260:Label$/i.test(field.where)) return [judge(field, { label: field.value })];
  return [judge(field, readLabel(field.value, named))];
}

type Carrier = 'namespace' | 'key' | 'text';

function carrierOf(field: Field): Carrier | undefined {
  const step = lastStep(field.where);
  if (/^TC260:(?:AIGC|Label)$/i.test(step)) return field.value.trim() === '' ? undefined : 'namespace';
  if (/(?:^|[.:}])AIGC$/i.test(step)) return 'key';
  if (/^(?:markdown\.frontmatter|file\.text)$/.test(field.where)) {
    return /^[ \t{]*["']?AIGC["']?\s*:/im.test(field.value) ? 'text' : undefined;
  }
  return /aigc|ServiceProvider/i.test(field.value) && ANY_TEXT.test(field.where) ? 'text' : undefined;
}

function judge(field: Field, found: (Pick<AigcLabel, 'label'> & Partial<AigcLabel>) | undefined): Evidence {
  const shared = {
    where: placeOf(field),
    excerpt: field.value,
    strength: 'standard',
    tool: producerName(found?.producer),
  } as const;
  const label = found?.label?.trim().toUpperCase();
  // The label does not tell whole from part: a gallery app's eraser writes the same one.
  if (label === '1' || label === 'AIGC')
    return claim(tc260, { ...shared, rule: 'tc260.label', points: POINTS.aiEdited });
  const rule = label === '2' || label === '3' ? 'tc260.suspected' : 'tc260.unreadable';
  return claim(tc260, { ...shared, rule, points: POINTS.ambiguous, status: 'unjudged' });
}
