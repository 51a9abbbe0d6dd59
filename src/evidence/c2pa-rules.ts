import type { Action, Ingredient } from './c2pa-manifest.ts';
import { credential, fields, type RuleNote } from './rule-note.ts';

const SOURCE = 'C2PA 2.4, with the conformance signal rubrics of 2026-08';
const TRAINED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const CAPTURE = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';

function action(name: string, more: Partial<Action> = {}): Action {
  return {
    name,
    sourceType: undefined,
    agent: undefined,
    description: undefined,
    isGathered: false,
    ...more,
  };
}

function ingredient(more: Partial<Ingredient>): Ingredient {
  return { relationship: 'componentOf', manifest: undefined, sourceType: undefined, ...more };
}

const GENERATED = { actions: [action('c2pa.created', { sourceType: TRAINED })] };
const EDITED = { actions: [action('c2pa.edited')] };

/** What a content credential can say. */
export const c2paRules: readonly RuleNote[] = [
  {
    id: 'c2pa.action',
    about: 'an action with a digital source type in a content credential',
    source: SOURCE,
    match: credential(GENERATED),
    nearMiss: credential(EDITED),
  },
  {
    id: 'c2pa.description',
    about: 'an action that a content credential describes as AI generated',
    source: SOURCE,
    match: credential({ actions: [action('c2pa.created', { description: 'AI Generated Image' })] }),
    nearMiss: credential({ actions: [action('c2pa.edited', { description: 'AI Generated Image' })] }),
  },
  {
    id: 'c2pa.ai-disclosure',
    about: 'an AI disclosure in a content credential',
    source: SOURCE,
    match: credential({
      ...EDITED,
      others: [{ label: 'c2pa.ai-disclosure', content: { modelName: 'Quay 1' } }],
    }),
    nearMiss: credential({
      ...EDITED,
      others: [{ label: 'c2pa.training-mining', content: { entries: {} } }],
    }),
  },
  {
    id: 'c2pa.vendor',
    about: 'a generator’s own statement in a content credential',
    source: SOURCE,
    match: credential({
      ...EDITED,
      others: [{ label: 'c2pa.ai_generated_content', content: { ai_generated: true, model: 'Flux.2' } }],
    }),
    nearMiss: credential({
      ...EDITED,
      others: [{ label: 'c2pa.ai_generated_content', content: { ai_generated: false } }],
    }),
  },
  {
    id: 'c2pa.metadata',
    about: 'a source type in the signed metadata of a content credential',
    source: SOURCE,
    match: credential({
      ...EDITED,
      others: [{ label: 'cawg.metadata', content: { 'Iptc4xmpExt:DigitalSourceType': TRAINED } }],
    }),
    nearMiss: credential({
      ...EDITED,
      others: [{ label: 'cawg.metadata', content: { 'Iptc4xmpExt:DigitalSourceType': CAPTURE } }],
    }),
  },
  {
    id: 'c2pa.ai-product',
    about: 'a content credential of a product that only generates',
    source: SOURCE,
    match: credential({ generators: ['Dreamina/1.0'], actions: [action('c2pa.created')] }),
    nearMiss: credential({ generators: ['Adobe_Photoshop/26.9.0'], actions: [action('c2pa.created')] }),
  },
  {
    id: 'c2pa.soft-binding',
    about: 'a watermark named in a content credential',
    source: SOURCE,
    match: credential({
      ...EDITED,
      others: [{ label: 'c2pa.soft-binding', content: { alg: 'com.microsoft.invismark.1' } }],
    }),
    nearMiss: credential({ ...EDITED, others: [{ label: 'c2pa.hash.data', content: { alg: 'sha256' } }] }),
  },
  {
    id: 'c2pa.ingredient',
    about: 'an ingredient without credential that is called generated',
    source: SOURCE,
    match: credential({ ingredients: [ingredient({ sourceType: TRAINED })] }),
    nearMiss: credential({ ingredients: [ingredient({ sourceType: CAPTURE })] }),
  },
  {
    id: 'c2pa.orphan',
    about: 'a generated ingredient that no reference leads to',
    source: SOURCE,
    match: credential(GENERATED, EDITED),
    nearMiss: credential(GENERATED, {
      ...EDITED,
      ingredients: [ingredient({ relationship: 'parentOf', manifest: 'urn:c2pa:0' })],
    }),
  },
  {
    id: 'c2pa.redacted',
    about: 'something that was taken out of an ingredient’s content credential',
    source: SOURCE,
    match: credential({ ...EDITED, redacted: ['c2pa.actions'] }),
    nearMiss: credential(EDITED),
  },
  {
    id: 'c2pa.neutral',
    about: 'a content credential that says nothing of origin',
    source: SOURCE,
    match: credential(EDITED),
    nearMiss: credential(GENERATED),
  },
  {
    id: 'c2pa.unreadable',
    about: 'a content credential that could not be read',
    source: SOURCE,
    match: { kind: 'credential-bytes', text: 'no credential at all' },
    nearMiss: credential(EDITED),
  },
  {
    id: 'c2pa.validation',
    about: 'the status codes that checking a content credential gave',
    source: SOURCE,
    match: { kind: 'words', words: 'a signed picture: claimSignature.validated, assertion.dataHash.match' },
    nearMiss: { kind: 'words', words: 'a credential in a format that is not checked' },
  },
  {
    id: 'c2pa.revocation',
    about: 'a certificate whose revocation was not looked up',
    source: SOURCE,
    match: { kind: 'words', words: 'a signer who did not send along that the certificate is still good' },
    nearMiss: { kind: 'words', words: 'a signer who sent the answer of the authority along' },
  },
  {
    id: 'c2pa.remote',
    about: 'a content credential kept elsewhere, which is not fetched',
    source: SOURCE,
    match: fields(['xmp.dcterms:provenance', 'https://example.com/quay.c2pa']),
    nearMiss: fields(['xmp.dcterms:provenance', 'self#jumbf=/c2pa/urn:c2pa:0']),
  },
];
