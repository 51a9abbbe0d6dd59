import type { EvidenceStatus, Strength } from '../domain/evidence.ts';
import type { Points } from '../domain/origin.ts';
import type { Validation } from './c2pa-validate.ts';

/** How much a statement in a credential weighs, and what became of checking it. */
export interface Grade {
  readonly strength: Strength;
  readonly status: EvidenceStatus;
}

/**
 * How much a statement weighs. GenAI counts in full whoever signed it, and a broken signature never hides it; camera and
 * human count as signed only where signature and binding hold and the signer chains to a configured anchor.
 */
export function grade(points: Points | 'unjudged', base: Strength, check: Validation): Grade {
  const status = statusOf(check);
  if (points === 'unjudged') return { strength: base, status: 'unjudged' };
  if (points.origin === 'genai') {
    const isSigned = (status === 'read' || status === 'untrusted') && base === 'standard';
    return { strength: isSigned ? 'signed' : base, status };
  }
  if (points.origin === 'unknown') return { strength: base, status };
  return { strength: status === 'read' ? 'signed' : 'heuristic', status };
}

/** What checking came to, in the word evidence has for it. */
export function statusOf(check: Validation): EvidenceStatus {
  if (check.kind === 'unchecked') return 'unchecked';
  if (check.kind === 'broken') return 'tampered';
  if (!check.isSignatureIntact || check.binding === 'broken') return 'tampered';
  if (check.binding === 'missing') return 'unchecked';
  return check.isTrusted ? 'read' : 'untrusted';
}

/**
 * The same in plain words, for the excerpt: is the signature intact, is the signer known, and what was not checked and why; with
 * the status codes of what broke. All codes stand in evidence of their own.
 */
export function checkWords(check: Validation): string {
  if (check.kind === 'unchecked') return `signature not checked: ${check.reason}`;
  if (check.kind === 'broken') return `credential broken: ${check.reason}`;
  const words = [
    `${signatureWords(check)}${codesIn(check)}`,
    ...(check.isSignatureIntact ? [signerWords(check)] : []),
  ];
  return words.join('; ');
}

/** That a signer is not known is said in words. */
function codesIn(check: Checked): string {
  const codes = check.failures.filter((code) => code !== 'signingCredential.untrusted');
  return codes.length === 0 ? '' : ` (${codes.join(', ')})`;
}

type Checked = Extract<Validation, { kind: 'checked' }>;

function signatureWords(check: Checked): string {
  if (!check.isSignatureIntact) return 'signature broken';
  if (check.binding === 'broken') return 'signature intact, file changed after signing';
  return check.binding === 'missing' ? 'signature intact, but not bound to these bytes' : 'signature intact';
}

const SIGNER_CHARS = 40;

function signerWords(check: Checked): string {
  const signer = check.signers.get(check.activeLabel)?.at(-1);
  const name = signer === undefined ? 'signer' : `signer ${signer.slice(0, SIGNER_CHARS)}`;
  const revoked = check.revocation === 'revoked' ? ', certificate revoked' : '';
  if (check.trustList === undefined) return `${name} not on a trust list, as none is used${revoked}`;
  if (check.isTrusted) return `${name} on ${check.trustList}${revoked}`;
  // On the list, and still something about certificate or ingredients failed.
  if (check.codes.success.includes('signingCredential.trusted'))
    return `${name} on ${check.trustList}, but not valid as a whole${revoked}`;
  return `${name} not on ${check.trustList}${revoked}`;
}
