import { type Evidence, EXCERPT_CHARS } from '../domain/evidence.ts';
import type { ManifestStore } from '../domain/media.ts';
import type { StatusCodes, Validation } from './c2pa-validate.ts';
import { claim, placeOf } from './claim.ts';

const KINDS = [
  'failure',
  'ingredient',
  'informational',
  'success',
] as const satisfies readonly (keyof StatusCodes)[];

/** What checking a credential found, code by code as the standard names them, and what it could not check without a network. */
export function checkNotes(
  reader: { readonly id: string; readonly version: number },
  store: Pick<ManifestStore, 'where' | 'member'>,
  check: Validation,
): readonly Evidence[] {
  if (check.kind !== 'checked') return [];
  const note = (rule: string, step: string, excerpt: string): Evidence =>
    claim(reader, { rule, where: `${placeOf(store)}/${step}`, excerpt, strength: 'standard' });
  const codes = KINDS.flatMap((kind) =>
    inExcerpts(check.codes[kind]).map((text) => note('c2pa.validation', `validation/${kind}`, text)),
  );
  if (check.revocation !== 'unchecked') return codes;
  return [...codes, note('c2pa.revocation', 'revocation', 'nobody is asked over the network')];
}

/** Codes side by side, as many as an excerpt holds. */
function inExcerpts(codes: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const code of codes) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 2 + code.length <= EXCERPT_CHARS)
      texts[texts.length - 1] = `${last}, ${code}`;
    else texts.push(code);
  }
  return texts;
}
