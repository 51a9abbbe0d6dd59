import type { Evidence } from '../domain/evidence.ts';
import type { IdRole } from '../domain/lineage.ts';
import type { MediaSource } from '../domain/media.ts';
import { claim } from './claim.ts';
import { findIds } from './lineage-ids.ts';
import type { EvidenceReader } from './reader.ts';
import { type ExampleField, fields } from './rule-note.ts';

const SOURCE = 'XMP Specification Part 2 §1.2.5 (media management)';

const UUID = '0f4e2f3a-1111-4222-8333-444455556666';
const ID = `xmp.did:${UUID}`;
/** The constant one library writes into every file. */
const TEMPLATE_ID = 'xmp.did:cb9f5498-bb58-4572-8043-8c369e6bfb9b';
/** A document may name thousands of ancestors; this many ids are shown, and all of them recorded. */
const SHOWN_IDS = 50;

const RULES: Readonly<Record<IdRole, string>> = {
  generation: 'lineage.generation',
  document: 'lineage.document',
  instance: 'lineage.document',
  manifest: 'lineage.manifest',
  producer: 'lineage.producer',
  original: 'lineage.original',
  parent: 'lineage.parent',
  ancestor: 'lineage.ancestor',
  version: 'lineage.version',
};

/** Ids that join a file with its versions, parents and siblings. They say nothing of origin by themselves. */
export const lineageFields: EvidenceReader = {
  id: 'lineage-fields',
  version: 2,
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
      id: 'lineage.manifest',
      about: 'the id of this file’s content credential, also where it is kept elsewhere',
      source: 'C2PA 2.4 §8, §11.5',
      match: fields(['xmp.dcterms:provenance', `https://example.com/urn-c2pa-${UUID}-quay`]),
      nearMiss: fields(['xmp.dcterms:source', `https://example.com/urn-c2pa-${UUID}-quay`]),
    },
    {
      id: 'lineage.producer',
      about: 'the service a Chinese AIGC label names as producer',
      source: 'GB 45438-2025, Appendix E',
      match: fields(['xmp.TC260:AIGC', '{"Label":"1","ContentProducer":"doubao"}']),
      nearMiss: fields(['xmp.TC260:AIGC', '{"Label":"1"}']),
    },
    {
      id: 'lineage.known-genai',
      about: 'an id that a GenAI asset of this production carries as its own',
      source: SOURCE,
      match: { kind: 'words', words: 'a picture derived from a document that is registered as GenAI' },
      nearMiss: { kind: 'words', words: 'a picture derived from a document nobody registered' },
    },
    {
      id: 'lineage.too-many',
      about: 'more ids than are shown',
      source: SOURCE,
      match: fields(...ancestors(SHOWN_IDS + 1)),
      nearMiss: fields(...ancestors(SHOWN_IDS)),
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
  const { ids, left } = findIds(source);
  const shown = ids.slice(0, SHOWN_IDS).map(({ role, where, text }) => note(RULES[role], where, text));
  const more = ids.length - shown.length + left;
  if (more === 0) return shown;
  const words = left === 0 ? `${more} more ids` : `${more} more ids, ${left} of them not recorded`;
  return [...shown, note('lineage.too-many', 'xmp', words)];
}

function note(rule: string, where: string, excerpt: string): Evidence {
  return claim(lineageFields, { rule, where, excerpt, strength: 'standard' });
}
