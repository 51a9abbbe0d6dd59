import { describe, expect, test } from 'vitest';
import { assertion, manifest, manifestStore } from '../../fixtures/build/jumbf.ts';
import { readXmp } from '../../src/containers/xmp.ts';
import { lineageIds } from '../../src/evidence/lineage-ids.ts';
import { fileWith, type Written } from './fields.ts';

const JOB = '996de4a8-647f-4a65-8b03-a65cdfdbf22f';
const UUID = '0f4e2f3a-1111-4222-8333-444455556666';

const idsOf = (...written: readonly Written[]) =>
  lineageIds(fileWith(written)).map(({ role, id }) => `${role} ${id}`);

describe('ids of the generation that made a file', () => {
  test.each<readonly [name: string, fields: readonly Written[], ids: readonly string[]]>([
    [
      'Midjourney’s job in a prompt',
      [['png.text.Description', `a quay --v 7 Job ID: ${JOB}`]],
      [`generation ${JOB}`],
    ],
    [
      'Midjourney’s job in IPTC metadata',
      [['xmp.Iptc4xmpExt:DigImageGUID', JOB.toUpperCase()]],
      [`generation ${JOB}`],
    ],
    ['Higgsfield’s job', [['png.text.hf-job-id', JOB]], [`generation ${JOB}`]],
    [
      'Suno’s song in its comment',
      [['id3.COMM', `made with suno; created=2026-01-05T10:00:00Z; id=${JOB}`]],
      [`generation ${JOB}`],
    ],
    ['Suno’s song in its link', [['id3.WOAS', `https://suno.com/song/${JOB}`]], [`generation ${JOB}`]],
    [
      'Grok’s picture beside its signature',
      [
        ['exif.ImageDescription', `Signature: ${'A'.repeat(88)}`],
        ['exif.Artist', JOB],
      ],
      [`generation ${JOB}`],
    ],
    ['an artist without that signature', [['exif.Artist', JOB]], []],
    [
      'the Chinese label',
      [['xmp.TC260:AIGC', '{"Label":"1","ContentProducer":"kling","ProduceID":"K-77","PropagateID":"P-9"}']],
      ['generation k-77', 'generation p-9', 'producer kling'],
    ],
    ['a settings file about another', [['file.text', '{"AIGC":{"Label":"1","ProduceID":"K-77"}}']], []],
    [
      'a cloud manifest',
      [['xmp.dcterms:provenance', `https://x.example/urn-c2pa-${UUID}-quay`]],
      [`manifest ${UUID}`],
    ],
  ])('%s', (_name, fields, ids) => {
    expect(idsOf(...fields)).toEqual(ids);
  });
});

describe('ids of documents', () => {
  test('every field of XMP Media Management that names one, wherever it is nested', () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
      xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><rdf:Description rdf:about=""
      xmpMM:DocumentID="xmp.did:D0000000" xmpMM:InstanceID="xmp.iid:I0000000" xmpMM:OriginalDocumentID="xmp.did:O0000000">
      <xmpMM:DerivedFrom stRef:documentID="xmp.did:P1" stRef:instanceID="xmp.iid:P2" stRef:originalDocumentID="xmp.did:P3" stRef:filePath="quay.psd"/>
      <xmpMM:Ingredients><rdf:Bag><rdf:li stRef:instanceID="xmp.iid:Q1" rdf:parseType="Resource"/></rdf:Bag></xmpMM:Ingredients>
      <xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description xmpMM:InstanceID="xmp.iid:R1">
        <xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description xmpMM:DocumentID="xmp.did:R2"/></rdf:li></rdf:Bag></xmpMM:Pantry>
      </rdf:Description></rdf:li></rdf:Bag></xmpMM:Pantry>
      <xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:instanceID="xmp.iid:S1"/></rdf:Seq></xmpMM:History>
      <photoshop:DocumentAncestors><rdf:Bag><rdf:li>xmp.did:T1</rdf:li><rdf:li>adobe:docid:photoshop:T2</rdf:li></rdf:Bag></photoshop:DocumentAncestors>
      </rdf:Description></rdf:RDF>`;
    const ids = lineageIds({ fields: readXmp(rdf), manifests: [] }).map(({ role, id }) => `${role} ${id}`);
    expect([...ids].sort()).toEqual(
      [
        'ancestor adobe:docid:photoshop:t2',
        'ancestor xmp.did:t1',
        'document xmp.did:d0000000',
        'instance xmp.iid:i0000000',
        'original xmp.did:o0000000',
        'parent quay.psd',
        'parent xmp.did:p1',
        'parent xmp.did:p3',
        'parent xmp.did:r2',
        'parent xmp.iid:p2',
        'parent xmp.iid:q1',
        'parent xmp.iid:r1',
        'version xmp.iid:s1',
      ].sort(),
    );
  });

  test('the manifest of a credential, its save, and what it was made from', () => {
    const parent = manifest({ label: `urn:c2pa:${JOB}`, claim: { instanceID: 'xmp:iid:parent' } });
    const active = manifest({
      label: `urn:c2pa:${UUID}:quay`,
      claim: { instanceID: 'xmp:iid:own' },
      assertions: [
        assertion('c2pa.ingredient.v3', { relationship: 'parentOf', instanceID: 'xmp:iid:saved' }),
      ],
    });
    const store = { where: 'png.caBX', jumbf: manifestStore(parent, active) };
    const found = lineageIds(fileWith([], { manifests: [store] }));
    expect(found.map(({ role, id }) => `${role} ${id}`)).toEqual([
      `parent ${JOB}`,
      'parent xmp.iid:parent',
      `manifest ${UUID}`,
      'instance xmp.iid:own',
      'parent xmp.iid:saved',
    ]);
  });

  test('ids of templates join nothing, and thousands of ancestors are kept up to a limit', () => {
    expect(idsOf(['xmp.xmpMM:DocumentID', 'xmp.did:cb9f5498-bb58-4572-8043-8c369e6bfb9b'])).toEqual([]);
    expect(idsOf(['xmp.xmpMM:DocumentID', 'uuid:00000000-0000-0000-0000-000000000000'])).toEqual([]);
    const many = Array.from(
      { length: 6000 },
      (_, n): Written => ['xmp.photoshop:DocumentAncestors', `xmp.did:${n}-x`],
    );
    expect(idsOf(...many)).toHaveLength(5000);
  });
});
