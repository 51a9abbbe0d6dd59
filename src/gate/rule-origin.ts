import type { Patterns } from '../configuration/patterns.ts';
import type { Asset } from '../domain/asset.ts';

/**
 * An asset as the folder rules of today see it: where a rule alone said camera or human and no rule says so any more, its origin is
 * unknown again. A tightened configuration counts at once, before anything is read anew (threats 17).
 */
export function underCurrentRules(asset: Asset, patterns: Pick<Patterns, 'originOf'>): Asset {
  if (!asset.byRuleOnly || patterns.originOf(asset.firstSeenPath)?.origin === asset.origin) return asset;
  return { ...asset, origin: 'unknown', involvement: 'undetermined', byRuleOnly: false };
}

/** Whether a folder rule might now say how an asset of unknown origin was made, so that it is worth reading again. */
export function ruleMaySpeak(asset: Asset, patterns: Pick<Patterns, 'originOf'>): boolean {
  return asset.origin === 'unknown' && patterns.originOf(asset.firstSeenPath) !== undefined;
}
