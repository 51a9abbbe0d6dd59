import { iptc } from '../../../fixtures/build/iptc.ts';
import { assertion, generatedStore, manifest, manifestStore } from '../../../fixtures/build/jumbf.ts';
import { png, tEXt } from '../../../fixtures/build/png.ts';
import { INFOTEXT, type Mark, PROSE, SIGNATURE, SOURCE_TYPE, UUID } from './marks.ts';

/** Marks in IPTC IIM. */
export const IPTC_MARKS: readonly Mark<Uint8Array>[] = [
  {
    name: 'the credit of Google',
    expected: { rule: 'google.made', involvement: 'full' },
    payload: iptc({ 110: 'Made with Google AI' }),
    neutral: iptc({ 110: 'Quay News Agency' }),
  },
  {
    name: 'the signature pair of Grok',
    expected: { rule: 'grok.signature-pair', involvement: 'full', tool: 'Grok' },
    payload: iptc({ 80: UUID, 120: SIGNATURE }),
    neutral: iptc({ 80: 'A. Painter', 120: SIGNATURE }),
  },
];

const CREATED_BY_HAND = assertion('c2pa.actions.v2', {
  actions: [{ action: 'c2pa.created', digitalSourceType: `${SOURCE_TYPE}digitalCreation` }],
});

/** A manifest store of a generator, and one of a person. */
export const STORE_MARKS: readonly Mark<Uint8Array>[] = [
  {
    name: 'a manifest store',
    expected: { rule: 'c2pa.action', involvement: 'full' },
    payload: generatedStore(),
    neutral: manifestStore(manifest({ assertions: [CREATED_BY_HAND] })),
  },
];

/** A picture of a generator inside another file. */
export const PICTURE_MARKS: readonly Mark<Uint8Array>[] = [
  {
    name: 'a picture with the settings of the WebUI',
    expected: { rule: 'infotext.webui', involvement: 'full', tool: 'Stable Diffusion WebUI' },
    payload: png({ before: [tEXt('parameters', INFOTEXT)] }),
    neutral: png({ before: [tEXt('parameters', PROSE)] }),
  },
];
