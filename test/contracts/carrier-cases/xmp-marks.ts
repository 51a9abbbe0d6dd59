import { xmpPacket } from '../../../fixtures/build/xmp.ts';
import { INFOTEXT, LABEL, type Mark, PROSE, SIGNATURE, SOURCE_TYPE, UUID } from './marks.ts';

const GENERATED = 'trainedAlgorithmicMedia';
const PROCEDURAL = 'algorithmicMedia';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const EXT = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';

/** A packet that names everything otherwise than usual, without the element that usually stands around RDF. */
function oddPacket(value: string): string {
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><r:RDF xmlns:r="${RDF}"><r:Description r:about="" xmlns:q="${EXT}"><q:DigitalSourceType>${value}</q:DigitalSourceType></r:Description></r:RDF><?xpacket end="w"?>`;
}

function element(name: string, value: string): string {
  return xmpPacket({}, `<${name}>${value}</${name}>`);
}

function resource(name: string, value: string): string {
  return xmpPacket({}, `<${name} rdf:resource="${value}"/>`);
}

function mark(
  name: string,
  rule: string,
  involvement: 'full' | 'partial',
  tool: string | undefined,
  build: (value: string) => string,
  values: readonly [mark: string, neutral: string],
): Mark<string> {
  const expected = tool === undefined ? { rule, involvement } : { rule, involvement, tool };
  return { name, expected, payload: build(values[0]), neutral: build(values[1]) };
}

const attribute =
  (name: string) =>
  (value: string): string =>
    xmpPacket({ [name]: value });
const TYPE = 'Iptc4xmpExt:DigitalSourceType';

/** Marks in an XMP packet, wherever the packet stands. */
export const XMP_MARKS: readonly Mark<string>[] = [
  mark('a source type as attribute', 'iptc.source-type', 'full', undefined, attribute(TYPE), [
    SOURCE_TYPE + GENERATED,
    SOURCE_TYPE + PROCEDURAL,
  ]),
  mark('a source type as element', 'iptc.source-type', 'full', undefined, (v) => element(TYPE, v), [
    SOURCE_TYPE + GENERATED,
    SOURCE_TYPE + PROCEDURAL,
  ]),
  mark('a source type as resource', 'iptc.source-type', 'full', undefined, (v) => resource(TYPE, v), [
    SOURCE_TYPE + GENERATED,
    SOURCE_TYPE + PROCEDURAL,
  ]),
  mark('a source type under an odd prefix', 'iptc.source-type', 'full', undefined, oddPacket, [
    SOURCE_TYPE + GENERATED,
    SOURCE_TYPE + PROCEDURAL,
  ]),
  mark('a source type by an HTTPS address', 'iptc.source-type', 'full', undefined, attribute(TYPE), [
    `${SOURCE_TYPE.replace('http:', 'https:')}${GENERATED}/`,
    `${SOURCE_TYPE.replace('http:', 'https:')}${PROCEDURAL}/`,
  ]),
  mark('a composite source type', 'iptc.source-type', 'partial', undefined, attribute(TYPE), [
    `${SOURCE_TYPE}compositeWithTrainedAlgorithmicMedia`,
    `${SOURCE_TYPE}compositeCapture`,
  ]),
  mark(
    'an AI system of IPTC 2025.1',
    'iptc.ai-fields',
    'full',
    'Quay Diffusion 2',
    (v) => element('Iptc4xmpExt:AISystemUsed', v),
    ['Quay Diffusion 2', ''],
  ),
  mark(
    'an AI prompt of IPTC 2025.1',
    'iptc.ai-fields',
    'full',
    undefined,
    attribute('Iptc4xmpExt:AIPromptInformation'),
    ['a quay at dusk', ''],
  ),
  mark('the Chinese label as attribute', 'tc260.label', 'partial', 'kling', attribute('TC260:AIGC'), [
    LABEL,
    '',
  ]),
  mark(
    'the Chinese label as element',
    'tc260.label',
    'partial',
    'kling',
    (v) => element('TC260:AIGC', v.replaceAll('"', '&quot;')),
    [LABEL, ''],
  ),
  mark('the credit of Google', 'google.made', 'full', undefined, attribute('photoshop:Credit'), [
    'Made with Google AI',
    'Quay News Agency',
  ]),
  mark('the credit of Apple', 'apple.clean-up', 'partial', undefined, attribute('photoshop:Credit'), [
    'Apple Photos Clean Up',
    'Quay News Agency',
  ]),
  mark('the program Firefly', 'firefly.creator', 'full', undefined, attribute('xmp:CreatorTool'), [
    'Adobe Firefly 3.0',
    'Quay Paint 2',
  ]),
  {
    name: 'the signature pair of Grok',
    expected: { rule: 'grok.signature-pair', involvement: 'full', tool: 'Grok' },
    payload: grok(UUID),
    neutral: grok('A. Painter'),
  },
  mark(
    'settings of the WebUI in a description',
    'infotext.webui',
    'full',
    'Stable Diffusion WebUI',
    (v) =>
      xmpPacket(
        {},
        `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${v}</rdf:li></rdf:Alt></dc:description>`,
      ),
    [INFOTEXT, PROSE],
  ),
];

function grok(artist: string): string {
  return xmpPacket(
    {},
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${SIGNATURE}</rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>${artist}</rdf:li></rdf:Seq></dc:creator>`,
  );
}
