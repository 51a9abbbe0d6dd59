import type { UseFacts } from '../../domain/policy.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import type { UseContext } from './context.ts';

/** Whether the studio contact was told of a use before it began. A use without a date of making is told in time if it is told at all. */
export function noticeStanding(use: UseStatement, context: UseContext): UseFacts['notice'] {
  if (context.notices.length === 0) return 'none';
  const madeAt = use.generatedFrom;
  if (madeAt === undefined) return 'given';
  return context.notices.some(({ body }) => body.toldAt <= madeAt) ? 'given' : 'late';
}
