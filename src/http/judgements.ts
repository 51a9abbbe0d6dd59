import { z } from 'zod';
import { answerJudgement, previewJudgement } from '../records/answer.ts';
import { actingAs } from './acting-as.ts';
import { aboutFilesReplies, choiceFields, choiceOf, listPapers, recordAboutFiles } from './paper-routes.ts';
import { none, words } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const judgementBody = z
  .strictObject({
    ...choiceFields,
    outcome: z.enum(['incidental', 'story_relevant']),
    reason: words(500),
  })
  .meta({ id: 'JudgementRequest' });

/** Answers whether generated elements matter to the story. */
export const judgementRoutes: readonly Route[] = [
  listPapers('listJudgements', '/judgements', 'judgement', 'Answers about story relevance, oldest first'),
  route({
    id: 'answerJudgement',
    method: 'post',
    path: '/judgements',
    summary: 'Answer whether generated elements matter to the story; the account of the token decides',
    params: none,
    query: none,
    body: judgementBody,
    replies: aboutFilesReplies('judgement'),
    handle: async ({ body, account }, context) => {
      const runtime = actingAs(context.runtime, account);
      const request = { ...body, ...choiceOf(runtime, body), by: account.name, confirmed: true };
      const seen = await previewJudgement(runtime, request);
      return recordAboutFiles(runtime, body, seen, () => answerJudgement(runtime, request, seen));
    },
  }),
];
