import type { Command } from 'commander';
import type { Sha256 } from '../domain/asset.ts';
import { EXIT } from '../domain/errors.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { plural } from '../reports/plural.ts';
import { acceptProductionRecord } from '../runtime.ts';
import { exportLog, verifyLogFile } from './call/audit-file.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { productionFor, sealOf, withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';
import { confirm } from './terminal/prompt.ts';

interface VerifyOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** What a verification found, of a production's record or of an exported log. */
interface AuditResult {
  readonly events: number;
  readonly head: Sha256;
  readonly broken: string | undefined;
  readonly keys: ReadonlyMap<Sha256, number>;
}

/** `provgate audit verify | export | accept` */
export function define(command: Command, cli: VerbCli): void {
  defineVerify(
    command.command('verify').description('recompute the log and every row that verdicts rely on'),
    cli,
  );
  defineExport(
    command.command('export').description('write the whole log, to be checked without the production'),
    cli,
  );
  defineAccept(
    command.command('accept').description('accept a record that went backwards as it stands'),
    cli,
  );
}

function defineVerify(verify: Command, cli: VerbCli): void {
  verify.argument('[file]', 'a log "provgate audit export" wrote; needs no production');
  commonOptions(formatOption(verify, ['table', 'json']));
  example(
    verify,
    'provgate audit verify --production /media/quayside',
    'provgate audit verify quayside-log.jsonl',
  );
  verify.action(async (file: string | undefined, options: VerifyOptions) => {
    const result = file === undefined ? await verifyProduction(cli, options) : await verifyFile(cli, file);
    await cli.out.write(options.format === 'json' ? resultJson(result) : resultText(result));
    cli.finish(result.broken === undefined ? EXIT.pass : EXIT.blocked);
  });
}

async function verifyProduction(cli: VerbCli, options: VerifyOptions): Promise<AuditResult> {
  return withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async ({ registry }) => {
    const { events, broken } = await registry.events.verify();
    const { hash } = await registry.events.head();
    const keys = new Map<Sha256, number>();
    for (const { key } of await registry.events.checkpoints()) keys.set(key, (keys.get(key) ?? 0) + 1);
    return { events, head: hash, broken, keys };
  });
}

async function verifyFile(cli: VerbCli, file: string): Promise<AuditResult> {
  const { events, head, broken, keys } = await verifyLogFile(cli, file);
  return { events, head: head.hash, broken, keys };
}

function defineExport(command: Command, cli: VerbCli): void {
  command.argument('<file>', 'a file that does not exist yet');
  commonOptions(command);
  example(command, 'provgate audit export quayside-log.jsonl');
  command.action(async (file: string, options: CommonOptions) => {
    const events = await exportLog(cli, file, options);
    await cli.out.write(
      `${escapeTerminal(file)} holds ${plural(events, 'event')}. Check it anywhere with "provgate audit verify ${escapeTerminal(file)}".\n`,
    );
    cli.finish(EXIT.pass);
  });
}

interface AcceptOptions extends CommonOptions {
  readonly reason: string;
  readonly yes?: boolean;
}

function defineAccept(command: Command, cli: VerbCli): void {
  command
    .requiredOption('--reason <text>', 'why the record stands as it is; kept in it')
    .option('-y, --yes', 'what was recorded up to the last seen event is given up');
  commonOptions(command);
  example(command, 'provgate audit accept --reason "server restored from the backup of 21 November"');
  command.action(async (options: AcceptOptions) => {
    const production = productionFor(cli, [], { ...options, mediaMayBeAway: true });
    const question = `Give up what was recorded of ${production.configuration.title} after this record ends?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
    const seal = sealOf(cli, production);
    const { lost, seq } = await acceptProductionRecord(production, options.reason, seal);
    await cli.out.write(
      `Accepted. Event ${lost.seq} was seen before and is not in the record; event ${seq} tells of it.\n`,
    );
    cli.finish(EXIT.pass);
  });
}

function resultJson({ events, head, broken, keys }: AuditResult): string {
  const checkpoints = [...keys].map(([key, count]) => ({ key, count }));
  const value = { schema: 'provgate.audit/1', events, head, broken: broken ?? null, checkpoints };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function resultText({ events, head, broken, keys }: AuditResult): string {
  if (broken !== undefined) return `BROKEN: ${escapeTerminal(broken)}\n`;
  const signed = [...keys].map(([key, count]) => `${plural(count, 'checkpoint')} signed with key ${key}\n`);
  return `Unbroken: ${events} events, head ${head}.\n${signed.join('')}`;
}
