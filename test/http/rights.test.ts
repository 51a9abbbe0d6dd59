import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '../../src/http/openapi.ts';
import { genaiStill, plainPicture } from './pictures.ts';
import { type Heard, type Show, startShow } from './show.ts';

const MAIL = { name: 'mail.txt', contentBase64: Buffer.from('Agreed. Robin Vale').toString('base64') };
const OWN = '05_ART/own.png';

let show: Show;
beforeAll(async () => {
  show = await startShow({
    '06_DELIVERY/quay.png': await genaiStill(),
    [OWN]: Buffer.concat([await genaiStill(), Buffer.of(1)]),
    '05_ART/named.png': await plainPicture(),
  });
});
afterAll(() => show.close());

const codeOf = (heard: Heard): string => problemSchema.parse(heard.body).code;
const refusedSchema = z.object({
  operation: z.string(),
  role: z.string(),
  reason: z.string(),
  alsoBefore: z.int().optional(),
});

/** What the log says of refused attempts after a point, with who tried. */
async function refusedAfter(seq: number) {
  const events = await show.runtime.registry.events.after(seq, 1000);
  return events
    .filter(({ kind }) => kind === 'refused')
    .map(({ actor, body }) => ({ actor, ...refusedSchema.parse(JSON.parse(body)), text: body }));
}

const head = async (): Promise<number> => (await show.runtime.registry.events.head()).seq;

function approval(path: string, id: string, by?: string) {
  return { paths: [path], id, document: MAIL, ...(by === undefined ? {} : { by }) };
}

describe('what a role may not do', () => {
  test.each([
    ['viewer', 'POST', '/approvals', 'approve'],
    ['editor', 'POST', '/approvals/STUDIO-1/revoke', 'revokeApproval'],
    ['asset-manager', 'POST', '/approvals', 'approve'],
    ['approver', 'POST', '/declarations', 'declare'],
    ['approver', 'POST', '/people/erase', 'erasePerson'],
    ['viewer', 'POST', '/checks', 'startCheck'],
  ] as const)(
    'threat 33: %s %s %s is refused, and the log says who tried',
    async (role, method, path, operation) => {
      const before = await head();
      const heard = await show.ask(role, method, path, { body: {} });
      expect([heard.status, codeOf(heard)]).toEqual([403, 'forbidden']);
      const [event, ...more] = await refusedAfter(before);
      expect(more).toEqual([]);
      expect(event).toMatchObject({ operation, role, reason: 'role', actor: expect.any(String) });
      expect(event?.text).not.toContain(`the ${role}`);
    },
  );
});

describe('own work', () => {
  test('threat 14: nobody approves what the same account declared, also under another name', async () => {
    const said = { paths: [OWN], origin: 'genai', basis: 'I made it', tool: 'ComfyUI' };
    expect((await show.ask('admin', 'POST', '/declarations', { body: said })).status).toBe(201);
    const before = await head();
    for (const by of [undefined, 'Robin Vale']) {
      const heard = await show.ask('admin', 'POST', '/approvals', { body: approval(OWN, 'STUDIO-2', by) });
      expect([heard.status, codeOf(heard)]).toEqual([403, 'forbidden']);
    }
    expect((await refusedAfter(before)).map(({ operation, reason }) => [operation, reason])).toEqual([
      ['approve', 'own-work'],
      ['approve', 'own-work'],
    ]);
    const other = await show.ask('approver', 'POST', '/approvals', {
      body: approval(OWN, 'STUDIO-2', 'Robin Vale'),
    });
    expect(other.status).toBe(201);
  });

  test('threat 14: nobody speaks for another account', async () => {
    const before = await head();
    const heard = await show.ask('approver', 'POST', '/approvals', {
      body: approval('06_DELIVERY/quay.png', 'STUDIO-3', '  The  ADMIN '),
    });
    expect([heard.status, codeOf(heard)]).toEqual([403, 'forbidden']);
    expect(await refusedAfter(before)).toMatchObject([{ reason: 'other-account' }]);
  });

  test('without a name it is the account that grants', async () => {
    const heard = await show.ask('approver', 'POST', '/approvals', {
      body: approval('06_DELIVERY/quay.png', 'STUDIO-4'),
    });
    expect(heard.body).toMatchObject({ approvals: [{ by: 'the approver', recordedBy: 'the approver' }] });
  });

  test('an approver who names an unknown file may approve it again elsewhere: approving it is no own work', async () => {
    const first = approval('05_ART/named.png', 'STUDIO-5', 'Robin Vale');
    expect((await show.ask('approver', 'POST', '/approvals', { body: first })).status).toBe(201);
    const second = { ...approval('05_ART/named.png', 'STUDIO-6', 'Robin Vale'), territories: ['DE'] };
    expect((await show.ask('approver', 'POST', '/approvals', { body: second })).status).toBe(201);
  });
});

test('threat 33: a client that tries again and again is counted, and cannot flood the log', async () => {
  const before = await head();
  for (let n = 0; n < 45; n++) await show.ask('editor', 'POST', '/people/erase', { body: {} });
  const logged = await refusedAfter(before);
  expect(logged.length).toBeGreaterThan(10);
  expect(logged.length).toBeLessThanOrEqual(30);
});
