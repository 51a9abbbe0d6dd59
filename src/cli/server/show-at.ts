import { z } from 'zod';
import { answerAs } from '../../client/answer-as.ts';
import { ask } from '../../client/ask.ts';
import { formQuery } from '../../client/check.ts';
import { placeAt, remoteFolder, remotePath } from '../../client/place.ts';
import type { Server } from '../../client/server.ts';
import { EXIT, type ExitCode } from '../../domain/errors.ts';
import { PLAIN } from '../../reports/colours.ts';
import { assetSchema } from '../../reports/schemas.ts';
import type { Cli } from '../cli.ts';
import { coloursFor } from '../terminal/colours.ts';

/** `provgate show` at a server. */
export async function showAt(
  cli: Cli,
  server: Server,
  file: string,
  { format, explain }: { readonly format: 'table' | 'json'; readonly explain?: boolean },
): Promise<ExitCode> {
  const place = await placeAt(server, cli.signal);
  const form = { format, from: remoteFolder(place, cli.cwd), colours: coloursFor(cli) !== PLAIN };
  const answer = await ask(server, {
    method: 'GET',
    path: '/files',
    query: {
      path: remotePath(place, file, cli.cwd),
      explain: explain === true ? 'true' : undefined,
      ...formQuery(form),
    },
    signal: cli.signal,
  });
  const asset = z.string().optional().parse(answer.headers['provgate-asset']);
  await cli.out.write(
    format === 'json' ? `${JSON.stringify(answerAs(server, answer, assetSchema), null, 2)}\n` : answer.text,
  );
  return asset === undefined ? EXIT.undecided : EXIT.pass;
}
