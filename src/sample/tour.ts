import { EXIT, type ExitCode } from '../domain/errors.ts';
import { quoteShell } from '../reports/escape.ts';
import { APPROVAL_MAIL_PATH } from './approval-mail.ts';

const STILLS = '06_DELIVERY/stills';

/** One step of the tour: what to type, inside the sample's folder, and what to look for. */
export interface TourStep {
  readonly command: string;
  readonly shows: string;
  /** Exit code it ends with. */
  readonly exit: ExitCode;
}

/** The steps from a blocked delivery to one that passes. */
export const TOUR: readonly TourStep[] = [
  { command: 'provgate status', shows: 'what is here and how it was made', exit: EXIT.pass },
  {
    command: `provgate check ${STILLS}`,
    shows: 'BLOCK (exit 1): quay_dusk.png is GenAI and has no approval',
    exit: EXIT.blocked,
  },
  {
    command:
      `provgate approve ${STILLS}/quay_dusk.png --id STUDIO-0042 --by "Robin Vale" ` +
      `--document ${APPROVAL_MAIL_PATH} --until 2027-12-31`,
    shows: 'binds the approval to exactly these bytes',
    exit: EXIT.pass,
  },
  { command: `provgate check ${STILLS}`, shows: 'PASS (exit 0)', exit: EXIT.pass },
  {
    command: `provgate export ${STILLS} --to ../quayside-delivery`,
    shows: 'copies what passed, with a manifest',
    exit: EXIT.pass,
  },
];

/**
 * The tour as plain text for a terminal. `dir` is where the sample was made; `prefix` stands before each command where the
 * bare name would not be found, such as `npx `.
 */
export function tourText(dir: string, prefix = ''): string {
  const steps = TOUR.flatMap((step) => [`  ${prefix}${step.command}`, `      ${step.shows}`]);
  return [
    'A sample production is ready. Try, in another terminal:',
    '',
    `  cd ${quoteShell(dir)}`,
    ...steps,
    '',
  ].join('\n');
}
