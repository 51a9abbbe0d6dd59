import type { FindingCode } from './finding.ts';
import type { AreaId } from './guidance.ts';

const ELSEWHERE: ReadonlyMap<FindingCode, AreaId> = new Map([
  ['DAT-001', 'data_use'],
  ['HST-002', 'data_use'],
  ['DEC-005', 'talent_performance'],
  ['HST-001', 'talent_performance'],
  ['HST-004', 'talent_performance'],
  ['HST-003', 'ethics_representation'],
  ['UNI-001', 'ethics_representation'],
  ['ETH-001', 'ethics_representation'],
]);

/** Which of the four areas of the guidance a code belongs to; what nobody placed elsewhere guards the output. */
export function areaOf(code: FindingCode): AreaId {
  return ELSEWHERE.get(code) ?? 'creative_output';
}

/** A value for each of the four areas, also those that have nothing to say. */
export function byArea<T>(of: (area: AreaId) => T): Readonly<Record<AreaId, T>> {
  return {
    data_use: of('data_use'),
    creative_output: of('creative_output'),
    talent_performance: of('talent_performance'),
    ethics_representation: of('ethics_representation'),
  };
}
