import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashBytes } from '../../src/files/hash.ts';
import { once } from '../../src/http/once.ts';
import { problemSchema } from '../../src/http/openapi.ts';
import type { Reply } from '../../src/http/route.ts';
import { plainPicture } from './pictures.ts';
import { type Heard, type Show, startShow } from './show.ts';

let show: Show;
beforeAll(async () => {
  show = await startShow({
    '05_ART/matte.png': await plainPicture(),
    '05_ART/other.png': await plainPicture(),
  });
});
afterAll(() => show.close());

const STATEMENT = { paths: ['05_ART/matte.png'], origin: 'human', basis: 'painted by hand' };

function declare(key: string, body: object = STATEMENT, role: 'asset-manager' | 'admin' = 'asset-manager') {
  return show.ask(role, 'POST', '/declarations', { body, headers: { 'idempotency-key': key } });
}

async function declarations(): Promise<number> {
  const events = await show.runtime.registry.events.after(0, 1000);
  return events.filter(({ kind }) => kind === 'declaration-recorded').length;
}

const codeOf = (heard: Heard): string => problemSchema.parse(heard.body).code;

describe('a request with an Idempotency-Key', () => {
  test('is carried out once, and answered alike as often as it is sent', async () => {
    const before = await declarations();
    const first = await declare('"8e03978e-40d5-43dd-bc93-6894a57f9324"');
    const second = await declare('"8e03978e-40d5-43dd-bc93-6894a57f9324"');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await declarations()).toBe(before + 1);
  });

  test('a refusal is an answer too', async () => {
    const wrong = { ...STATEMENT, paths: ['05_ART'] };
    const first = await declare('"folder"', wrong);
    expect([first.status, codeOf(first)]).toEqual([409, 'conflict']);
    expect((await declare('"folder"', wrong)).body).toEqual(first.body);
  });

  test('the same key with another body is 422, and records nothing', async () => {
    await declare('"one"');
    const before = await declarations();
    const heard = await declare('"one"', { ...STATEMENT, basis: 'photographed' });
    expect([heard.status, codeOf(heard)]).toEqual([422, 'key-reused']);
    expect(await declarations()).toBe(before);
  });

  test('a key belongs to its token: another account may use the same', async () => {
    await declare('"mine"');
    const heard = await declare('"mine"', { ...STATEMENT, basis: 'photographed' }, 'admin');
    expect(heard.status).toBe(201);
  });

  test.each(['', '"', '"a"b"', 'a b', `"${'x'.repeat(300)}"`])('%j is no key', async (key) => {
    const heard = await declare(key);
    expect([heard.status, codeOf(heard)]).toEqual([400, 'usage']);
  });

  test('while it is being carried out it is 409, also where the server stopped meanwhile', async () => {
    const { replies } = show.runtime.registry;
    const heard = await declare('"under-way"');
    expect(heard.status).toBe(201);
    const tokenId = show.tokens['asset-manager'].id;
    const nowUs = show.runtime.clock.nowUs();
    const claim = { requestSha256: await requestOf('"stopped"'), holder: 'an earlier run', nowUs, most: 99 };
    await replies.claim({ tokenId, key: 'stopped' }, { ...claim, untilUs: nowUs + 1_000_000_000 });
    const before = await declarations();
    const stopped = await declare('"stopped"');
    expect([stopped.status, codeOf(stopped)]).toEqual([409, 'conflict']);
    expect(problemSchema.parse(stopped.body).detail).toContain('stopped');
    expect(await declarations()).toBe(before);
  });

  test('two at once are carried out once', async () => {
    const before = await declarations();
    const heard = await Promise.all([declare('"twin"'), declare('"twin"')]);
    expect(heard.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([201]));
    expect(await declarations()).toBe(before + 1);
  });

  test('after a day its key is free again', async () => {
    const { replies } = show.runtime.registry;
    const key = { tokenId: show.tokens.admin.id, key: 'old' };
    const request = { requestSha256: await requestOf('"old"'), holder: 'h', nowUs: 0, untilUs: 10, most: 99 };
    expect(await replies.claim(key, request)).toBeUndefined();
    expect(await replies.claim(key, request)).toBeDefined();
    expect(await replies.claim(key, { ...request, nowUs: 10, untilUs: 20 })).toBeUndefined();
  });

  test('a token holds so many keys and no more', async () => {
    const { replies } = show.runtime.registry;
    const request = { requestSha256: hashBytes('x'), holder: 'h', nowUs: 0, untilUs: 10, most: 2 };
    const claim = (key: string) => replies.claim({ tokenId: 'another token', key }, request);
    expect([await claim('a'), await claim('b'), await claim('c')]).toEqual([undefined, undefined, 'full']);
    expect(await claim('a')).toMatchObject({ holder: 'h', reply: undefined });
  });

  test('a check is answered with its decision again', async () => {
    const ask = () =>
      show.ask('editor', 'POST', '/checks', {
        body: { paths: ['05_ART'] },
        headers: { prefer: 'wait=60', 'idempotency-key': '"check"' },
      });
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });

  test('an answer goes with the name of a person in it, and the request is still not carried out again', async () => {
    const key = '"forgotten"';
    expect((await declare(key)).status).toBe(201);
    const gone = { body: { person: 'Kim Lee' } };
    await show.runtime.registry.people.idOf('Kim Lee');
    expect((await show.ask('admin', 'POST', '/people/erase', gone)).status).toBe(200);
    const before = await declarations();
    const heard = await declare(key);
    expect([heard.status, problemSchema.parse(heard.body).detail]).toEqual([
      409,
      expect.stringContaining('its answer was erased'),
    ]);
    expect(await declarations()).toBe(before);
  });

  test('an answer too large to keep is given again as the place where it is', async () => {
    const token = show.tokens.editor;
    const record = (await show.runtime.registry.tokens.list()).find(({ id }) => id === token.id);
    if (record === undefined) throw new Error('the editor has no token');
    const account = { ...record, tokenId: record.id, secretSha256: hashBytes(token.secret) };
    const request = { key: 'large', method: 'POST', path: '/checks', body: {} };
    const context = { runtime: show.runtime, holder: 'this run' };
    const large = async (): Promise<Reply> => ({
      kind: 'pieces',
      pieces: Array.from({ length: 3 }, () => 'x'.repeat(200_000)),
      headers: { 'content-location': '/api/v1/checks/c1' },
    });
    const first = await once(request, account, context, large);
    if (first.kind !== 'pieces') throw new Error(first.kind);
    expect([...first.pieces].join('').length).toBe(600_000);
    expect(await once(request, account, context, large)).toMatchObject({
      kind: 'text',
      status: 202,
      headers: { location: '/api/v1/checks/c1' },
    });
  });

  test('a session is never kept: its secret would stand in the record', async () => {
    const headers = { 'idempotency-key': '"session"' };
    const ask = () => show.ask('viewer', 'POST', '/session', { body: {}, headers });
    const [first, second] = [await ask(), await ask()];
    expect(first.headers.get('set-cookie')).not.toBe(second.headers.get('set-cookie'));
  });
});

/** The digest the server makes of `STATEMENT` sent with this key, as the registry keeps it. */
async function requestOf(key: string) {
  await declare(`"probe-${key.slice(1)}`);
  const { replies } = show.runtime.registry;
  const probe = { tokenId: show.tokens['asset-manager'].id, key: `probe-${key.slice(1, -1)}` };
  const kept = await replies.claim(probe, {
    requestSha256: hashBytes('another'),
    holder: '',
    nowUs: show.runtime.clock.nowUs(),
    untilUs: 0,
    most: 99,
  });
  if (kept === undefined || kept === 'full') throw new Error('the probe was not kept');
  return kept.requestSha256;
}
