import type { Command } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { attachEvidence, evidenceType, previewEvidence } from '../records/evidence.ts';
import { readDocument } from './call/document.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { withFrames } from './declare/frames.ts';
import { agree } from './terminal/agree.ts';
import { tellPaper } from './terminal/paper-output.ts';

interface EvidenceOptions extends CommonOptions {
  readonly type: string;
  readonly document: string;
  readonly by?: string;
  readonly issued?: string;
  readonly expires?: string;
  readonly subject?: string;
  readonly tool?: string;
  readonly yes?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate evidence PATH…` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<path...>', 'files and folders it is about')
    .requiredOption('--type <type>', 'what it proves, such as legal-review or EV-LEGAL-REVIEW')
    .requiredOption('--document <file>', 'the paper itself')
    .option('--by <name>', 'who issued it')
    .option('--issued <date>', 'when it was issued')
    .option('--expires <date>', 'last day it holds')
    .option('--subject <text>', 'the input a clearance names, or the performer it is about')
    .option('--tool <name>', 'the tool a clearance names')
    .option('-y, --yes', 'the list was looked through');
  commonOptions(formatOption(command, ['table', 'json']));
  example(
    command,
    'provgate evidence 04_VFX/sh010 --type legal-review --document review.pdf --by "Studio legal"',
    'provgate evidence 02_ART/board --type input-clearance --subject script --tool ChatGPT --document mail.pdf',
  );
  command.action(async (paths: readonly string[], options: EvidenceOptions) => {
    await withRuntime(cli, withFrames(cli.cwd, paths), options, async (runtime, inside) => {
      const type = evidenceType(runtime, options.type);
      const request = {
        ...options,
        type,
        paths: inside,
        issuedBy: options.by,
        document: readDocument(cli, options.document),
      };
      const preview = await previewEvidence(runtime, request);
      if (!(await agree(cli, preview, 'it is about', options.yes))) return cli.finish(EXIT.interrupted);
      const paper = await attachEvidence(runtime, { ...request, confirmed: true }, preview);
      const said = `Attached ${type} (${request.document.name})`;
      await tellPaper(cli, runtime.registry, paper, { said, preview, format: options.format });
      cli.finish(EXIT.pass);
    });
  });
}
