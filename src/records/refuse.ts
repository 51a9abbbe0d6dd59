import { ProvgateError } from '../domain/errors.ts';
import type { Runtime } from '../domain/runtime.ts';

/** What somebody tried without the right to. */
export type Attempt = 'self-approval' | 'self-waiver' | 'waiver-without-role';

/** Puts an attempt that is refused for lack of rights into the log, then throws `forbidden`. */
export async function refuse(
  { registry, actor, clock }: Runtime,
  attempt: Attempt,
  message: string,
  next: string,
): Promise<never> {
  await registry.events.append('refused', { attempt }, actor, clock.now());
  throw new ProvgateError('forbidden', message, next);
}
