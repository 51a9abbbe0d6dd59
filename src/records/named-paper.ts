import { nearest } from '../configuration/nearest.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import { isSameName } from './use/merge-use.ts';

/** Papers that people call by a name. */
type Named = 'profile' | 'template';

/** The newest profile or template of a name; undefined where there is none. */
export async function findNamed<Kind extends Named>(
  { registry }: Pick<Runtime, 'registry'>,
  kind: Kind,
  name: string,
): Promise<Paper<Kind> | undefined> {
  const all = await registry.papers.list([kind]);
  return all.findLast((paper) => isSameName(nameOf(paper), name));
}

/** As `findNamed`. Throws `not-found` naming the nearest and the command that records one. */
export async function requireNamed<Kind extends Named>(
  runtime: Pick<Runtime, 'registry'>,
  kind: Kind,
  name: string,
  command: string,
): Promise<Paper<Kind>> {
  const found = await findNamed(runtime, kind, name);
  if (found !== undefined) return found;
  const names = (await runtime.registry.papers.list([kind])).map(nameOf);
  const near = nearest(name, names);
  throw new ProvgateError(
    'not-found',
    `There is no ${kind} "${name}".`,
    near === undefined
      ? `Record it once: ${command}`
      : `Did you mean "${near}"? If not, record it once: ${command}`,
  );
}

function nameOf(paper: Paper<Named>): string {
  return paper.body.name;
}
