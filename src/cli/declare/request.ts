import type { Declaration } from '../../domain/declaration.ts';
import type { Involvement } from '../../domain/origin.ts';
import type { DeclarationRequest } from '../../records/declare.ts';
import { usage } from '../../records/given.ts';
import { fileCondition } from '../../records/select-files.ts';
import { readTable } from '../../records/tables/read-table.ts';
import { requireUse } from '../../records/use/use-input.ts';
import type { UseInput } from '../../records/use/use-schema.ts';
import { readDocument } from '../call/document.ts';
import type { CommonOptions } from '../call/options.ts';
import type { VerbCli } from '../cli.ts';
import type { ServerOptions } from '../server/server-option.ts';
import { type UseOptions, useFrom } from './use-options.ts';

/** Options of `provgate declare`, besides those of the use. */
export interface DeclareOptions extends CommonOptions, ServerOptions {
  readonly origin?: Declaration['origin'];
  readonly by?: string;
  readonly basis?: string;
  readonly involvement?: Involvement;
  readonly tool?: string;
  readonly document?: string;
  readonly profile?: string;
  readonly template?: string;
  readonly from?: string | undefined;
  readonly again?: boolean;
  readonly undo?: string;
  readonly reason?: string;
  readonly keepPrompts?: boolean;
  readonly where?: readonly string[];
  readonly flat?: boolean;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** What the options say, apart from who says it of which files. */
export function requestOf(
  cli: VerbCli,
  options: DeclareOptions & UseOptions,
): Omit<DeclarationRequest, 'paths' | 'declarant'> {
  const { origin, involvement, basis, document, profile, template, again, keepPrompts, where, flat } =
    options;
  const typed = useFrom(options);
  const read = options.from === undefined ? undefined : useOfFile(cli, options.from);
  const use = typed === undefined ? read : { ...read, ...typed };
  // A tool alone says which one, not how it was used.
  const onlyTool = use !== undefined && Object.keys(use).every((field) => field === 'tool');
  const isPlain = onlyTool && profile === undefined && template === undefined && again !== true;
  return {
    origin,
    involvement,
    basis,
    tool: isPlain ? options.tool : undefined,
    use: isPlain ? undefined : use,
    document: document === undefined ? undefined : readDocument(cli, document),
    profile,
    template,
    again,
    keepPrompts,
    where: where?.map(fileCondition),
    flat,
  };
}

/** The one statement a file holds, for the paths of the command. */
function useOfFile(cli: VerbCli, from: string): UseInput {
  const [row, ...more] = readTable(readDocument(cli, from));
  if (row !== undefined && more.length === 0) return requireUse(row.members);
  throw usage(
    `${from} holds more than one statement, or none.`,
    'Leave the paths of the command away to record every entry at its own path.',
  );
}
