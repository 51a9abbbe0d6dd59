import { FAILURES, type FailureCode, ProvgateError } from '../domain/errors.ts';

/** Refusals that only HTTP knows, with their status; everything else uses the codes of the command line. */
const HTTP_ONLY = {
  misdirected: 421,
  'method-not-allowed': 405,
  'too-large': 413,
  'unsupported-media-type': 415,
  'not-shown': 422,
  'key-reused': 422,
  'too-many-requests': 429,
} as const;
export type ProblemCode = FailureCode | keyof typeof HTTP_ONLY;

/** Every code a problem can carry, sorted. */
export const PROBLEM_CODES: readonly string[] = [...Object.keys(FAILURES), ...Object.keys(HTTP_ONLY)].sort();

/** A refused request: a code, what was wrong and what to do now. */
export class HttpProblem extends Error {
  readonly code: ProblemCode;
  readonly next: string;

  constructor(code: ProblemCode, message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpProblem';
    this.code = code;
    this.next = next;
  }
}

/** Problem details (RFC 9457), with the code and the next step as extension members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly next: string;
}

/** HTTP status of a code. */
export function statusOf(code: ProblemCode): number {
  return isFailure(code) ? FAILURES[code].status : HTTP_ONLY[code];
}

/**
 * What a client is told of an error. `hidden` are absolute folders whose place on this machine is nobody's business; they
 * are cut from the text. An error without a name becomes `internal` and tells nothing.
 */
export function problemOf(error: unknown, hidden: readonly string[]): Problem {
  const { code, message, next } = named(error);
  return {
    type: `urn:provgate:problem:${code}`,
    title: TITLES[code] ?? code.replaceAll('-', ' '),
    status: statusOf(code),
    detail: without(message, hidden),
    code,
    next: without(next, hidden),
  };
}

const TITLES: { readonly [Code in ProblemCode]?: string } = {
  usage: 'the request is not understood',
  unauthorized: 'no valid token or session',
  forbidden: 'not allowed',
  misdirected: 'this server does not answer to that name',
  internal: 'provgate itself failed',
};

function named(error: unknown): { code: ProblemCode; message: string; next: string } {
  if (error instanceof ProvgateError || error instanceof HttpProblem) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  const next = 'Send a JSON object as the description at /api/v1/openapi.json says.';
  if (status === 413) return { code: 'too-large', message: 'The request is too large.', next };
  if (status === 415) return { code: 'unsupported-media-type', message: 'Send plain UTF-8 JSON.', next };
  if (status === 400) return { code: 'usage', message: 'The request could not be parsed.', next };
  return {
    code: 'internal',
    message: 'provgate failed while it answered this request.',
    next: 'Try again; if it happens again, send the log to the people who run this server.',
  };
}

function without(text: string, hidden: readonly string[]): string {
  return hidden.reduce((left, folder) => left.replaceAll(`${folder}/`, '').replaceAll(folder, '.'), text);
}

function isFailure(code: ProblemCode): code is FailureCode {
  return Object.hasOwn(FAILURES, code);
}
