import type { AssetId, Instant } from '../src/domain/asset.ts';
import type { Happening } from '../src/domain/configuration.ts';
import type { LogEvent } from '../src/domain/event.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { displayPath, pathBytesHex } from '../src/files/paths.ts';

/** Events looked at, and things told of, at once. */
const MOST_EVENTS = 500;
const MOST_ITEMS = 100;
const SOON_MS = 14 * 86_400_000;
/** Up to which event of the log everything was told. */
const LOG = 'log';

/** Something to tell a command of, and what to note once it was told. */
export interface Message {
  readonly kind: Happening;
  readonly items: readonly object[];
}

export interface News {
  readonly messages: readonly Message[];
  readonly told: readonly { readonly subject: string; readonly seq: number }[];
}

/**
 * What happened since somebody was last told, of these kinds; undefined where nothing did. The first look begins with the log as it is, so
 * that nobody is told of a whole history.
 */
export async function newsOf(runtime: Runtime, kinds: readonly Happening[]): Promise<News | undefined> {
  const { registry } = runtime;
  const after = await registry.told.at(LOG);
  const head = await registry.events.head();
  if (after === undefined) {
    await registry.told.set([{ subject: LOG, seq: head.seq }]);
    return undefined;
  }
  const events = await registry.events.after(after, MOST_EVENTS);
  const seq = events.at(-1)?.seq ?? after;
  const ending = kinds.includes('approval-expiring') ? await approvalsEnding(runtime) : [];
  const messages = [
    ...(kinds.includes('genai-found') ? inParts('genai-found', await genaiFound(runtime, events)) : []),
    ...(kinds.includes('blocked') ? inParts('blocked', await blocked(runtime, events)) : []),
    ...inParts(
      'approval-expiring',
      ending.map(({ item }) => item),
    ),
  ];
  if (seq === after && messages.length === 0) return undefined;
  const subjects = ending.map(({ subject }) => ({ subject, seq: head.seq }));
  return { messages, told: [...(seq === after ? [] : [{ subject: LOG, seq }]), ...subjects] };
}

function inParts(kind: Happening, items: readonly object[]): readonly Message[] {
  const parts: Message[] = [];
  for (let start = 0; start < items.length; start += MOST_ITEMS)
    parts.push({ kind, items: items.slice(start, start + MOST_ITEMS) });
  return parts;
}

async function genaiFound(runtime: Runtime, events: readonly LogEvent[]): Promise<readonly object[]> {
  const { registry } = runtime;
  const ids = new Set<AssetId>();
  for (const { body } of events) {
    const said: { asset?: AssetId; assetRow?: string; origin?: string; before?: { origin?: string } } =
      JSON.parse(body);
    const isNew = said.origin === 'genai' && said.before?.origin !== 'genai';
    if (isNew && said.assetRow !== undefined && said.asset !== undefined) ids.add(said.asset);
  }
  const assets = await registry.assets.byIds([...ids]);
  const items: object[] = [];
  for (const asset of assets.values()) {
    const place = (await registry.locations.of(asset.id)).findLast(({ to }) => to === undefined);
    if (asset.origin !== 'genai' || place === undefined) continue;
    const { sha256, involvement, tool } = asset;
    items.push({ ...pathJson(place.path), assetId: asset.id, sha256, involvement, tool: tool ?? null });
  }
  return items;
}

async function blocked(runtime: Runtime, events: readonly LogEvent[]): Promise<readonly object[]> {
  const items: object[] = [];
  for (const { kind, body } of events) {
    if (kind !== 'check-made') continue;
    const said: { check?: string; outcome?: string } = JSON.parse(body);
    if (said.outcome !== 'block' || said.check === undefined) continue;
    const check = (await runtime.registry.checks.byId(said.check))?.check;
    if (check === undefined) continue;
    const { id: checkId, checkedAt, destination, scope, counts } = check;
    const files = check.items
      .filter(({ verdict }) => verdict === 'block')
      .slice(0, MOST_ITEMS)
      .map(({ path, findings }) => ({ ...pathJson(path), codes: findings.map(({ code }) => code) }));
    items.push({
      checkId,
      checkedAt,
      destination,
      paths: scope.paths.map(displayPath),
      blocked: counts.block,
      files,
    });
  }
  return items;
}

interface Ending {
  readonly subject: string;
  readonly item: object;
}

async function approvalsEnding(runtime: Runtime): Promise<readonly Ending[]> {
  const { registry, clock } = runtime;
  const now = clock.now();
  const seen = new Map<string, Instant>();
  for (const { id, validUntil, revocation, supersededBy } of await registry.approvals.list()) {
    if (validUntil === undefined || revocation !== undefined || supersededBy !== undefined) continue;
    if (validUntil > now && Date.parse(validUntil) - Date.parse(now) <= SOON_MS) seen.set(id, validUntil);
  }
  const ending: Ending[] = [];
  for (const [id, until] of seen) {
    const subject = `approval-expiring ${id} ${until}`;
    if ((await registry.told.at(subject)) === undefined)
      ending.push({ subject, item: { approval: id, until } });
  }
  return ending;
}

/** A path as it is written in JSON; its bytes too where they are no UTF-8. */
function pathJson(path: RelPath): object {
  const pathBytes = path.isWellFormed() ? undefined : pathBytesHex(path);
  return { path: displayPath(path), ...(pathBytes === undefined ? {} : { pathBytes }) };
}
