import { createHash } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import type { PolicyChoice } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { LoadedPolicy, PolicyPack } from '../domain/policy.ts';
import { approvalId } from './packs/approval-id.ts';
import { netflixGenai2025 } from './packs/netflix-genai-2025.ts';

/** Every pack that is shipped; order is the order of listings. */
export const packs: readonly PolicyPack[] = [approvalId, netflixGenai2025];

/** The packs a production chose, with their settings filled in. Throws ProvgateError `bad-policy`. */
export function loadPolicies(choices: readonly PolicyChoice[]): readonly LoadedPolicy[] {
  if (choices.length === 0)
    throw badPolicy(
      'No policy is chosen, so nothing could be decided.',
      `Set "policy" to one of ${names(packs.map((pack) => pack.id))}.`,
    );
  const chosen = new Set<string>();
  return choices.map((choice) => {
    if (chosen.has(choice.pack))
      throw badPolicy(
        `The policy "${choice.pack}" is chosen twice.`,
        'Name each policy once in provgate.json.',
      );
    chosen.add(choice.pack);
    return load(choice);
  });
}

function load(choice: PolicyChoice): LoadedPolicy {
  const pack = packs.find((each) => each.id === choice.pack);
  if (pack === undefined)
    throw badPolicy(
      `There is no policy named "${choice.pack}".`,
      `Use one of ${names(packs.map((each) => each.id))}; "provgate policy show" lists them.`,
    );
  const settings = settingsOf(pack, choice.settings);
  return { pack, sha256: digestOf(pack), settings, settingsSha256: digestOf(settings) };
}

/** Defaults with the production's choices over them; every name and value must be one the pack admits. */
function settingsOf(
  pack: PolicyPack,
  chosen: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const known = new Map(Object.entries(pack.settings));
  for (const [name, value] of Object.entries(chosen)) {
    const setting = known.get(name);
    if (setting === undefined)
      throw badPolicy(
        `The policy "${pack.id}" has no setting "${name}".`,
        known.size === 0 ? 'Remove it from provgate.json.' : `Its settings are ${names([...known.keys()])}.`,
      );
    if (!setting.allowed.includes(value))
      throw badPolicy(
        `The setting "${name}" of the policy "${pack.id}" cannot be "${value}".`,
        `Use one of ${names(setting.allowed)}.`,
      );
  }
  const picked = new Map(Object.entries(chosen));
  return Object.fromEntries([...known].map(([name, setting]) => [name, picked.get(name) ?? setting.default]));
}

/** SHA-256 of the canonical text of a pack or of its settings. */
export function digestOf(value: object): Sha256 {
  const plain: Json = JSON.parse(JSON.stringify(value));
  return createHash('sha256').update(canonicalJson(plain)).digest('hex') as Sha256;
}

function badPolicy(message: string, next: string): ProvgateError {
  return new ProvgateError('bad-policy', message, next);
}

function names(list: readonly string[]): string {
  return list.map((name) => `"${name}"`).join(', ');
}
