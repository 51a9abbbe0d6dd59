import type { StandingRequest } from '../domain/standing-request.ts';
import { type Names, nameOf } from './approval-row.ts';
import { escapeTerminal } from './escape.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';

/** Requests for approval and how they stand, as `provgate.requests/1`. */
export function requestsJson(requests: readonly StandingRequest[], names: Names): string {
  const rows = requests.map(({ paper, state, answers }) => ({
    id: paper.recordId,
    state,
    requester: nameOf(paper.body.requester, names),
    to: paper.body.to === undefined ? null : nameOf(paper.body.to, names),
    askedAt: paper.recordedAt,
    dueAt: paper.body.dueAt ?? null,
    questions: paper.body.questions,
    assetIds: paper.assetIds,
    answers,
  }));
  return `${JSON.stringify({ schema: 'provgate.requests/1', requests: rows }, null, 2)}\n`;
}

/** The same for a terminal. Yields whole lines. */
export function* requestsTable(requests: readonly StandingRequest[], names: Names): Generator<string> {
  if (requests.length === 0) yield 'There are no requests.\n';
  for (const { paper, state, answers } of requests) {
    const { to, dueAt, questions } = paper.body;
    const due = dueAt === undefined ? '' : `, due ${showInstant(dueAt)}`;
    const asked = to === undefined ? '' : ` to ${nameOf(to, names)}`;
    yield `${paper.recordId}  ${state}\n`;
    yield escaped(
      `  ${plural(paper.assetIds.length, 'file')}${asked}, asked on ${showInstant(paper.recordedAt)}${due}`,
    );
    for (const question of questions) yield escaped(`  ${question}`);
    if (answers.length > 0) yield escaped(`  answered by ${answers.join(', ')}`);
  }
}

function escaped(line: string): string {
  return `${escapeTerminal(line)}\n`;
}
