import { AUTHORITIES, ISSUED_ON } from './c2pa-trust-list.ts';

/** The certificates of the list that is shipped, as PEM. */
export const SHIPPED_ANCHORS: string = AUTHORITIES.map(({ der }) => pem(der)).join('');

function pem(der: string): string {
  const lines = der.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** What a list of anchors is called in a sentence: the shipped one by its date; undefined where nobody is trusted. */
export function listName(trustAnchors: string | undefined): string | undefined {
  if (trustAnchors === undefined) return undefined;
  return trustAnchors === SHIPPED_ANCHORS ? `the C2PA trust list of ${ISSUED_ON}` : 'your own trust list';
}

/** The anchors to read under (threats 8): the shipped list where nothing was chosen, nobody where an empty text was, else what was given. */
export function anchorsOf(chosen: string | undefined): string | undefined {
  if (chosen === undefined) return SHIPPED_ANCHORS;
  return chosen === '' ? undefined : chosen;
}
