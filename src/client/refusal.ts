import { z } from 'zod';
import { FAILURES, type FailureCode, ProvgateError } from '../domain/errors.ts';

const problem = z.object({ code: z.string(), detail: z.string(), next: z.string() });

/** Codes only HTTP knows, as the command line would name them. */
const ALIKE: ReadonlyMap<string, FailureCode> = new Map([
  ['misdirected', 'server-unreachable'],
  ['too-many-requests', 'server-unreachable'],
  ['too-large', 'usage'],
  ['key-reused', 'conflict'],
]);

/** The failure a server answered with, under its own code and words; whatever else it said counts as not reached. */
export function refusal(
  url: URL,
  { status, text }: { readonly status: number; readonly text: string },
): ProvgateError {
  const told = problem.safeParse(parsed(text));
  if (!told.success)
    return new ProvgateError(
      'server-unreachable',
      status >= 300 && status < 400
        ? `The gate at ${url.origin} sent us elsewhere, and we do not follow. Nothing was decided.`
        : `What answered at ${url.origin} is no gate (status ${status}). Nothing was decided.`,
      'Give the address of provgate itself.',
    );
  const { code, detail, next } = told.data;
  if (status === 401)
    return new ProvgateError(
      'unauthorized',
      `The gate at ${url.origin} does not know this token.`,
      'Ask an administrator for one that is valid, and put it into PROVGATE_TOKEN or your token file.',
    );
  return new ProvgateError(codeOf(code), detail, next);
}

function codeOf(code: string): FailureCode {
  if (isFailure(code)) return code;
  return ALIKE.get(code) ?? 'server-unreachable';
}

function isFailure(code: string): code is FailureCode {
  return Object.hasOwn(FAILURES, code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON is no problem of ours; the caller says so.
    return undefined;
  }
}
