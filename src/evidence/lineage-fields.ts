import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { claim, lastStep, placeOf } from './claim.ts';
import type { EvidenceReader } from './reader.ts';
import { type ExampleField, fields } from './rule-note.ts';

const SOURCE = 'XMP Specification Part 2 §1.2.5 (media management)';

const ID = 'xmp.did:0f4e2f3a-1111-4222-8333-444455556666';
/** The constant one library writes into every file. */
const TEMPLATE_ID = 'xmp.did:cb9f5498-bb58-4572-8043-8c369e6bfb9b';
/** Ids that templates and libraries write into unrelated files; they join nothing. */
const BOILERPLATE = new Set([TEMPLATE_ID]);
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
    {
      id: 'lineage.original',
      about: 'the id of the document this one goes back to',
      source: SOURCE,
      match: fields(['xmp.xmpMM:OriginalDocumentID', ID]),
      nearMiss: fields(['xmp.xmpMM:OriginalDocumentID', TEMPLATE_ID]),
    },
    {
      id: 'lineage.parent',
      about: 'the id of a document this one was made from',
      source: SOURCE,
      match: fields(['xmp.xmpMM:DerivedFrom/stRef:documentID', ID]),
      nearMiss: fields(['xmp.xmpMM:DocumentID', ID]),
    },
    {
      id: 'lineage.document',
      about: 'this document’s own id',
      source: SOURCE,
      match: fields(['xmp.xmpMM:DocumentID', ID]),
      nearMiss: fields(['xmp.dc:identifier', ID]),
    },
    {
      id: 'lineage.ancestor',
      about: 'the id of a document something was pasted from',
      source: SOURCE,
      match: fields(['xmp.photoshop:DocumentAncestors[1]', ID]),
      nearMiss: fields(['xmp.photoshop:Source', ID]),
    },
    {
      id: 'lineage.version',
      about: 'the id of an earlier save',
      source: SOURCE,
      match: fields(['xmp.xmpMM:History[1]/stEvt:instanceID', ID]),
      nearMiss: fields(['xmp.xmpMM:History[1]/stEvt:action', 'saved']),
    },
    {
      id: 'lineage.generation',
      about: 'the id of a generation job',
      source: SOURCE,
      match: fields(['png.text.hf-job-id', ID]),
      nearMiss: fields(['png.text.job', ID]),
    },
    {
      id: 'lineage.cloud-manifest',
      about: 'the address of a credential kept elsewhere',
      source: SOURCE,
      match: fields(['xmp.dcterms:provenance', 'https://example.com/quay.c2pa']),
      nearMiss: fields(['xmp.dcterms:source', 'https://example.com/quay.c2pa']),
    },
    {
      id: 'lineage.too-many',
      about: 'more ids than are kept',
      source: SOURCE,
      match: fields(...ancestors(MAX_IDS + 1)),
      nearMiss: fields(...ancestors(MAX_IDS)),
    },
  ],
  read: readIds,
};

function ancestors(count: number): readonly ExampleField[] {
  return Array.from({ length: count }, (_, index) => [
    `xmp.photoshop:DocumentAncestors[${index + 1}]`,
    `${ID}.${index}`,
  ]);
}

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
