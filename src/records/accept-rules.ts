import { resolve } from 'node:path';
import type { Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { NewPaper } from '../domain/paper.ts';
import type { LoadedPolicy } from '../domain/policy.ts';
import type { Runtime } from '../domain/runtime.ts';
import { openRules } from '../gate/rules-standing.ts';

/** What an admin accepted. */
export type Accepted =
  | { readonly of: 'configuration'; readonly sha256: Sha256; readonly parts: readonly string[] }
  | {
      readonly of: 'pack';
      readonly sha256: Sha256;
      readonly pack: string;
      readonly version: string;
      readonly file: string;
    };

/**
 * An admin accepts `provgate.json` as it is, or a pack file, named relative to `cwd` or as `provgate.json` names it. Undefined where nothing waits to be accepted. Throws
 * `forbidden` for an account of another role, which is an event of its own, and `usage` for a file that is no pack of the production.
 */
export async function acceptRules(
  runtime: Runtime,
  packFile: string | undefined,
  cwd = runtime.production.home,
): Promise<Accepted | undefined> {
  await requireAdmin(runtime);
  const open = await openRules(runtime);
  const accepted =
    packFile === undefined ? configuration(runtime, open.milder) : pack(runtime, packFile, cwd, open.packs);
  if (accepted === undefined) return undefined;
  await runtime.registry.papers.record([paperOf(accepted)], runtime.actor, runtime.clock.now());
  return accepted;
}

function configuration(runtime: Runtime, parts: readonly string[]): Accepted | undefined {
  if (parts.length === 0) return undefined;
  return { of: 'configuration', sha256: runtime.production.configurationSha256, parts };
}

function pack(
  runtime: Runtime,
  given: string,
  cwd: string,
  open: readonly LoadedPolicy[],
): Accepted | undefined {
  const { home } = runtime.production;
  const path = resolve(cwd, given);
  const isAt = ({ file }: LoadedPolicy): boolean => file !== undefined && resolve(home, file) === path;
  const policy = runtime.policies.find(isAt) ?? runtime.policies.find(({ file }) => file === given);
  if (policy === undefined)
    throw new ProvgateError(
      'usage',
      `${given} is no pack file of this production.`,
      'Name it under "policy" in provgate.json first, relative to that file.',
    );
  if (!open.includes(policy)) return undefined;
  const { sha256, file, pack } = policy;
  return { of: 'pack', sha256, pack: pack.id, version: pack.version, file: file ?? given };
}

function paperOf(accepted: Accepted): NewPaper<'acceptance'> {
  const { of, sha256 } = accepted;
  const named = accepted.of === 'pack' ? { pack: accepted.pack } : {};
  return { kind: 'acceptance', body: { of, sha256, ...named }, assetIds: [], about: [], documents: [] };
}

/** Without accounts the effective user is the admin; whoever holds accounts, of which none is an admin's, is not. */
async function requireAdmin({ registry, actor, clock }: Runtime): Promise<void> {
  const tokens = await registry.tokens.list();
  const own = tokens.filter((token) => token.personId === actor.personId && token.revokedAt === undefined);
  if (own.length === 0 || own.some(({ role }) => role === 'admin')) return;
  await registry.events.append('refused', { what: 'policy-accept' }, actor, clock.now());
  throw new ProvgateError(
    'forbidden',
    'Only an admin accepts rules.',
    'Ask an admin of the production to look at the change and accept it.',
  );
}
