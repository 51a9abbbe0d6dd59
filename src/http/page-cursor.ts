import { HttpProblem } from './problem.ts';

/** Where a page ended, as text nobody needs to understand; it holds for one production only. */
export function pageCursor(productionId: string, position: string): string {
  return Buffer.from(JSON.stringify([productionId, position]), 'utf8').toString('base64url');
}

/** The position of a cursor; throws 400 for anything that is no cursor of this production. */
export function cursorPosition(productionId: string, cursor: string): string {
  const parts = parsed(cursor);
  if (
    Array.isArray(parts) &&
    parts.length === 2 &&
    parts[0] === productionId &&
    typeof parts[1] === 'string'
  ) {
    return parts[1];
  }
  throw notACursor();
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    throw notACursor(error);
  }
}

function notACursor(cause?: unknown): HttpProblem {
  return new HttpProblem(
    'usage',
    'The cursor does not belong to this listing.',
    'Start without a cursor, and pass on the "next" of each page unchanged.',
    { cause },
  );
}
