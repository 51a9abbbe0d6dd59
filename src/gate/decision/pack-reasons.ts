import type { ApprovalJudgement } from '../../domain/approval.ts';
import type { Asset } from '../../domain/asset.ts';
import type { Destination } from '../../domain/deliverable.ts';
import type { Finding } from '../../domain/finding.ts';
import type { LoadedPolicy, PolicyFinding } from '../../domain/policy.ts';
import { evaluate } from '../../policy/evaluate.ts';
import { argsOf } from './finding-args.ts';
import { decidingApproval, factsOf } from './item-facts.ts';
import type { ItemInput, PackView } from './item-input.ts';

/** What one pack says of one item, with what waivers set aside told as such. */
export function packFindings(
  input: ItemInput,
  asset: Asset,
  policy: LoadedPolicy,
  destination: Destination,
): readonly Finding[] {
  const view = input.byPack.get(policy.pack.id);
  const best = decidingApproval(input, view);
  const facts = factsOf(asset, best, view?.facts);
  const said = withoutPraise(evaluate(policy, facts, destination)).map(
    ({ code, severity, rules }): Finding => ({
      code,
      severity,
      rules,
      args: argsOf(code, input, policy.pack.id, best, view),
    }),
  );
  const findings = view === undefined || !isWaivable(input) ? said : waived(said, policy, view);
  const isOlder = best?.state === 'valid' && view?.best === best && view.olderRules;
  return isOlder ? [...findings, stillStands(best)] : findings;
}

/** What is said of an approval older than the rules, where the pack does not want it asked again. */
function stillStands({ id }: ApprovalJudgement): Finding {
  return { code: 'APR-015', severity: 'warn', args: { id, still: 'yes' }, rules: ['G-5'] };
}

/** Nobody waives a question about what a file is. */
function isWaivable({ asset, replacedTemporary }: ItemInput): boolean {
  return asset?.suspected !== true && asset?.conflict !== true && !replacedTemporary;
}

/** Findings with those a waiver sets aside told as such; a pack says which codes it lets anybody waive. */
function waived(findings: readonly Finding[], { pack }: LoadedPolicy, view: PackView): readonly Finding[] {
  return findings.map((finding) => {
    const isHeavy = finding.severity === 'review' || finding.severity === 'block';
    if (!isHeavy || pack.guidance?.waivable.includes(finding.code) !== true) return finding;
    const waiver = view.waivers.find(({ codes }) => codes.includes(finding.code));
    if (waiver === undefined) return finding;
    const args = { waiver: waiver.id, until: waiver.until, codes: finding.code };
    return { code: 'WVR-001', severity: 'warn', rules: finding.rules, args };
  });
}

/** Codes that say all is well: from the same pack they would contradict whatever stops an item. */
const PRAISE: ReadonlySet<Finding['code']> = new Set(['OK-001', 'OK-002', 'OK-003']);

function withoutPraise(said: readonly PolicyFinding[]): readonly PolicyFinding[] {
  const stops = said.some(({ severity }) => severity !== 'pass' && severity !== 'warn');
  return stops ? said.filter(({ code }) => !PRAISE.has(code)) : said;
}
