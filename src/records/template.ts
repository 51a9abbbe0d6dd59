import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { givenText, usage } from './given.ts';
import { findNamed } from './named-paper.ts';
import { recordOne } from './record-one.ts';

/** A declaration to be repeated, as a person asks to have it saved. */
export interface TemplateRequest {
  readonly name: string;
  readonly use: UseStatement;
}

/** Answers that are of one work and no other. */
const OF_ONE_WORK: ReadonlySet<string> = new Set([
  'generatedFrom',
  'generatedUntil',
  'placement',
  'template',
]);

/**
 * Saves a statement to be repeated for other files of the same tool and model; dates and shots are left out, because they are of one
 * work. A template of the same name is superseded. Throws `usage` for a statement without a tool.
 */
export async function saveTemplate(runtime: Runtime, request: TemplateRequest): Promise<Paper<'template'>> {
  const name = givenText(request.name, 'The name of the template', 'provgate template save NAME');
  const use: UseStatement = Object.fromEntries(
    Object.entries(request.use).filter(([field]) => !OF_ONE_WORK.has(field)),
  );
  if (use.tool === undefined)
    throw usage(
      'A template fits only its own tool, and this statement names none.',
      'Add the tool first: provgate declare FILE --again --tool NAME --by NAME',
    );
  const before = await findNamed(runtime, 'template', name);
  return recordOne(runtime, {
    kind: 'template',
    body: { name, use },
    assetIds: [],
    about: [],
    documents: [],
    supersedes: before?.recordId,
  });
}

/** Every template, the newest of each name, oldest first. */
export function listTemplates({
  registry,
}: Pick<Runtime, 'registry'>): Promise<readonly Paper<'template'>[]> {
  return registry.papers.list(['template']);
}
