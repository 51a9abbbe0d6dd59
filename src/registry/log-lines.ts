import type { Sha256 } from '../domain/asset.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { LogHead } from '../domain/event.ts';
import type { EventRecords, Registry } from '../domain/registry.ts';
import { isSoundCheckpoint } from './checkpoint-events.ts';
import { eventHash, NO_HASH } from './event-log.ts';
import { fieldsOf } from './sealed-events.ts';

const SCHEMA = 'provgate.log/1';
/** Events read at once. */
const PAGE = 1_000;

/** What checking an exported log found. */
export interface LogReport {
  readonly production: string | undefined;
  readonly events: number;
  readonly head: LogHead;
  readonly broken: string | undefined;
  /** How many checkpoints each key signed. */
  readonly keys: ReadonlyMap<Sha256, number>;
}

/**
 * The whole log as JSON lines that can be checked without production or registry: a first line that names production and head, one line
 * an event with its text and hash exactly as hashed. Checkpoints and the public keys they were signed with are among the events.
 */
export async function* logLines(registry: Pick<Registry, 'productionId' | 'events'>): AsyncGenerator<string> {
  const head = await registry.events.head();
  yield `${canonicalJson({ schema: SCHEMA, production: registry.productionId, seq: head.seq, hash: head.hash })}\n`;
  for (let after = 0; after < head.seq; ) {
    const events = await page(registry.events, after, Math.min(PAGE, head.seq - after));
    if (events.length === 0) return;
    for (const { seq, body, hash } of events) yield `${canonicalJson({ seq, hash, body })}\n`;
    after = events.at(-1)?.seq ?? head.seq;
  }
}

function page(
  events: Pick<EventRecords, 'after'>,
  after: number,
  most: number,
): ReturnType<EventRecords['after']> {
  return events.after(after, most);
}

/** Checks an exported log by itself: no line missing or in another place, every text hashing, every checkpoint signed, the head reached. */
export async function verifyLogLines(lines: AsyncIterable<string>): Promise<LogReport> {
  let production: string | undefined;
  let end: LogHead | undefined;
  let at: LogHead = { seq: 0, hash: NO_HASH };
  const keys = new Map<Sha256, number>();
  const report = (broken: string | undefined): LogReport => ({
    production,
    events: at.seq,
    head: at,
    broken,
    keys,
  });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const said = fieldsOf(line);
    if (end === undefined) {
      const [seq, hash, id] = [said.get('seq'), said.get('hash'), said.get('production')];
      if (
        said.get('schema') !== SCHEMA ||
        typeof seq !== 'number' ||
        !isDigest(hash) ||
        typeof id !== 'string'
      )
        return report('the first line is not that of an exported log');
      production = id;
      end = { seq, hash };
      continue;
    }
    const [seq, hash, body] = [said.get('seq'), said.get('hash'), said.get('body')];
    if (seq !== at.seq + 1) return report(`event ${at.seq + 1} is missing`);
    if (!isDigest(hash) || typeof body !== 'string' || eventHash(at.hash, body) !== hash)
      return report(`event ${seq} is not what was written`);
    const event = fieldsOf(body);
    if (event.get('production') !== production) return report(`event ${seq} is of another production`);
    if (event.get('kind') === 'checkpoint-signed') {
      if (!isSoundCheckpoint(event, at)) return report(`the checkpoint in event ${seq} does not hold`);
      const key = event.get('key');
      if (isDigest(key)) keys.set(key, (keys.get(key) ?? 0) + 1);
    }
    at = { seq, hash };
  }
  if (end === undefined) return report('it is empty');
  const isWhole = end.seq === at.seq && end.hash === at.hash;
  return report(
    isWhole ? undefined : `it ends after event ${at.seq}, but its first line names event ${end.seq}`,
  );
}

function isDigest(value: unknown): value is Sha256 {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
