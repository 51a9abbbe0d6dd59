import type { Involvement, Origin } from '../domain/origin.ts';

/** Namespace of our own fields; registered prefix `provgate`. */
export const PROVGATE_NS = 'https://provgate.org/ns/1.0/';
const IPTC_EXT = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** What every sidecar of ours begins with. */
export const SIDECAR_HEAD =
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="provgate">';

/** What a sidecar says; every list in an order that does not depend on chance. */
export interface SidecarFacts {
  /** Property names of our namespace with their values: asset id and digest, or the frames of a sequence. */
  readonly subject: readonly (readonly [name: string, value: string])[];
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly tool: string | undefined;
  readonly approvals: readonly string[];
  readonly policies: readonly string[];
  readonly evidence: readonly string[];
}

/**
 * The XMP packet of a temporary asset (ISO 16684-1; IPTC Photo Metadata Standard 2025.1, AI fields). The same facts always give the
 * same bytes. It holds no prompt, no excerpt and no person's name.
 */
export function sidecarText(facts: SidecarFacts): string {
  const lines = [
    SIDECAR_HEAD,
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about=""',
    `    xmlns:Iptc4xmpExt="${IPTC_EXT}"`,
    `    xmlns:provgate="${PROVGATE_NS}">`,
    element('Iptc4xmpExt:DigitalSourceType', `${SOURCE_TYPES}${sourceType(facts.involvement)}`),
    ...(facts.tool === undefined ? [] : [element('Iptc4xmpExt:AISystemUsed', facts.tool)]),
    element('provgate:status', 'TEMPORARY'),
    ...facts.subject.map(([name, value]) => element(`provgate:${name}`, value)),
    element('provgate:origin', facts.origin),
    element('provgate:involvement', facts.involvement),
    ...bag('provgate:approvals', facts.approvals),
    ...bag('provgate:policy', facts.policies),
    ...bag('provgate:evidence', facts.evidence),
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The IPTC term that says most plainly that a model was involved; in doubt, that it made everything. */
function sourceType(involvement: Involvement): string {
  return involvement === 'partial' || involvement === 'derived'
    ? 'compositeWithTrainedAlgorithmicMedia'
    : 'trainedAlgorithmicMedia';
}

function element(name: string, value: string): string {
  return `   <${name}>${escapeXml(value)}</${name}>`;
}

function bag(name: string, values: readonly string[]): readonly string[] {
  if (values.length === 0) return [];
  return [
    `   <${name}>`,
    '    <rdf:Bag>',
    ...values.map((value) => `     <rdf:li>${escapeXml(value)}</rdf:li>`),
    '    </rdf:Bag>',
    `   </${name}>`,
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0 content; what XML cannot hold at all (control characters, lone surrogates) becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
