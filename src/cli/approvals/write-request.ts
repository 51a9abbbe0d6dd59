import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProvgateError } from '../../domain/errors.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { writeAtomic } from '../../files/write-atomic.ts';
import { requestBundle } from '../../records/request-bundle.ts';
import { requestHtml } from '../../reports/request-html.ts';
import type { Cli } from '../cli.ts';

const NEXT = 'Give a file that ends in .html, or a folder, with --output.';

/** Refuses (`usage`, `path-missing`, `conflict`) an output a request cannot be written to, before anything is recorded. */
export function requireOutput(cli: Cli, output: string): void {
  const place = resolve(cli.cwd, output);
  if (isFolder(place)) return;
  if (/\.(zip|pdf|json|csv|docx?)$/i.test(place))
    throw new ProvgateError('usage', `A request is written as one HTML file, not as ${output}.`, NEXT);
  if (existsSync(place))
    throw new ProvgateError('conflict', `${output} is there already.`, 'Give another name with --output.');
  if (!isFolder(dirname(place)))
    throw new ProvgateError('path-missing', `The folder of ${output} is not there.`, NEXT);
}

/** Writes a request as one HTML file and gives back its path. */
export async function writeRequest(
  cli: Cli,
  runtime: Runtime,
  paper: Paper<'request'>,
  output: string,
  withMedia: boolean,
): Promise<{ readonly file: string; readonly pictures: number }> {
  const place = resolve(cli.cwd, output);
  const file = isFolder(place) ? join(place, `request-${paper.recordId}.html`) : place;
  const bundle = await requestBundle(runtime, paper, withMedia);
  writeAtomic(file, Buffer.concat([...requestHtml(bundle)].map((piece) => Buffer.from(piece))), {
    mode: 0o600,
  });
  return { file, pictures: bundle.files.filter(({ picture }) => picture !== undefined).length };
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
