import { randomUUID } from 'node:crypto';
import { placeAt, remotePath } from '../../client/place.ts';
import { documentBody, remotePreview, remoteRecord } from '../../client/record.ts';
import type { Server } from '../../client/server.ts';
import { EXIT } from '../../domain/errors.ts';
import { pathFromBytes } from '../../files/paths.ts';
import { madeSchema } from '../../http/approvals.ts';
import { approvalLines } from '../../reports/approvals.ts';
import { plural } from '../../reports/plural.ts';
import { type ApproveOptions, statedIn } from '../approvals/approve-options.ts';
import { approvedText, OUT_OF_REACH, previewText } from '../approvals/approve-output.ts';
import { readDocument } from '../call/document.ts';
import type { VerbCli } from '../cli.ts';
import { coloursFor } from '../terminal/colours.ts';
import { confirm } from '../terminal/prompt.ts';

/** Options whose words may be written with blanks or hyphens here, and have one spelling in the API. */
const CHOICES = ['decision', 'rejects', 'authority', 'maxProminence', 'derivatives'] as const;

/** `provgate approve` at a server: recorded by the account of the token; the document goes as bytes. */
export async function approveAt(
  cli: VerbCli,
  server: Server,
  paths: readonly string[],
  options: ApproveOptions,
): Promise<void> {
  const place = await placeAt(server, cli.signal);
  const stated = statedIn(options);
  const request = {
    path: '/approvals' as const,
    body: {
      ...stated,
      ...Object.fromEntries(CHOICES.map((name) => [name, spelling(stated[name])])),
      id: options.id,
      by: options.by,
      document: documentBody(readDocument(cli, options.document)),
      ...(paths.length === 0 ? {} : { paths: paths.map((path) => remotePath(place, path, cli.cwd)) }),
    },
    schema: madeSchema,
    signal: cli.signal,
  };
  const preview = await remotePreview(server, request);
  const binds = preview.bound.map(({ path, because }) => ({
    path: pathFromBytes(Buffer.from(path)),
    because,
  }));
  const leaves = preview.left.map(({ path, reason }) => ({ path: pathFromBytes(Buffer.from(path)), reason }));
  if (preview.needsConfirmation) {
    await cli.err.write(previewText({ binds, leaves }));
    const verb = spelling(options.decision) === 'rejected' ? 'Refuse' : 'Approve';
    const question = `${verb} ${plural(binds.length, 'file')}?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
  }
  if (preview.isOutOfReach && options.quiet !== true) await cli.err.write(OUT_OF_REACH);
  const agreed = preview.bound.map(({ assetId }) => assetId);
  const made = await remoteRecord(server, request, agreed, randomUUID());
  const colours = coloursFor(cli);
  const recorded = made.approvals.flatMap((row) => [...approvalLines(row, colours)]);
  const declares = made.bound.filter(({ declaredGenai }) => declaredGenai);
  await cli.out.write(
    options.format === 'json'
      ? `${JSON.stringify(made, null, 2)}\n`
      : approvedText(recorded, { binds, declares, leaves }),
  );
  cli.finish(EXIT.pass);
}

function spelling(text: string | undefined): string | undefined {
  return text
    ?.trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
