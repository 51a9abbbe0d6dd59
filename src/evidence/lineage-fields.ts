import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { claim, lastStep, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';

const SOURCE = 'XMP Specification Part 2 §1.2.5 (media management)';

/** Ids that templates and libraries write into unrelated files; they join nothing. */
const BOILERPLATE = new Set(['xmp.did:cb9f5498-bb58-4572-8043-8c369e6bfb9b']);
/** A document may list thousands of ancestors; this many are kept. */
const MAX_IDS = 50;

/** Which field gives which kind of id. */
const KINDS: readonly { readonly rule: string; readonly field: RegExp; readonly step: RegExp }[] = [
  { rule: 'lineage.original', field: /^xmp\./, step: /^xmpMM:OriginalDocumentID$/ },
  {
    rule: 'lineage.parent',
    field: /^xmp\.xmpMM:(?:DerivedFrom|Ingredients)/,
    step: /^stRef:(?:documentID|instanceID|originalDocumentID|filePath)$/,
  },
  { rule: 'lineage.document', field: /^xmp\.xmpMM:(?:DocumentID|InstanceID)$/, step: /./ },
  { rule: 'lineage.ancestor', field: /^xmp\.photoshop:DocumentAncestors/, step: /./ },
  { rule: 'lineage.version', field: /^xmp\.xmpMM:History/, step: /^stEvt:instanceID$/ },
  { rule: 'lineage.generation', field: /^xmp\./, step: /^Iptc4xmpExt:DigImageGUID$/ },
  { rule: 'lineage.generation', field: /^png\.text\.hf-job-id$/, step: /./ },
  { rule: 'lineage.cloud-manifest', field: /^xmp\./, step: /^dcterms:provenance$/ },
];

/** Ids that join a file with its versions, parents and siblings. They say nothing of origin by themselves. */
export const lineageFields: EvidenceReader = {
  id: 'lineage-fields',
  version: 1,
  rules: [
    { id: 'lineage.original', about: 'the id of the document this one goes back to', source: SOURCE },
    { id: 'lineage.parent', about: 'the id of a document this one was made from', source: SOURCE },
    { id: 'lineage.document', about: 'this document’s own id', source: SOURCE },
    { id: 'lineage.ancestor', about: 'the id of a document something was pasted from', source: SOURCE },
    { id: 'lineage.version', about: 'the id of an earlier save', source: SOURCE },
    { id: 'lineage.generation', about: 'the id of a generation job', source: SOURCE },
    { id: 'lineage.cloud-manifest', about: 'the address of a credential kept elsewhere', source: SOURCE },
    { id: 'lineage.too-many', about: 'more ids than are kept', source: SOURCE },
  ],
  read: readIds,
};

function readIds(source: MediaSource): readonly Evidence[] {
  const seen = new Set<string>();
  const found: Evidence[] = [];
  let left = 0;
  for (const field of source.fields) {
    const rule = ruleOf(field);
    const id = field.value.trim();
    if (rule === undefined || id === '' || BOILERPLATE.has(id) || seen.has(`${rule} ${id}`)) continue;
    seen.add(`${rule} ${id}`);
    if (found.length < MAX_IDS) found.push(note(rule, placeOf(field), id));
    else left += 1;
  }
  return left === 0 ? found : [...found, note('lineage.too-many', 'xmp', `${left} more ids`)];
}

function ruleOf(field: Field): string | undefined {
  const step = lastStep(field.where);
  return KINDS.find((kind) => kind.field.test(field.where) && kind.step.test(step))?.rule;
}

function note(rule: string, where: string, excerpt: string): Evidence {
  return claim(lineageFields, { rule, where, excerpt, strength: 'standard' });
}
