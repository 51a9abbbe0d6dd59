import { type Evidence, type EvidenceStatus, EXCERPT_CHARS, type Strength } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import type { Points } from '../domain/origin.ts';

/** What a reader says of one thing it found; the rest of the evidence is filled in by `claim`. */
export interface Said {
  readonly rule: string;
  readonly where: string;
  readonly excerpt: string;
  readonly strength: Strength;
  readonly points?: Points | undefined;
  readonly tool?: string | undefined;
  readonly status?: EvidenceStatus;
}

/** Evidence about the bytes, by one reader, with its excerpt cut and cleaned. */
export function claim(reader: { readonly id: string; readonly version: number }, said: Said): Evidence {
  return {
    subject: 'content',
    reader: reader.id,
    readerVersion: reader.version,
    rule: said.rule,
    strength: said.strength,
    where: excerptOf(said.where),
    excerpt: excerptOf(said.excerpt),
    status: said.status ?? 'read',
    ...(said.points === undefined ? {} : { points: said.points }),
    ...(said.tool === undefined ? {} : { tool: excerptOf(said.tool) }),
  };
}

/** At most 200 characters of foreign text on one line, without control, bidi or zero-width characters. */
export function excerptOf(text: string): string {
  const head = text.slice(0, EXCERPT_CHARS * 4).toWellFormed();
  const clean = head
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim();
  // Cut between characters, never inside one.
  return [...clean].slice(0, EXCERPT_CHARS).join('');
}

/** Where a field stands, with the embedded part it belongs to in front. */
export function placeOf(field: Pick<Field, 'where' | 'member'>): string {
  return field.member === undefined ? field.where : `${field.member}/${field.where}`;
}

/** The property a field's path ends in, without list positions: `xmp.a:B[2]/c:D[1]` gives `c:D`. */
export function lastStep(where: string): string {
  const last = where.slice(where.lastIndexOf('/') + 1).replace(/\[\d+\]$/, '');
  return last.startsWith('xmp.') ? last.slice('xmp.'.length) : last;
}

/** Fields grouped by the part of the file they belong to; what one part says, its neighbour does not. */
export function byMember(fields: readonly Field[]): readonly (readonly Field[])[] {
  const groups = new Map<string | undefined, Field[]>();
  for (const field of fields) {
    const group = groups.get(field.member);
    if (group === undefined) groups.set(field.member, [field]);
    else group.push(field);
  }
  return [...groups.values()];
}
