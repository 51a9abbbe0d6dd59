import { EXIT } from '../../domain/errors.ts';
import type { Runtime } from '../../domain/runtime.ts';
import {
  type DeclarationPreview,
  type DeclarationRequest,
  declare,
  previewDeclaration,
} from '../../records/declare.ts';
import { requireUse } from '../../records/use/use-input.ts';
import { spelt } from '../../records/use/use-text.ts';
import { plural } from '../../reports/plural.ts';
import type { VerbCli } from '../cli.ts';
import { askAnswers } from '../terminal/ask-answers.ts';
import { confirm } from '../terminal/prompt.ts';
import { declaredJson, declaredText, previewText } from './output.ts';

/** How a declaration is to be recorded and told. */
export interface RunOptions {
  readonly yes?: boolean | undefined;
  readonly quiet?: boolean;
  /** The paths as they were typed. */
  readonly typed?: readonly string[];
  readonly format: 'table' | 'json';
}

/** Shows what a declaration would cover, asks what is still open and whether it is right, records it and tells what was recorded. */
export async function recordDeclaration(
  cli: VerbCli,
  runtime: Runtime,
  given: DeclarationRequest,
  options: RunOptions,
): Promise<void> {
  const [request, preview] = await completed(cli, runtime, given, options);
  if (preview.needsConfirmation) {
    await cli.err.write(previewText(preview));
    const question = `Record ${plural(preview.declares.length, 'file')} as of origin ${preview.origin}?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
  }
  const made = await declare(runtime, { ...request, confirmed: true }, preview);
  const packs = runtime.policies.filter(({ pack }) => pack.guidance !== undefined).map(({ pack }) => pack.id);
  await cli.out.write(
    options.format === 'json'
      ? declaredJson(made, preview)
      : declaredText(made, preview, { by: request.declarant, packs, typed: options.typed ?? [] }),
  );
  cli.finish(EXIT.pass);
}

/** The request with the answers a person at the terminal gave to what was still open. */
async function completed(
  cli: VerbCli,
  runtime: Runtime,
  request: DeclarationRequest,
  options: RunOptions,
): Promise<readonly [DeclarationRequest, DeclarationPreview]> {
  const preview = await previewDeclaration(runtime, request);
  if (preview.open.length === 0 || options.yes === true) return [request, preview];
  const answers = await askAnswers(cli, preview.open);
  if (Object.keys(answers).length === 0) return [request, preview];
  const use = requireUse(spelt({ ...request.use, ...answers }));
  const more = { ...request, use };
  return [more, await previewDeclaration(runtime, more)];
}
