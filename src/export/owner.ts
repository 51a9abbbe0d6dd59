import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { errorCode } from '../files/walk.ts';

/** Who works in a staging folder; it says whether the folder is left over from a killed run. */
const ownerSchema = z.object({
  schema: z.literal('provgate.staging/1'),
  host: z.string(),
  pid: z.int(),
  /** When the process began, in the system's own ticks; null where the system does not tell. */
  started: z.string().nullable(),
});
type Owner = z.infer<typeof ownerSchema>;

/** This process, as written into its staging folder. */
export function ownerText(): string {
  const owner: Owner = {
    schema: 'provgate.staging/1',
    host: hostname(),
    pid: process.pid,
    started: startOf(process.pid) ?? null,
  };
  return `${JSON.stringify(owner)}\n`;
}

/** Whether the text of an owner file names a process that is surely gone; undefined where the text is no owner file. */
export function isOwnerGone(text: string): boolean | undefined {
  const owner = parse(text);
  if (owner === undefined) return undefined;
  if (owner.host !== hostname()) return false;
  if (!isRunning(owner.pid)) return true;
  const started = startOf(owner.pid);
  return owner.started !== null && started !== undefined && started !== owner.started;
}

function parse(text: string): Owner | undefined {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Cut off by a kill in the middle of writing it, or not ours: the caller looks at what else is there.
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Start time of a process (proc_pid_stat(5), field 22); a number may be given to another process after a restart. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // No such file system here: the process number alone must do.
    return undefined;
  }
}
