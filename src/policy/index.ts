import { createHash } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import type { PolicyChoice } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { LoadedPolicy, PolicyPack } from '../domain/policy.ts';
import { approvalId } from './packs/approval-id.ts';
import { netflixGenai2025 } from './packs/netflix-genai-2025.ts';
import { admits, allowedWords, filledSettings, type Settings, underSettings } from './settings.ts';

/** Every pack that is shipped; order is the order of listings. */
export const packs: readonly PolicyPack[] = [approvalId, netflixGenai2025];

/** Reads and validates a pack file as `provgate.json` names it. Throws ProvgateError `bad-policy`. */
export type ReadPack = (file: string) => PolicyPack;

/** Whether a policy is named by a file and not by the id of a shipped pack. */
export function isPackFile(name: string): boolean {
  return name.includes('/') || name.endsWith('.json');
}

/** The packs a production chose, with their settings filled in; files are read by `readPack`. Throws ProvgateError `bad-policy`. */
export function loadPolicies(
  choices: readonly PolicyChoice[],
  readPack: ReadPack = noFiles,
): readonly LoadedPolicy[] {
  if (choices.length === 0)
    throw badPolicy(
      'No policy is chosen, so nothing could be decided.',
      `Set "policy" to one of ${names(packs.map((pack) => pack.id))}.`,
    );
  const chosen = new Set<string>();
  return choices.map((choice) => {
    const policy = load(choice, readPack);
    if (chosen.has(policy.pack.id))
      throw badPolicy(
        `The policy "${policy.pack.id}" is chosen twice.`,
        'Name each policy once in provgate.json.',
      );
    chosen.add(policy.pack.id);
    return policy;
  });
}

/** A pack with the settings of one production. Throws ProvgateError `bad-policy`. */
export function policyOf(pack: PolicyPack, chosen: Settings, file: string | undefined): LoadedPolicy {
  refuseSettings(pack, chosen);
  const settings = filledSettings(pack, chosen);
  const { guidance } = pack;
  return {
    pack: guidance === undefined ? pack : { ...pack, guidance: underSettings(guidance, settings) },
    sha256: digestOf(pack),
    settings,
    settingsSha256: digestOf(settings),
    file,
  };
}

function load(choice: PolicyChoice, readPack: ReadPack): LoadedPolicy {
  const shipped = packs.find((each) => each.id === choice.pack);
  if (shipped !== undefined) return policyOf(shipped, choice.settings, undefined);
  if (!isPackFile(choice.pack))
    throw badPolicy(
      `There is no policy named "${choice.pack}".`,
      `Use one of ${names(packs.map((each) => each.id))}, or name a pack file as "./our-pack.json"; "provgate policy show" lists them.`,
    );
  const pack = readPack(choice.pack);
  refuseImpostor(pack, choice.pack);
  return policyOf(pack, choice.settings, choice.pack);
}

/** A file may not stand in for a shipped pack: whoever reads its name in a report would be misled. Throws `bad-policy`. */
export function refuseImpostor(pack: PolicyPack, file: string): void {
  const shipped = packs.find((each) => each.id === pack.id);
  if (shipped === undefined || digestOf(shipped) === digestOf(pack)) return;
  throw badPolicy(
    `${file} calls itself "${pack.id}", but is not the pack of that name that comes with provgate.`,
    'Give your pack an id of its own. To change how the shipped pack weighs something, use its settings in provgate.json.',
  );
}

/** Every name and value must be one the pack admits. */
function refuseSettings(pack: PolicyPack, chosen: Settings): void {
  const known = new Map(Object.entries(pack.settings));
  for (const [name, value] of Object.entries(chosen)) {
    const setting = known.get(name);
    if (setting === undefined)
      throw badPolicy(
        `The policy "${pack.id}" has no setting "${name}".`,
        known.size === 0 ? 'Remove it from provgate.json.' : `Its settings are ${names([...known.keys()])}.`,
      );
    if (!admits(setting, value))
      throw badPolicy(
        `The setting "${name}" of the policy "${pack.id}" cannot be ${JSON.stringify(value)}.`,
        `Use ${'allowed' in setting ? 'one of ' : ''}${allowedWords(setting)}.`,
      );
  }
}

/** SHA-256 of the canonical text of a pack or of its settings. */
export function digestOf(value: object): Sha256 {
  const plain: Json = JSON.parse(JSON.stringify(value));
  return createHash('sha256').update(canonicalJson(plain)).digest('hex') as Sha256;
}

function noFiles(file: string): PolicyPack {
  throw badPolicy(`The pack file ${file} cannot be read here.`, 'Name a shipped pack.');
}

function badPolicy(message: string, next: string): ProvgateError {
  return new ProvgateError('bad-policy', message, next);
}

function names(list: readonly string[]): string {
  return list.map((name) => `"${name}"`).join(', ');
}
