import { parseConfiguration } from '../configuration/read.ts';
import type { Sha256 } from '../domain/asset.ts';
import type { Configuration } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { EventKind } from '../domain/event.ts';
import type { Finding } from '../domain/finding.ts';
import type { Paper } from '../domain/paper.ts';
import type { LoadedPolicy, PolicySetting } from '../domain/policy.ts';
import type { ConfigurationVersion } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { packs } from '../policy/index.ts';
import { isMilder, milderParts, type SettingsOf } from '../policy/milder.ts';

/** What of the rules in force nobody who may has accepted. */
export interface OpenRules {
  /** Pack files whose content is not the one that was accepted last. */
  readonly packs: readonly LoadedPolicy[];
  /** The parts of `provgate.json` that became milder since the last version that is accepted; empty: none did. */
  readonly milder: readonly string[];
}

/** Findings about the rules themselves, for the whole scope of a check: GAT-001 for pack files, GAT-005 for milder settings (threats 17, 32). */
export async function rulesStanding(runtime: Runtime): Promise<readonly Finding[]> {
  const open = await openRules(runtime);
  return [
    ...open.packs.map(
      ({ file, pack }): Finding => ({
        code: 'GAT-001',
        severity: 'incomplete',
        args: { pack: file ?? pack.id, changed: 'yes' },
        rules: [],
      }),
    ),
    ...(open.milder.length === 0
      ? []
      : [
          {
            code: 'GAT-005',
            severity: 'review',
            args: { parts: open.milder.join(', ') },
            rules: [],
          } as const,
        ]),
  ];
}

/** The rules in force that wait for an admin. Whoever sets a production up chooses its rules; tightening needs nobody. */
export async function openRules(runtime: Runtime): Promise<OpenRules> {
  const acceptances = await acceptedSoFar(runtime);
  const versions = await runtime.registry.configurations.history();
  return {
    packs: runtime.policies.filter((policy) => !isAcceptedPack(policy, acceptances)),
    milder: milderSince(
      await afterSetUp(runtime, versions),
      { sha256: runtime.production.configurationSha256, configuration: runtime.production.configuration },
      acceptances,
      settingsUnder(runtime.policies),
    ),
  };
}

/** Events of setting a production up: nothing was judged yet, so nothing can become milder. */
const SETTING_UP: ReadonlySet<EventKind> = new Set([
  'production-created',
  'configuration-changed',
  'token-created',
  'token-revoked',
]);
const EVENTS_AT_ONCE = 100;

/** The versions from the one that was in force when work began; an earlier one was only a step of setting up. */
async function afterSetUp(
  { registry }: Runtime,
  versions: readonly ConfigurationVersion[],
): Promise<readonly ConfigurationVersion[]> {
  if (versions.length < 2) return versions;
  let began: number | undefined;
  let from = 0;
  while (began === undefined) {
    const events = await registry.events.after(from, EVENTS_AT_ONCE);
    began = events.find(({ kind }) => !SETTING_UP.has(kind))?.seq;
    const last = events.at(-1)?.seq;
    if (began !== undefined || last === undefined) break;
    from = last;
  }
  const start = versions.findLastIndex(({ eventSeq }) => began === undefined || eventSeq < began);
  return versions.slice(Math.max(start, 0));
}

/** Acceptances that are what was recorded; an altered one accepts nothing. */
async function acceptedSoFar({ registry }: Runtime): Promise<readonly Paper<'acceptance'>[]> {
  const papers = await registry.papers.list(['acceptance']);
  const altered = new Set(await registry.papers.altered(papers.map(({ recordId }) => recordId)));
  return papers.filter(({ recordId }) => !altered.has(recordId));
}

/** Only the newest acceptance of a pack counts: going back to an older content is a change like any other. */
function isAcceptedPack(
  { file, pack, sha256 }: LoadedPolicy,
  acceptances: readonly Paper<'acceptance'>[],
): boolean {
  if (file === undefined) return true;
  const newest = acceptances.findLast(({ body }) => body.of === 'pack' && body.pack === pack.id);
  return newest?.body.sha256 === sha256;
}

/**
 * Walks the versions from the first, which setting up accepted: one that is not milder than the accepted one takes its place, a milder
 * one only if it was accepted while it was in force.
 */
function milderSince(
  versions: readonly ConfigurationVersion[],
  now: { readonly sha256: Sha256; readonly configuration: Configuration },
  acceptances: readonly Paper<'acceptance'>[],
  settingsOf: SettingsOf,
): readonly string[] {
  const [first, ...later] = versions;
  // The version at work is recorded when a production is opened; one that is not was never weighed.
  const last = versions.findLastIndex(({ sha256 }) => sha256 === now.sha256);
  if (first === undefined || last === -1) return ['unrecorded'];
  if (last === 0) return [];
  let accepted = meaningOf(first.text);
  for (const [index, version] of later.slice(0, last).entries()) {
    const configuration = meaningOf(version.text);
    const until = later[index + 1]?.eventSeq ?? Number.POSITIVE_INFINITY;
    const isAccepted = acceptances.some(
      ({ body, eventSeq }) =>
        body.of === 'configuration' &&
        body.sha256 === version.sha256 &&
        eventSeq > version.eventSeq &&
        eventSeq < until,
    );
    const tightens =
      accepted !== undefined && configuration !== undefined && !isMilder(accepted, configuration, settingsOf);
    if (isAccepted || tightens) accepted = configuration;
  }
  return accepted === undefined ? ['unreadable'] : milderParts(accepted, now.configuration, settingsOf);
}

/** What an older version said; undefined where it cannot be read any more, so that whatever follows it has to be accepted. */
function meaningOf(text: string): Configuration | undefined {
  try {
    return parseConfiguration(text, 'an earlier provgate.json');
  } catch (error) {
    if (error instanceof ProvgateError) return undefined;
    throw error;
  }
}

function settingsUnder(policies: readonly LoadedPolicy[]): SettingsOf {
  const known = new Map<string, Readonly<Record<string, PolicySetting>>>([
    ...packs.map(({ id, settings }) => [id, settings] as const),
    ...policies.map(({ file, pack }) => [file ?? pack.id, pack.settings] as const),
  ]);
  return (policy) => known.get(policy);
}
