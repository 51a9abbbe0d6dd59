import type { Evidence } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import { POINTS, type Points } from '../domain/origin.ts';
import { byMember, claim, lastStep, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { fields } from './rule-note.ts';
import { sourceTypeMeaning } from './source-types.ts';

const SOURCE = 'https://iptc.org/std/photometadata/specification/ (2025.1)';
const AI_FIELD = /^Iptc4xmpExt:AI(?:SystemUsed|SystemVersionUsed|PromptInformation|PromptWriterName)$/;
/** What people write to say that no AI was used; a person must look, because the field asks for a system. */
const DENIAL = /^(?:none|no|n\/?a|not applicable|no ai(?: used)?|-+|0|false)\.?$/i;

/** The four AI properties of IPTC Photo Metadata 2025.1; templates that leave them empty say nothing. */
export const iptcAiFields: EvidenceReader = {
  id: 'iptc-ai-fields',
  version: 1,
  rules: [
    {
      id: 'iptc.ai-fields',
      about: 'an AI system, prompt or prompt writer in IPTC photo metadata',
      source: SOURCE,
      match: fields(['xmp.Iptc4xmpExt:AISystemUsed', 'Quay Diffusion 2']),
      nearMiss: fields(['xmp.Iptc4xmpExt:AISystemUsed', '  ']),
    },
  ],
  read: (source) => byMember(source.fields).flatMap(readFields),
};

function readFields(all: readonly Field[]): readonly Evidence[] {
  const system = all.find((field) => lastStep(field.where) === 'Iptc4xmpExt:AISystemUsed')?.value.trim();
  return all
    .filter((field) => AI_FIELD.test(lastStep(field.where)) && field.value.trim() !== '')
    .map((field) => {
      const denied = DENIAL.test(field.value.trim());
      return claim(iptcAiFields, {
        rule: 'iptc.ai-fields',
        where: placeOf(field),
        excerpt: field.value,
        strength: 'standard',
        points: denied ? POINTS.ambiguous : pointsOf(field, all),
        status: denied ? 'unjudged' : 'read',
        tool: denied || system === '' ? undefined : system,
      });
    });
}

/** Generated, unless the source type beside it says that only parts are. */
function pointsOf(field: Field, all: readonly Field[]): Points {
  if (/xmpMM:(?:Pantry|Ingredients|DerivedFrom)/.test(field.where)) return POINTS.aiDerived;
  const types = all.filter((other) => lastStep(other.where) === 'Iptc4xmpExt:DigitalSourceType');
  const partial = types.some((type) => sourceTypeMeaning(type.value)?.points === POINTS.aiEdited);
  return partial ? POINTS.aiEdited : POINTS.generated;
}
