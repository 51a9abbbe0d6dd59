import { resolve } from 'node:path';
import type { Command } from 'commander';
import { realPlace } from '../configuration/locate.ts';
import type { RelPath } from '../domain/path.ts';
import { exitOfVerification, type Verification, verify } from '../export/verify.ts';
import { plural } from '../reports/plural.ts';
import { shownPath } from '../reports/words.ts';
import { example, formatOption, idleOptions } from './call/options.ts';
import type { VerbCli } from './cli.ts';
import { openProgress } from './terminal/progress.ts';
import { pathLines } from './terminal/tell-paths.ts';

interface VerifyOptions {
  readonly manifest?: string;
  readonly quiet?: boolean;
  readonly format: 'table' | 'json';
}

/** `provgate verify DIR` */
export function define(command: Command, cli: VerbCli): void {
  command
    .argument('<dir>', 'the delivery')
    .option('--manifest <file>', 'another manifest than the one in the delivery');
  idleOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate verify /mnt/courier/quayside');
  command.action(async (dir: string, options: VerifyOptions) => {
    const progress = openProgress(cli, 'Verifying', options.quiet);
    const result = await verify(realPlace(dir, cli.cwd), {
      manifest: options.manifest === undefined ? undefined : resolve(cli.cwd, options.manifest),
      signal: cli.signal,
      onProgress: ({ done, total }) => progress.update(done, total),
    });
    progress.end();
    await cli.out.write(options.format === 'json' ? verificationJson(result) : verificationText(result));
    cli.finish(exitOfVerification(result));
  });
}

function verificationText(result: Verification): string {
  const { ok, files, altered, extra, missing, unreadable, twins, manifest } = result;
  const temp = manifest.mark === null ? '' : ` This delivery is marked ${manifest.mark}.`;
  const noted = (paths: readonly RelPath[]) => paths.map((path) => ({ path, note: '' }));
  const first = ok
    ? `Verified: all ${plural(files, 'file')} are as delivered.${temp}\n`
    : `NOT as delivered: ${plural(files, 'file')} listed, ${altered.length} altered, ${extra.length} extra, ${missing.length} missing, ${unreadable.length} unreadable.${temp}\n`;
  return [
    first,
    pathLines('Altered:', noted(altered)),
    pathLines('Not in the manifest:', noted(extra)),
    pathLines('Missing:', noted(missing)),
    pathLines('Could not be read:', noted(unreadable)),
    pathLines(
      'There under another spelling:',
      twins.map(({ listed, found }) => ({ path: found, note: `listed as ${shownPath(listed)}` })),
    ),
  ].join('');
}

function verificationJson({ ok, files, manifest, twins, ...lists }: Verification): string {
  const shown = (paths: readonly RelPath[]) => paths.map(shownPath);
  const value = {
    schema: 'provgate.verification/1',
    ok,
    files,
    mark: manifest.mark,
    altered: shown(lists.altered),
    extra: shown(lists.extra),
    missing: shown(lists.missing),
    unreadable: shown(lists.unreadable),
    twins: twins.map(({ listed, found }) => ({ listed: shownPath(listed), found: shownPath(found) })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
