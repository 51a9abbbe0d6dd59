import type { Paper } from '../../domain/paper.ts';
import type { PersonId } from '../../domain/person.ts';
import type { Registry } from '../../domain/registry.ts';
import type { FilesPreview } from '../../records/about-files.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { paperJson } from '../../reports/papers.ts';
import { plural } from '../../reports/plural.ts';
import type { Cli } from '../cli.ts';
import { leftText } from './agree.ts';

/** Tells what was recorded: one sentence, or the paper as JSON. */
export async function tellPaper(
  cli: Cli,
  registry: Pick<Registry, 'people'>,
  paper: Paper,
  told: { readonly said: string; readonly preview?: FilesPreview; readonly format: 'table' | 'json' },
): Promise<void> {
  const { preview } = told;
  if (told.format === 'json') {
    const names = await peopleOf(registry, [paper]);
    const files = preview?.binds.map(({ path }) => path) ?? [];
    return cli.out.write(`${JSON.stringify(paperJson(paper, names, files), null, 2)}\n`);
  }
  const about = preview === undefined ? '' : ` for ${plural(preview.binds.length, 'file')}`;
  const left = preview === undefined || preview.needsConfirmation ? '' : leftText(preview);
  return cli.out.write(
    `${escapeTerminal(`${told.said}${about}; the record is ${paper.recordId}.`)}\n${left}`,
  );
}

/** Names of everyone a paper speaks of. */
export function peopleOf(
  registry: Pick<Registry, 'people'>,
  papers: readonly Paper[],
): Promise<ReadonlyMap<PersonId, string>> {
  return registry.people.names([...new Set(papers.flatMap(personsIn))]);
}

function personsIn(paper: Paper): readonly PersonId[] {
  const { recordedBy } = paper;
  switch (paper.kind) {
    case 'notice':
      return [recordedBy, paper.body.to];
    case 'judgement':
    case 'baseline':
      return [recordedBy, paper.body.by];
    case 'consent':
      return [
        recordedBy,
        paper.body.giver,
        ...(paper.body.performer === undefined ? [] : [paper.body.performer]),
      ];
    case 'evidence':
      return [recordedBy, ...(paper.body.issuedBy === undefined ? [] : [paper.body.issuedBy])];
    default:
      return [recordedBy];
  }
}
