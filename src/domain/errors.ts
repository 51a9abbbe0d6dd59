/** Bytes of a file could not be read or understood. Thrown by containers and readers, turned into evidence at one place. */
export class UnreadableMediaError extends Error {
  readonly kind: 'damaged' | 'limit' | 'cut';
  readonly where: string;

  constructor(kind: 'damaged' | 'limit' | 'cut', where: string, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'UnreadableMediaError';
    this.kind = kind;
    this.where = where;
  }
}

/** Process exit codes; fixed for ever. Only 0 opens the gate. */
export const EXIT = { pass: 0, blocked: 1, usage: 2, undecided: 3, failed: 4, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

interface Failure {
  readonly exit: ExitCode;
  readonly status: number;
}

/** Every failure provgate names, with its exit code and HTTP status. */
export const FAILURES = {
  usage: { exit: EXIT.usage, status: 400 },
  'not-found': { exit: EXIT.usage, status: 404 },
  forbidden: { exit: EXIT.usage, status: 403 },
  unauthorized: { exit: EXIT.usage, status: 401 },
  conflict: { exit: EXIT.usage, status: 409 },
  'no-production': { exit: EXIT.usage, status: 404 },
  'ambiguous-production': { exit: EXIT.usage, status: 400 },
  'outside-production': { exit: EXIT.usage, status: 400 },
  'bad-configuration': { exit: EXIT.usage, status: 500 },
  'bad-policy': { exit: EXIT.usage, status: 500 },
  'target-not-empty': { exit: EXIT.usage, status: 409 },
  'remote-registry': { exit: EXIT.usage, status: 500 },
  'already-watched': { exit: EXIT.usage, status: 409 },
  'path-missing': { exit: EXIT.undecided, status: 404 },
  'root-unavailable': { exit: EXIT.undecided, status: 503 },
  'registry-missing': { exit: EXIT.undecided, status: 503 },
  'registry-broken': { exit: EXIT.undecided, status: 503 },
  'registry-busy': { exit: EXIT.undecided, status: 503 },
  'registry-newer': { exit: EXIT.undecided, status: 503 },
  'record-altered': { exit: EXIT.undecided, status: 503 },
  'record-went-backwards': { exit: EXIT.undecided, status: 503 },
  'disk-full': { exit: EXIT.undecided, status: 507 },
  'could-not-read': { exit: EXIT.undecided, status: 503 },
  'clock-backwards': { exit: EXIT.undecided, status: 503 },
  'server-unreachable': { exit: EXIT.undecided, status: 502 },
  internal: { exit: EXIT.failed, status: 500 },
} as const satisfies Record<string, Failure>;
export type FailureCode = keyof typeof FAILURES;

/** A failure with a name: what happened, to what, and what to do next. */
export class ProvgateError extends Error {
  readonly code: FailureCode;
  /** One sentence: what the person can do now. */
  readonly next: string;

  constructor(code: FailureCode, message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProvgateError';
    this.code = code;
    this.next = next;
  }
}
