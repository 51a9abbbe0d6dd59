import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'EMFILE',
  'ENFILE',
  'ENAMETOOLONG',
  'EILSEQ',
  'EINVAL',
  'EEXIST',
]);

/** Whether an error says that the target could not be written, rather than that a source could not be read. */
export function isWriteFailure(error: unknown): boolean {
  const code = errorCode(error);
  return FULL.has(code) || REFUSED.has(code);
}

/** An error of writing the target, in plain words. Anything else stays what it is. */
export function asFailure(error: unknown): unknown {
  const code = errorCode(error);
  if (FULL.has(code))
    return new ProvgateError(
      'disk-full',
      'The disk of the export target is full. Nothing was exported; what had been copied is removed.',
      'Make room there, or choose another target, and run the export again.',
      { cause: error },
    );
  if (REFUSED.has(code) && !(error instanceof ProvgateError))
    return new ProvgateError(
      'could-not-read',
      `The export target could not be written (${code}). Nothing was exported.`,
      'Choose a target you may write to, and run the export again.',
      { cause: error },
    );
  return error;
}
