import type { Declaration } from '../domain/declaration.ts';
import type { Registry } from '../domain/registry.ts';
import type { NamedDeclaration } from '../reports/asset-json.ts';

/** Declarations with the names of the people in them; an erased name leaves its id. */
export async function namedDeclarations(
  registry: Registry,
  declarations: readonly Declaration[],
): Promise<readonly NamedDeclaration[]> {
  const people = declarations.flatMap(({ declarant, recordedBy }) => [declarant, recordedBy]);
  const names = await registry.people.names([...new Set(people)]);
  const replaced = new Set(declarations.map(({ supersedes }) => supersedes));
  return declarations.map((declaration) => ({
    origin: declaration.origin,
    involvement: declaration.involvement,
    tool: declaration.tool,
    declarant: names.get(declaration.declarant) ?? declaration.declarant,
    recordedBy: names.get(declaration.recordedBy) ?? declaration.recordedBy,
    recordedAt: declaration.recordedAt,
    basis: declaration.basis,
    documentSha256: declaration.document?.sha256,
    isReplaced: replaced.has(declaration.recordId),
  }));
}
