import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Described, described } from './described.ts';
import { genaiStill, photograph, plainPicture } from './pictures.ts';
import { type Show, startShow } from './show.ts';

const MAIL = { name: 'mail.txt', contentBase64: Buffer.from('Agreed. Robin Vale').toString('base64') };
const WAIT = { prefer: 'wait=60' };
const STILL = '06_DELIVERY/stills/quay.png';
const MATTE = '05_ART/matte.png';

let show: Show;
let api: Described;
beforeAll(async () => {
  show = await startShow(
    {
      [STILL]: await genaiStill(),
      [MATTE]: await plainPicture(),
      '05_ART/plate.jpg': await photograph(),
      '05_ART/other.png': Buffer.concat([await genaiStill(), Buffer.of(1)]),
    },
    (dir) => ({ outboxes: [join(dir, 'outbox')], policy: 'netflix-genai-2025' }),
  );
  mkdirSync(join(show.dir, 'outbox'));
  api = await described(show);
});
afterAll(() => show.close());

type Role = 'viewer' | 'editor' | 'asset-manager' | 'approver' | 'admin';

/** A request that must go well. */
async function done(
  role: Role,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<unknown> {
  const heard = await api.ask(role, method, path, { ...(body === undefined ? {} : { body }), headers });
  if (heard.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(heard.body)}`);
  return heard.body;
}

const recordId = (body: unknown): string =>
  z.object({ record: z.object({ id: z.string() }) }).parse(body).record.id;

test('threat 26: every operation of the published description answers as described', async () => {
  const { ask } = api;
  await ask(undefined, 'GET', '/health');
  for (const path of ['/session', '/coverage', '/metrics', '/openapi.json', '/events?after=0&limit=5'])
    await done('viewer', 'GET', path);
  await done('viewer', 'POST', '/session', {});
  await done('viewer', 'DELETE', '/session', {});

  await done('editor', 'POST', '/checks', { paths: ['.'] }, WAIT);
  const started = await ask('editor', 'POST', '/checks', { body: { paths: [STILL] } });
  const place = (started.headers.get('location') ?? '').replace('/api/v1', '');
  for (const query of ['', '?format=table&from=06_DELIVERY&colours=true', '?format=csv'])
    await done('viewer', 'GET', `${place}${query}`, undefined, WAIT);

  const listed = await done('viewer', 'GET', '/assets?under=06_DELIVERY&origin=genai&limit=1');
  const { items } = z.object({ items: z.array(z.object({ assetId: z.string() })) }).parse(listed);
  const asset = items[0]?.assetId;
  await done('viewer', 'GET', `/assets/${asset}?verdict=true`);
  await done('viewer', 'GET', `/assets/${asset}/thumbnail?edge=32`);
  await done('viewer', 'GET', `/files?path=${encodeURIComponent(STILL)}`);
  await done('viewer', 'GET', `/files?path=${encodeURIComponent(STILL)}&format=table&explain=true`);

  const profile = { name: 'ComfyUI', use: { model: 'sdxl', enterpriseSecured: 'yes', trainsOnIo: 'no' } };
  await done('asset-manager', 'POST', '/profiles', { ...profile, terms: MAIL });
  await done('viewer', 'GET', '/profiles');
  const use = {
    useCases: ['background'],
    purpose: 'set extension',
    operator: 'Kim Lee',
    prominence: 'incidental',
  };
  const declared = await done('asset-manager', 'POST', '/declarations', {
    paths: [STILL],
    profile: 'ComfyUI',
    use,
  });
  const { id: declaration } = z.object({ id: z.string() }).parse(declared);
  await done('asset-manager', 'POST', '/templates', { name: 'set extension', declaration });
  await done('viewer', 'GET', '/templates');
  const whole = await done('viewer', 'GET', `/declarations/${declaration}`);
  expect(whole).toMatchObject({ declarant: 'the asset-manager', use: { operator: 'Kim Lee' } });
  const human = { paths: [MATTE], origin: 'human', basis: 'painted by hand' };
  const painted = z
    .object({ id: z.string() })
    .parse(await done('asset-manager', 'POST', '/declarations', human));
  await done('asset-manager', 'POST', `/declarations/${painted.id}/withdraw`, { reason: 'the wrong file' });

  const told = { paths: [STILL], to: 'Robin Vale', at: '2026-01-05', channel: 'mail', document: MAIL };
  await done('asset-manager', 'POST', '/notices', { ...told, preview: true });
  const noticeId = recordId(await done('asset-manager', 'POST', '/notices', told));
  await done('approver', 'GET', `/papers/${noticeId}/documents/1`);
  await done('viewer', 'GET', '/notices?limit=1');
  const consent = { giver: 'Ada Moss', uses: 'voice for retakes', signed: '2026-01-05', document: MAIL };
  const consentId = recordId(await done('asset-manager', 'POST', '/consents', consent));
  await done('asset-manager', 'POST', `/consents/${consentId}/end`, { state: 'withdrawn' });
  await done('approver', 'GET', '/consents');
  const proof = { paths: [STILL], type: 'legal-review', document: MAIL, issuedBy: 'Lee Hart' };
  await done('asset-manager', 'POST', '/evidence', proof);
  await done('viewer', 'GET', '/evidence');
  const answer = { paths: [STILL], outcome: 'incidental', reason: 'out of focus' };
  await done('asset-manager', 'POST', '/judgements', answer);
  await done('viewer', 'GET', '/judgements');
  const baseline = { paths: [MATTE], until: '2099-12-31', document: MAIL, reason: 'there before the rule' };
  await done('asset-manager', 'POST', '/baselines', baseline);
  await done('viewer', 'GET', '/baselines');
  await done('asset-manager', 'POST', '/retirements', { paths: ['05_ART/plate.jpg'], reason: 'recut' });
  await done('viewer', 'GET', '/retirements');

  const asking = {
    paths: [STILL],
    to: 'Robin Vale',
    questions: ['May it stay?'],
    types: ['stills'],
    due: '2099-01-01',
  };
  await done('asset-manager', 'POST', '/requests', { ...asking, preview: true });
  const requestId = recordId(await done('asset-manager', 'POST', '/requests', asking));
  await done('asset-manager', 'POST', `/requests/${requestId}/withdraw`, { reason: 'recut' });
  await done('viewer', 'GET', '/requests');
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const waiver = {
    paths: [STILL],
    codes: ['NTF-001'],
    by: 'Robin Vale',
    reason: 'late',
    until,
    document: MAIL,
  };
  await done('approver', 'POST', '/waivers', waiver);
  await done('viewer', 'GET', '/waivers');
  const approval = {
    paths: ['05_ART/other.png'],
    id: 'STUDIO-7',
    by: 'Robin Vale',
    document: MAIL,
    conditions: ['credit in the end roller'],
  };
  await done('approver', 'POST', '/approvals', { ...approval, preview: true });
  await done('approver', 'POST', '/approvals', approval);
  await done('viewer', 'GET', '/approvals?limit=1');
  await done('viewer', 'GET', '/approvals/STUDIO-7');
  await done('approver', 'GET', '/approvals/STUDIO-7/document');
  await done('approver', 'POST', '/approvals/STUDIO-7/conditions/1/meet', { document: MAIL, note: 'seen' });
  await done('approver', 'POST', '/approvals/STUDIO-7/conditions/1/reopen', { reason: 'taken out again' });
  await done('approver', 'POST', '/approvals/STUDIO-7/revoke', { reason: 'withdrawn' });

  const outbox = { paths: ['05_ART'], for: 'temp', outbox: 'outbox', name: 'day 1_TEMP' };
  const sent = await ask('asset-manager', 'POST', '/exports', { body: outbox });
  const exported = (sent.headers.get('location') ?? '').replace('/api/v1', '');
  await done('viewer', 'GET', exported, undefined, WAIT);

  await done('viewer', 'GET', '/policy');
  await done('viewer', 'GET', '/policy/APR-001');
  await done('approver', 'GET', '/audit');
  await done('viewer', 'GET', '/reports/unknowns?under=05_ART');
  await done('admin', 'POST', '/people/erase', { person: 'Robin Vale' });

  // It never ends by itself; test/http/stream.test.ts reads it.
  const untried = api.operations.filter((id) => !api.exercised.has(id) && id !== 'streamEvents');
  expect(untried).toEqual([]);
});

test('a refusal is the problem the description describes, under every operation', async () => {
  const heard = await api.ask('viewer', 'POST', '/approvals', { body: {} });
  expect(heard.status).toBe(403);
  expect((await api.ask('approver', 'POST', '/approvals', { body: { nonsense: 1 } })).status).toBe(400);
  expect((await api.ask('viewer', 'GET', '/policy/none-such')).status).toBe(404);
});
