import type { Patterns } from '../configuration/patterns.ts';
import type { DeliverableRule } from '../domain/configuration.ts';
import type { Deliverable, Destination } from '../domain/deliverable.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import { displayPath } from '../files/paths.ts';
import type { CheckRequest } from './request.ts';
import { asChannel, asCut, asEpisode, asTerritory } from './scope-values.ts';

/** What a scope is judged for. */
export interface Purpose {
  readonly destination: Destination;
  readonly deliverable: Deliverable;
  /** Options that say otherwise than the configuration. */
  readonly overrides: readonly string[];
}

type Facts = Omit<Deliverable, 'title' | 'cut'>;
type Respect = keyof Facts;

const RESPECTS = ['type', 'episode', 'territories', 'channels'] as const satisfies readonly Respect[];
const NONE: Facts = { type: 'unspecified', episode: undefined, territories: ['worldwide'], channels: [] };

/**
 * What leaves, from the `deliverables` entries of the paths asked for, with options over them. A path under no entry leaves it all
 * unspecified, which only an unrestricted approval covers. Throws `usage` where paths or what lies below them belong to entries
 * that differ in a respect no option settles, and for a temp check inside deliverables.
 */
export function purposeOf(
  title: string,
  patterns: Pick<Patterns, 'deliverableOf'>,
  paths: readonly RelPath[],
  items: Iterable<RelPath>,
  request: CheckRequest,
): Purpose {
  const destination = request.destination ?? 'final';
  const asked = paths.map((path) => ({ path, rule: patterns.deliverableOf(path) }));
  const below = [...items].flatMap((path) => {
    const rule = patterns.deliverableOf(path);
    return rule === undefined ? [] : [{ path, rule }];
  });
  if (destination === 'temp') refuseTemp([...asked, ...below].find(({ rule }) => rule !== undefined)?.path);
  const options = optionsOf(request);
  const ruled = asked.flatMap(({ path, rule }) => (rule === undefined ? [] : [{ path, rule }]));
  const open = ruled.length < asked.length || ruled.length === 0;
  // Below a path without entry nothing can be covered by more than an unrestricted approval covers.
  for (const respect of RESPECTS) {
    if (options[respect] === undefined) refuseMixed(respect, open ? ruled : [...ruled, ...below]);
  }
  const first = ruled[0];
  const facts = open || first === undefined ? NONE : factsOf(first.rule);
  const settled: Facts = {
    type: options.type ?? facts.type,
    episode: options.episode ?? facts.episode,
    territories: options.territories ?? facts.territories,
    channels: options.channels ?? facts.channels,
  };
  const overrides =
    first === undefined ? [] : RESPECTS.filter((each) => differs(settled, factsOf(first.rule), each));
  return {
    destination,
    deliverable: {
      title,
      ...settled,
      ...(request.cut === undefined ? {} : { cut: asCut(request.cut) }),
    },
    overrides: overrides.filter((each) => options[each] !== undefined),
  };
}

function factsOf(rule: DeliverableRule): Facts {
  const territories = rule.territories?.map(asTerritory) ?? [];
  return {
    type: rule.type,
    episode: rule.episode === undefined ? undefined : asEpisode(rule.episode),
    territories: territories.length > 0 ? territories : NONE.territories,
    channels: rule.channels?.map(asChannel) ?? NONE.channels,
  };
}

function optionsOf(request: CheckRequest): Partial<{ [Name in Respect]: Facts[Name] | undefined }> {
  const { type, episode, territories, channels } = request;
  return {
    type,
    episode: episode === undefined ? undefined : asEpisode(episode),
    territories:
      territories === undefined || territories.length === 0 ? undefined : territories.map(asTerritory),
    channels: channels === undefined || channels.length === 0 ? undefined : channels.map(asChannel),
  };
}

function differs(a: Facts, b: Facts, respect: Respect): boolean {
  const text = (facts: Facts): string => JSON.stringify([facts[respect] ?? null].flat().sort());
  return text(a) !== text(b);
}

function refuseMixed(
  respect: Respect,
  ruled: readonly { readonly path: RelPath; readonly rule: DeliverableRule }[],
): void {
  const [first] = ruled;
  const other = ruled.find(
    ({ rule }) =>
      first !== undefined && rule !== first.rule && differs(factsOf(rule), factsOf(first.rule), respect),
  );
  if (first === undefined || other === undefined) return;
  throw new ProvgateError(
    'usage',
    `${displayPath(first.path)} and ${displayPath(other.path)} are deliverables of different ${respect}: ` +
      `${shown(first.rule, respect)} and ${shown(other.rule, respect)}.`,
    respect === 'type'
      ? 'Check them one at a time, or say what leaves with --deliverable TYPE.'
      : 'Check them one at a time.',
  );
}

function shown(rule: DeliverableRule, respect: Respect): string {
  return [factsOf(rule)[respect] ?? 'none'].flat().join(', ') || 'none';
}

function refuseTemp(path: RelPath | undefined): void {
  if (path === undefined) return;
  throw new ProvgateError(
    'usage',
    `${displayPath(path)} is a deliverable, so it cannot be checked for temp.`,
    'Check it as a final, or check a folder outside the deliverables for temp.',
  );
}
