import type { Instant } from '../domain/asset.ts';
import type { LoadedPolicy } from '../domain/policy.ts';

/** After how many months a pack without guidance of its own says its source has to be looked at again. */
const WARN_MONTHS = 12;

/** Whether the guidance a pack restates was read so long ago that somebody should look whether it still says the same. */
export function isSourceOld({ pack }: Pick<LoadedPolicy, 'pack'>, now: Instant): boolean {
  const months = pack.guidance?.sourceAgeWarnMonths ?? WARN_MONTHS;
  const due = new Date(`${pack.capturedAt}T00:00:00.000Z`);
  due.setUTCMonth(due.getUTCMonth() + months);
  return Date.parse(now) > due.getTime();
}
