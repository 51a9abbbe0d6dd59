import type { AssetCounts } from '../domain/registry.ts';
import type { HttpContext } from './context.ts';
import { noBody, none } from './request-schemas.ts';
import { type Route, route } from './route.ts';

const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export const metricsRoutes: readonly Route[] = [
  route({
    id: 'metrics',
    method: 'get',
    path: '/metrics',
    summary: 'Figures for Prometheus',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: { description: 'Prometheus text format', type: TYPE } },
    handle: async (_call, context) => ({
      kind: 'bytes',
      type: TYPE,
      bytes: Buffer.from(await metricsText(context), 'utf8'),
    }),
  }),
];

/** Figures in the text format of Prometheus (version 0.0.4); one family after the other, no names of files or people. */
async function metricsText({ runtime, counters }: HttpContext): Promise<string> {
  const { registry } = runtime;
  const [counts, head] = await Promise.all([registry.assets.counts(), registry.events.head()]);
  const requests = [...counters.byStatus()].map(([status, n]) => [`{status="${status}"}`, n] as const);
  const lines = [
    ...family('provgate_info', 'gauge', 'Version that runs', [[`{version="${runtime.version}"}`, 1]]),
    ...assetFamilies(counts),
    ...family('provgate_events_total', 'counter', 'Entries of the event log', [['', head.seq]]),
    ...family('provgate_http_requests_total', 'counter', 'Requests answered, by status', requests),
  ];
  return `${lines.join('\n')}\n`;
}

function assetFamilies(counts: AssetCounts): readonly string[] {
  const single = (name: string, help: string, value: number): readonly string[] =>
    family(`provgate_${name}`, 'gauge', help, [['', value]]);
  const origins = Object.entries(counts.byOrigin).map(([origin, n]) => [`{origin="${origin}"}`, n] as const);
  return [
    ...family('provgate_assets', 'gauge', 'Assets, by origin', origins),
    ...single('locations', 'Places where assets are', counts.locations),
    ...single('bytes', 'Bytes at those places', counts.bytes),
    ...single('temporary_assets', 'Assets marked TEMPORARY', counts.temporary),
    ...single('suspected_assets', 'Assets a person must look at', counts.suspected),
    ...single('conflicting_assets', 'Assets whose claims contradict each other', counts.conflict),
    ...single('unreadable_assets', 'Assets that could not be read', counts.unreadable),
    ...single('incomplete_assets', 'Assets whose file is cut off', counts.incomplete),
  ];
}

function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): readonly string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}
