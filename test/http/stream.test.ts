import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Show, startShow } from './show.ts';

let show: Show;
beforeAll(async () => {
  show = await startShow({ 'notes.txt': 'a note' });
});
afterAll(() => show.close());

/** Reads a stream of events as text, piece by piece. */
interface Listener {
  /** Everything heard so far, once `what` is in it. */
  until(what: string): Promise<string>;
  /** Everything heard, once the server ended the stream. */
  ended(): Promise<string>;
  leave(): Promise<void>;
}

async function listen(query = '', headers: Record<string, string> = {}): Promise<Listener> {
  const reply = await fetch(`${show.server.url}/api/v1/events/stream${query}`, {
    headers: { authorization: `Bearer ${show.tokens.viewer.secret}`, ...headers },
  });
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('the stream has no body');
  let heard = '';
  const next = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    heard += value ?? '';
    return !done;
  };
  return {
    async until(what) {
      for (let searched = 0; !heard.slice(Math.max(0, searched - what.length)).includes(what); ) {
        searched = heard.length;
        if (!(await next())) throw new Error(`the stream ended without ${what}`);
      }
      return heard;
    },
    async ended() {
      while (await next());
      return heard;
    },
    leave: () => reader.cancel(),
  };
}

describe('the stream of events', () => {
  test('sends what was logged after a point, then what follows', async () => {
    const listener = await listen('?after=0');
    await listener.until('event: production-created');
    const { registry, actor, clock } = show.runtime;
    await registry.events.append('restored', { quarantineId: 'q1' }, actor, clock.now());
    const heard = await listener.until('event: restored');
    const { seq } = await registry.events.head();
    expect(heard).toContain(`id: ${seq}\nevent: restored\ndata: {"seq":${seq},`);
    await listener.leave();
  });

  test('resumes after the last event a client heard', async () => {
    const { seq } = await show.runtime.registry.events.head();
    const listener = await listen('', { 'last-event-id': String(seq - 1) });
    const heard = await listener.until(`id: ${seq}\n`);
    expect(heard).not.toContain(`id: ${seq - 1}\n`);
    await listener.leave();
  });

  test('threat 41: a client that does not read is let go, and one that catches up is not', async () => {
    const { registry, actor, clock } = show.runtime;
    for (let n = 0; n < 60; n++) {
      await registry.events.append('restored', { filler: 'x'.repeat(200_000) }, actor, clock.now());
    }
    const { port } = new URL(show.server.url);
    const deaf = connect(Number(port), '127.0.0.1');
    deaf.pause();
    deaf.write(
      `GET /api/v1/events/stream?after=0 HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${show.tokens.admin.secret}\r\n\r\n`,
    );
    await vi.waitFor(() => expect(show.logged).toContain('event-stream-unread'), { timeout: 10_000 });
    deaf.destroy();

    const listener = await listen('?after=0');
    const { seq } = await registry.events.head();
    await listener.until(`id: ${seq}\n`);
    await listener.leave();
  });

  test('threat 26: ends when its token is revoked', async () => {
    const listener = await listen();
    await listener.until('retry:');
    const { registry, actor, clock } = show.runtime;
    await registry.tokens.revoke(show.tokens.viewer.id, actor, clock.now());
    expect(await listener.ended()).toContain('event: closed\ndata: {"reason":"the token was revoked"}');
  });

  test('ends when the server stops', async () => {
    const other = await startShow({});
    const reply = await fetch(`${other.server.url}/api/v1/events/stream`, {
      headers: { authorization: `Bearer ${other.tokens.admin.secret}` },
    });
    await other.close();
    expect(await reply.text()).toContain('retry: 2000');
  });
});
