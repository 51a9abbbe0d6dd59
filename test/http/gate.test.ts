import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '../../src/http/openapi.ts';
import { ROUTES } from '../../src/http/routes.ts';
import { checkSchema } from '../../src/reports/schemas.ts';
import { genaiStill, photograph, plainPicture } from './pictures.ts';
import { type Heard, type Show, startShow } from './show.ts';

const STILL = '06_DELIVERY/stills/quay.png';
const MAIL = { name: 'mail.txt', contentBase64: Buffer.from('Approved. Robin Vale').toString('base64') };
const WAIT = { prefer: 'wait=60' };

let show: Show;
beforeAll(async () => {
  show = await startShow(
    { [STILL]: await genaiStill(), '06_DELIVERY/stills/plate.jpg': await photograph() },
    (dir) => ({ outboxes: [join(dir, 'outbox')] }),
  );
  mkdirSync(join(show.dir, 'outbox'));
});
afterAll(() => show.close());

/** The reply, after its body was held against the schema that the API describes for it. */
function described(id: string, heard: Heard): Heard {
  const reply = ROUTES.find((route) => route.id === id)?.replies[heard.status];
  if (reply === undefined)
    throw new Error(`${id} does not describe ${heard.status}: ${JSON.stringify(heard.body)}`);
  reply.schema?.parse(heard.body);
  return heard;
}

const check = async (body: object = { paths: ['06_DELIVERY'] }): Promise<z.infer<typeof checkSchema>> => {
  const heard = described('startCheck', await show.ask('editor', 'POST', '/checks', { body, headers: WAIT }));
  return checkSchema.parse(heard.body);
};

const codeOf = (heard: Heard): string => problemSchema.parse(heard.body).code;

describe('checks', () => {
  test('a block is an answer: 200 with its outcome, when the client waits', async () => {
    const { outcome, counts, items } = await check();
    expect([outcome, counts.items, counts.block]).toEqual(['block', 2, 1]);
    expect(items.find(({ path }) => path === STILL)).toMatchObject({
      origin: 'genai',
      temporary: true,
      verdict: 'block',
      findings: [expect.objectContaining({ code: 'APR-001' })],
    });
  });

  test('without waiting the answer is 202 and where to look', async () => {
    const started = described(
      'startCheck',
      await show.ask('editor', 'POST', '/checks', { body: { paths: ['06_DELIVERY'] } }),
    );
    expect(started.status).toBe(202);
    const location = started.headers.get('location') ?? '';
    expect(location).toMatch(/^\/api\/v1\/checks\/[\w-]+$/);
    const later = described(
      'showCheck',
      await show.ask('viewer', 'GET', location.replace('/api/v1', ''), { headers: WAIT }),
    );
    expect([later.status, checkSchema.parse(later.body).outcome]).toEqual([200, 'block']);
  });

  test('a decision stays to be had under its own id, and nobody else acts in its name', async () => {
    const made = await check();
    const kept = described('showCheck', await show.ask('viewer', 'GET', `/checks/${made.id}`));
    expect(kept.body).toMatchObject({ id: made.id, outcome: 'block', passItems: { count: 0 } });
    const log = await show.ask('viewer', 'GET', '/events?limit=1000');
    const { events } = z
      .object({ events: z.array(z.object({ kind: z.string(), actor: z.string().nullable() })) })
      .parse(log.body);
    expect(new Set(events.filter(({ kind }) => kind === 'check-made').map(({ actor }) => actor))).toEqual(
      new Set(['the editor']),
    );
  });

  test.each([
    ['../show/06_DELIVERY', 403],
    ['06_DELIVERY/%2e%2e/%2e%2e', 403],
    ['06_DELIVERY\0', 400],
    ['/etc', 400],
    ['06_DELIVERY/nothing-here', 200],
  ])('threat 27: the path %j answers %i', async (path, status) => {
    const heard = await show.ask('editor', 'POST', '/checks', { body: { paths: [path] }, headers: WAIT });
    expect(heard.status).toBe(status);
    if (status === 200) expect(checkSchema.parse(heard.body).outcome).toBe('incomplete');
  });

  test('no path is no check', async () => {
    const heard = await show.ask('editor', 'POST', '/checks', { body: { paths: [] }, headers: WAIT });
    expect([heard.status, codeOf(heard)]).toEqual([400, 'usage']);
    expect((await show.ask('viewer', 'GET', '/checks/none-such')).status).toBe(404);
  });
});

