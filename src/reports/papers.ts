import type { Paper } from '../domain/paper.ts';
import type { RelPath } from '../domain/path.ts';
import type { PersonId } from '../domain/person.ts';
import { displayPath } from '../files/paths.ts';

/** A paper as `provgate.paper/1`: persons by name, documents by digest. */
export function paperJson(
  paper: Paper,
  names: ReadonlyMap<PersonId, string>,
  files: readonly RelPath[] = [],
): Readonly<Record<string, unknown>> {
  return {
    schema: 'provgate.paper/1',
    id: paper.recordId,
    kind: paper.kind,
    ...bodyOf(paper, names),
    recordedBy: nameOf(paper.recordedBy, names),
    recordedAt: paper.recordedAt,
    supersedes: paper.supersedes ?? null,
    assets: paper.assetIds.length,
    paths: files.map(displayPath),
    documents: paper.documents.map(({ name, sha256, sizeBytes }) => ({ name, sha256, sizeBytes })),
  };
}

/** A person's name; what was erased is said to be. */
export function nameOf(id: PersonId, names: ReadonlyMap<PersonId, string>): string {
  return names.get(id) ?? 'name erased';
}

function bodyOf(paper: Paper, names: ReadonlyMap<PersonId, string>): Readonly<Record<string, unknown>> {
  switch (paper.kind) {
    case 'notice':
      return { ...paper.body, to: nameOf(paper.body.to, names) };
    case 'judgement':
    case 'baseline':
      return { ...paper.body, by: nameOf(paper.body.by, names) };
    case 'consent': {
      const { giver, performer, ...rest } = paper.body;
      return {
        ...rest,
        giver: nameOf(giver, names),
        performer: nameOf(performer ?? giver, names),
      };
    }
    case 'evidence': {
      const { issuedBy, ...rest } = paper.body;
      return { ...rest, issuedBy: issuedBy === undefined ? null : nameOf(issuedBy, names) };
    }
    default:
      return { ...paper.body };
  }
}
