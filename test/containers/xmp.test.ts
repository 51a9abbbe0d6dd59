import { describe, expect, test } from 'vitest';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { readXmp } from '../../src/containers/xmp.ts';
import type { Field } from '../../src/domain/media.ts';
import { kinds, readBytes } from '../helpers/read-fixture.ts';

const pairs = (fields: readonly Field[]) => fields.map((field) => [field.where, field.value]);
const rdf = (inside: string, declared = '') =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${declared}><rdf:Description rdf:about="">${inside}</rdf:Description></rdf:RDF>`;

describe('XMP properties', () => {
  test('are named by their namespace, whatever prefix the packet declares', () => {
    const packet = rdf(
      '<a:DigitalSourceType>x</a:DigitalSourceType><b:AIGC xmlns:b="https://www.tc260.org.cn/ns/AIGC/1.0">{&quot;Label&quot;:&quot;1&quot;}</b:AIGC><dc:x xmlns:dc="http://example.org/">y</dc:x>',
      'xmlns:a="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    );
    expect(pairs(readXmp(packet))).toEqual([
      ['xmp.Iptc4xmpExt:DigitalSourceType', 'x'],
      ['xmp.TC260:AIGC', '{"Label":"1"}'],
      ['xmp.{http://example.org/}x', 'y'],
    ]);
  });

  test('may be attributes or elements, text or resource', () => {
    expect(
      pairs(
        readXmp(
          xmpPacket(
            { 'xmp:CreatorTool': 'Q & A' },
            '<photoshop:Credit> Made\n</photoshop:Credit><dc:relation rdf:resource="urn:1"/>',
          ),
        ),
      ),
    ).toEqual([
      ['xmp.xmp:CreatorTool', 'Q & A'],
      ['xmp.photoshop:Credit', 'Made'],
      ['xmp.dc:relation', 'urn:1'],
    ]);
  });

  test('in arrays repeat their name; structs keep their members apart', () => {
    const inside = `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">dusk</rdf:li><rdf:li xml:lang="de">Abend</rdf:li></rdf:Alt></dc:description>
      <xmpMM:History><rdf:Seq>
        <rdf:li stEvt:action="created" stEvt:softwareAgent="Q 1"/>
        <rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action><stEvt:softwareAgent>Q 2</stEvt:softwareAgent></rdf:li>
      </rdf:Seq></xmpMM:History>
      <xmpMM:DerivedFrom><rdf:Description xmp:Label="a"/></xmpMM:DerivedFrom>`;
    expect(pairs(readXmp(xmpPacket({}, inside)))).toEqual([
      ['xmp.dc:description', 'dusk'],
      ['xmp.dc:description', 'Abend'],
      ['xmp.xmpMM:History[1]/stEvt:action', 'created'],
      ['xmp.xmpMM:History[1]/stEvt:softwareAgent', 'Q 1'],
      ['xmp.xmpMM:History[2]/stEvt:action', 'saved'],
      ['xmp.xmpMM:History[2]/stEvt:softwareAgent', 'Q 2'],
      ['xmp.xmpMM:DerivedFrom/xmp:Label', 'a'],
    ]);
  });

  test('with a prefix nobody declared are taken at their word', () => {
    expect(
      pairs(readXmp(rdf('<Iptc4xmpExt:AISystemUsed>Q</Iptc4xmpExt:AISystemUsed><odd:x>1</odd:x>'))),
    ).toEqual([
      ['xmp.Iptc4xmpExt:AISystemUsed', 'Q'],
      ['xmp.odd:x', '1'],
    ]);
  });

  test('entities in CDATA are no entities', () => {
    expect(pairs(readXmp(rdf('<dc:x>&amp;&#x41;<![CDATA[&amp;<b>]]></dc:x>')))).toEqual([
      ['xmp.dc:x', '&A&amp;<b>'],
    ]);
  });

  test('a sidecar in UTF-16 is read', async () => {
    const text = xmpPacket({ 'xmp:CreatorTool': 'Q' });
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) {
      const found = await readBytes(bytes, 'xmp');
      expect(found.fields).toEqual([{ where: 'xmp.xmp:CreatorTool', value: 'Q' }]);
    }
  });
});

describe('hostile XMP', () => {
  const problem = async (packet: string) => kinds(await readBytes(Buffer.from(packet), 'xmp'));

  test('entities of its own are never expanded', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${rdf('<dc:x>&b;&xxe;</dc:x>')}`;
    expect(pairs(readXmp(bomb))).toEqual([['xmp.dc:x', '&b;&xxe;']]);
  });

  test('nesting, elements and length have limits (threat 19)', async () => {
    expect(await problem(rdf(`${'<dc:a>'.repeat(50_000)}${'</dc:a>'.repeat(50_000)}`))).toEqual(['limit']);
    expect(await problem(rdf('<dc:a/>'.repeat(300_000)))).toEqual(['limit']);
    expect(await problem(rdf(`<dc:a>${'x'.repeat(9_000_000)}</dc:a>`))).toEqual(['limit']);
  });

  test('what is no XMP says so', async () => {
    expect(await problem('<x:xmpmeta xmlns:x="adobe:ns:meta/"><nothing/></x:xmpmeta>')).toEqual(['damaged']);
    expect(await problem('<rdf:RDF><rdf:Description')).toEqual(['cut']);
    expect(await problem('<rdf:RDF><a b="</rdf:RDF>')).toEqual(['damaged']);
  });

  test('keys of objects are only keys (threat 41)', async () => {
    expect(pairs(readXmp(rdf('<dc:__proto__>1</dc:__proto__>')))).toEqual([['xmp.dc:__proto__', '1']]);
    // The parser refuses the bare words; a refusal is a problem, never "nothing found".
    expect(await problem(rdf('<constructor>1</constructor>'))).toEqual(['damaged']);
    expect(await problem(rdf('<dc:b __proto__="2"/>'))).toEqual(['damaged']);
    expect(Reflect.ownKeys({})).toEqual([]);
  });
});