describe('from a block to a delivery', () => {
  test('blocked, approved, passed, exported, revoked, blocked again', async () => {
    const refused = described(
      'startExport',
      await show.ask('asset-manager', 'POST', '/exports', {
        body: { paths: ['06_DELIVERY/stills'], outbox: 'outbox', name: 'day 1' },
        headers: WAIT,
      }),
    );
    expect(refused.body).toMatchObject({ id: null, outcome: 'block', files: 0 });
    expect(readdirSync(join(show.dir, 'outbox'))).toEqual([]);

    const body = { paths: [STILL], id: 'STUDIO-0042', by: 'Robin Vale', document: MAIL, until: '2099-12-31' };
    const preview = described(
      'approve',
      await show.ask('approver', 'POST', '/approvals', { body: { ...body, preview: true } }),
    );
    expect([preview.status, preview.body]).toMatchObject([200, { approvals: [], bound: [{ path: STILL }] }]);
    const approved = described('approve', await show.ask('approver', 'POST', '/approvals', { body }));
    expect(approved.status).toBe(201);
    expect(approved.body).toMatchObject({
      approvals: [
        {
          id: 'STUDIO-0042',
          by: 'Robin Vale',
          recordedBy: 'the approver',
          validUntil: '2100-01-01T00:00:00.000Z',
        },
      ],
      bound: [{ path: STILL, because: 'genai', declaredGenai: false }],
    });
    expect(approved.headers.get('location')).toBe('/api/v1/approvals/STUDIO-0042');
    expect((await check({ paths: ['06_DELIVERY/stills'] })).outcome).toBe('pass');

    const made = described(
      'startExport',
      await show.ask('asset-manager', 'POST', '/exports', {
        body: { paths: ['06_DELIVERY/stills'], outbox: 'outbox', name: 'day 1' },
        headers: WAIT,
      }),
    );
    expect(made.body).toMatchObject({ outcome: 'pass', files: 2, id: expect.any(String) });
    const delivered = readdirSync(join(show.dir, 'outbox/day 1'));
    expect(delivered).toEqual(expect.arrayContaining(['plate.jpg', 'quay.png']));
    const { id } = z.object({ id: z.string() }).parse(made.body);
    const kept = described('showExport', await show.ask('viewer', 'GET', `/exports/${id}`));
    expect(kept.body).toMatchObject({ id, files: 2, check: null });

    const revoked = described(
      'revokeApproval',
      await show.ask('approver', 'POST', '/approvals/STUDIO-0042/revoke', {
        body: { reason: 'rights withdrawn' },
      }),
    );
    expect(revoked.body).toMatchObject({
      approvals: [{ state: 'revoked', revocation: { by: 'the approver', reason: 'rights withdrawn' } }],
    });
    const again = await check({ paths: ['06_DELIVERY/stills'] });
    expect(again.outcome).toBe('block');
    expect(again.items.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain('APR-006');
  });

  test('the register lists it, and its document comes as an attachment nobody sniffs', async () => {
    const listed = described('listApprovals', await show.ask('viewer', 'GET', '/approvals?limit=1'));
    expect(listed.body).toMatchObject({ approvals: [{ id: 'STUDIO-0042' }], next: null });
    described('showApproval', await show.ask('viewer', 'GET', '/approvals/STUDIO-0042'));
    expect((await show.ask('viewer', 'GET', '/approvals/STUDIO-0043')).status).toBe(404);
    const document = await show.ask('asset-manager', 'GET', '/approvals/STUDIO-0042/document');
    expect(String(document.body)).toBe('Approved. Robin Vale');
    expect(document.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''mail.txt");
    expect(document.headers.get('content-type')).toBe('application/octet-stream');
    expect(document.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('threat 5: a revoked ID does not revive', async () => {
    const body = { paths: [STILL], id: 'studio-0042', by: 'Robin Vale', document: MAIL };
    const heard = await show.ask('approver', 'POST', '/approvals', { body });
    expect([heard.status, codeOf(heard)]).toEqual([409, 'conflict']);
  });

  test.each([
    ['elsewhere', 'day 2', 403],
    ['/tmp', 'day 2', 403],
    ['../outbox', 'day 2', 403],
    ['outbox', '../day 2', 400],
    ['outbox', '..', 400],
    ['outbox', '.hidden', 400],
    ['outbox', 'a/b', 400],
  ])('threat 27: an export to outbox %j, folder %j answers %i', async (outbox, name, status) => {
    const body = { paths: ['06_DELIVERY/stills/plate.jpg'], outbox, name };
    const heard = await show.ask('asset-manager', 'POST', '/exports', { body, headers: WAIT });
    expect(heard.status).toBe(status);
    expect(existsSync(join(show.dir, 'day 2'))).toBe(false);
  });

  test('an export over what is there is refused with the code of the command line', async () => {
    const body = { paths: ['06_DELIVERY/stills/plate.jpg'], outbox: 'outbox', name: 'day 1' };
    const heard = await show.ask('asset-manager', 'POST', '/exports', { body, headers: WAIT });
    expect([heard.status, codeOf(heard)]).toEqual([409, 'target-not-empty']);
    expect(JSON.stringify(heard.body)).not.toContain(show.dir);
  });
});

describe('documents', () => {
  test.each([
    ['a path on the server', { ...MAIL, name: '../../etc/passwd' }],
    ['no bytes', { name: 'mail.txt' }],
    ['a path instead of bytes', { path: '/etc/passwd' }],
    ['blank bytes', { name: 'mail.txt', contentBase64: Buffer.from(' \n').toString('base64') }],
    ['no base64', { name: 'mail.txt', contentBase64: '***' }],
  ])('threat 27: %s is no document', async (_what, document) => {
    const body = { paths: [STILL], by: 'Robin Vale', document };
    expect((await show.ask('approver', 'POST', '/approvals', { body })).status).toBe(400);
  });

  test('threat 15: a still of the production is no document', async () => {
    const contentBase64 = readFileSync(join(show.root, STILL)).toString('base64');
    const body = { paths: [STILL], by: 'Robin Vale', document: { name: 'still.png', contentBase64 } };
    expect((await show.ask('approver', 'POST', '/approvals', { body })).status).toBe(400);
  });
});

describe('folders', () => {
  test('threat 15: approving a folder needs the assets of the preview, exactly', async () => {
    show.write('05_ART/one.png', await genaiStill());
    show.write('05_ART/two.png', Buffer.concat([await genaiStill(), Buffer.of(0)]));
    const body = { paths: ['05_ART'], id: 'STUDIO-0050', by: 'Robin Vale', document: MAIL };
    const bare = await show.ask('approver', 'POST', '/approvals', { body });
    expect([bare.status, codeOf(bare)]).toEqual([409, 'conflict']);
    const preview = await show.ask('approver', 'POST', '/approvals', { body: { ...body, preview: true } });
    const { bound } = z.object({ bound: z.array(z.object({ assetId: z.string() })) }).parse(preview.body);
    const confirmed = bound.map(({ assetId }) => assetId);
    expect(confirmed.length).toBe(2);
    const partly = { ...body, confirmed: confirmed.slice(1) };
    expect((await show.ask('approver', 'POST', '/approvals', { body: partly })).status).toBe(409);
    const agreed = await show.ask('approver', 'POST', '/approvals', { body: { ...body, confirmed } });
    expect(agreed.status).toBe(201);
  });
});

describe('declarations', () => {
  test('threat 14: whoever holds the token is the one who says so', async () => {
    show.write('05_ART/matte.png', await plainPicture());
    const body = { paths: ['05_ART/matte.png'], origin: 'human', basis: 'painted by hand' };
    const named = await show.ask('asset-manager', 'POST', '/declarations', {
      body: { ...body, by: 'Somebody' },
    });
    expect(named.status).toBe(400);
    const made = described('declare', await show.ask('asset-manager', 'POST', '/declarations', { body }));
    expect([made.status, made.body]).toMatchObject([
      201,
      { origin: 'human', declared: [{ path: '05_ART/matte.png' }] },
    ]);
    const { declared } = z.object({ declared: z.array(z.object({ assetId: z.string() })) }).parse(made.body);
    const asset = described(
      'showAsset',
      await show.ask('viewer', 'GET', `/assets/${declared[0]?.assetId}?verdict=true`),
    );
    expect(asset.body).toMatchObject({
      path: '05_ART/matte.png',
      origin: 'human',
      verdict: expect.any(String),
      declarations: [
        { declarant: 'the asset-manager', recordedBy: 'the asset-manager', basis: 'painted by hand' },
      ],
    });
  });
});

describe('provgate.json while the server runs', () => {
  test('a check obeys the configuration as it is now, and a broken one is said so', async () => {
    const text = readFileSync(join(show.root, 'provgate.json'), 'utf8');
    const other = { ...JSON.parse(text), deliverables: [{ path: '06_DELIVERY/**', type: 'trailer' }] };
    show.write('provgate.json', JSON.stringify(other));
    expect((await check()).deliverable.type).toBe('trailer');
    show.write('provgate.json', '{');
    const heard = await show.ask('editor', 'POST', '/checks', { body: { paths: ['06_DELIVERY'] } });
    expect([heard.status, codeOf(heard)]).toEqual([500, 'bad-configuration']);
    show.write('provgate.json', text);
    expect((await check()).deliverable.type).toBe('stills');
  });
});
