import type { Instant } from '../domain/asset.ts';
import type { Clock } from '../domain/ports.ts';

/** The system's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
  nowUs: () => Date.now() * 1000,
};
