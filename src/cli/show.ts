import type { Command } from 'commander';
import type { Asset } from '../domain/asset.ts';
import { EXIT, type ExitCode, ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { runCheck } from '../gate/check.ts';
import { membersNow } from '../gate/read-inside.ts';
import { namedDeclarations } from '../http/named-declarations.ts';
import { sharedGenerations } from '../http/shared-generations.ts';
import { type AssetReport, assetJson } from '../reports/asset-json.ts';
import { assetTable } from '../reports/asset-table.ts';
import { shownPath } from '../reports/words.ts';
import { aboutRule } from './about-rule.ts';
import type { VerbCli } from './cli.ts';
import { coloursFor } from './colours.ts';
import { commandPathFrom } from './command-path.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './options.ts';
import { print } from './print.ts';
import { withRuntime } from './with-runtime.ts';

interface ShowOptions extends CommonOptions {
  readonly format: 'table' | 'json';
  readonly explain?: boolean;
}

/** `provgate show FILE` */
export function define(command: Command, cli: VerbCli): void {
  command.argument('<file>', 'a file of the production');
  command.option('--explain', 'print where each claim stands');
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate show 06_DELIVERY/stills/quay.png');
  command.action(async (file: string, options: ShowOptions) => {
    const code = await withRuntime<ExitCode>(cli, [file], options, async (runtime, [path]) => {
      if (path === undefined) throw new TypeError('one path is one path');
      const report = await reportOf(runtime, path, cli.signal);
      if (options.format === 'json') await cli.out.write(`${JSON.stringify(assetJson(report), null, 2)}\n`);
      else
        await print(
          cli.out,
          assetTable(report, {
            colours: coloursFor(cli),
            commandPath: commandPathFrom(cli.cwd, runtime.production.root),
            aboutRule,
            explain: options.explain === true,
          }),
        );
      return report.assetId === undefined ? EXIT.undecided : EXIT.pass;
    });
    cli.finish(code);
  });
}

/** Everything known of one file, judged as for a final; nothing is recorded but the file itself where it was not. */
async function reportOf(runtime: Runtime, path: RelPath, signal: AbortSignal): Promise<AssetReport> {
  const { check, resolved } = await runCheck(runtime, { paths: [path], unrecorded: true, signal });
  const item = check.items.find((each) => each.path === path);
  if (item === undefined || resolved.folders.has(path))
    throw new ProvgateError(
      'usage',
      `${shownPath(path)} is no file.`,
      'Name one file; "provgate list" shows a folder.',
    );
  const asset = item.assetId === undefined ? undefined : await runtime.registry.assets.byId(item.assetId);
  return {
    ...item,
    byRuleOnly: asset?.byRuleOnly ?? false,
    overruledBy: item.overruledBy,
    state: asset?.state ?? 'unreadable',
    stateReason: asset === undefined ? undefined : asset.stateReason,
    judged: item,
    evidence: [],
    ...(asset === undefined ? {} : await recordOf(runtime, asset)),
  };
}

async function recordOf(
  runtime: Runtime,
  asset: Asset,
): Promise<Pick<AssetReport, 'evidence' | 'locations' | 'declarations' | 'sharedIds' | 'members'>> {
  const { registry } = runtime;
  const [evidence, locations, declarations, sharedIds, members] = await Promise.all([
    registry.assets.evidence(asset.id),
    registry.locations.of(asset.id),
    registry.declarations.of(asset.id),
    sharedGenerations(registry, asset.id),
    membersNow(registry, asset),
  ]);
  return {
    evidence,
    locations,
    sharedIds,
    members,
    declarations: await namedDeclarations(registry, declarations),
  };
}
