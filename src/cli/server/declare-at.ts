import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { answerAs } from '../../client/answer-as.ts';
import { ask } from '../../client/ask.ts';
import { placeAt, remotePath } from '../../client/place.ts';
import { documentBody, remotePreview, remoteRecord } from '../../client/record.ts';
import type { Server } from '../../client/server.ts';
import { EXIT } from '../../domain/errors.ts';
import { pathFromBytes } from '../../files/paths.ts';
import { declarationSchema } from '../../http/declarations.ts';
import { policiesSchema } from '../../http/policy.ts';
import { usage } from '../../records/given.ts';
import { requireUse } from '../../records/use/use-input.ts';
import { spelt } from '../../records/use/use-text.ts';
import { plural } from '../../reports/plural.ts';
import type { VerbCli } from '../cli.ts';
import { withFrames } from '../declare/frames.ts';
import { declaredText, previewText } from '../declare/output.ts';
import { type DeclareOptions, requestOf } from '../declare/request.ts';
import type { UseOptions } from '../declare/use-options.ts';
import { askAnswers } from '../terminal/ask-answers.ts';
import { confirm } from '../terminal/prompt.ts';

type DeclarationJson = z.output<typeof declarationSchema>;

/** `provgate declare` at a server: the account of the token is who says so. */
export async function declareAt(
  cli: VerbCli,
  server: Server,
  paths: readonly string[],
  options: DeclareOptions & UseOptions,
): Promise<void> {
  const place = await placeAt(server, cli.signal);
  if (options.by !== undefined && folded(options.by) !== folded(place.account))
    throw usage(
      `At this server you are ${place.account}, and nobody can state something for somebody else.`,
      'Leave --by away, or use the token of who says so.',
    );
  const { document, use, ...said } = requestOf(cli, options);
  const asked = (stated: typeof use) => ({
    path: '/declarations' as const,
    body: {
      ...said,
      where: options.where,
      use: stated,
      document: document === undefined ? undefined : documentBody(document),
      paths: withFrames(cli.cwd, paths).map((path) => remotePath(place, path, cli.cwd)),
    },
    schema: declarationSchema,
    signal: cli.signal,
  });
  const first = await remotePreview(server, asked(use));
  const answers = first.open.length === 0 || options.yes === true ? {} : await askAnswers(cli, first.open);
  const isMore = Object.keys(answers).length > 0;
  const request = isMore ? asked(requireUse(spelt({ ...use, ...answers }))) : asked(use);
  const preview = isMore ? await remotePreview(server, request) : first;
  if (preview.needsConfirmation) {
    await cli.err.write(previewText(listed(preview)));
    const question = `Record ${plural(preview.declared.length, 'file')} as of origin ${preview.origin}?`;
    if (!(await confirm(cli, question, options.yes))) return cli.finish(EXIT.interrupted);
  }
  const agreed = preview.declared.map(({ assetId }) => assetId);
  const made = await remoteRecord(server, request, agreed, randomUUID());
  const told = { by: place.account, packs: await askingPacks(cli, server, made), typed: paths };
  await cli.out.write(
    options.format === 'json'
      ? `${JSON.stringify(made, null, 2)}\n`
      : declaredText(
          { recordId: made.id ?? '', origin: made.origin, tool: made.tool ?? undefined },
          { ...listed(made), ...made, drafts: Array.from({ length: made.statements }) },
          told,
        ),
  );
  cli.finish(EXIT.pass);
}

/** The files of an answer as the words about them take them. */
function listed({ declared, skipped }: DeclarationJson) {
  return {
    declares: declared.map(({ path, origin, tool }) => ({
      path: pathFromBytes(Buffer.from(path)),
      asset: { origin, tool: tool ?? undefined },
    })),
    skips: skipped.map(({ path, reason }) => ({ path: pathFromBytes(Buffer.from(path)), reason })),
  };
}

/** Packs that ask how GenAI was used; nobody needs them where nothing is open. */
async function askingPacks(
  cli: VerbCli,
  server: Server,
  { open }: DeclarationJson,
): Promise<readonly string[]> {
  if (open.length === 0) return [];
  const answer = await ask(server, { method: 'GET', path: '/policy', signal: cli.signal });
  const { policies } = answerAs(server, answer, policiesSchema);
  return policies.filter((policy) => policy['guidance'] !== undefined).map(({ id }) => id);
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
