import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type CheckJson, checkSchema } from '../../src/reports/schemas.ts';
import { type Described, described } from './described.ts';
import { genaiStill } from './pictures.ts';
import { type Show, startShow } from './show.ts';

const letter = (text: string) => ({
  name: 'letter.txt',
  contentBase64: Buffer.from(`${text}\n`).toString('base64'),
});
const WAIT = { prefer: 'wait=60' };
const SHOT = '06_DELIVERY/stills/quay.png';
const REPLICA = '05_ART/face.png';
const IDEA = '02_ART/board/idea.png';
const POSTER = '06_DELIVERY/posters/poster.png';
const FOG = '04_VFX/acme/fog.png';

let show: Show;
let api: Described;
beforeAll(async () => {
  const still = await genaiStill();
  show = await startShow(
    Object.fromEntries(
      [SHOT, REPLICA, IDEA, POSTER, FOG].map((path, n) => [path, Buffer.concat([still, Buffer.of(n)])]),
    ),
    (dir) => ({ outboxes: [join(dir, 'outbox')], policy: 'netflix-genai-2025' }),
  );
  mkdirSync(join(show.dir, 'outbox'));
  api = await described(show);
});
afterAll(() => show.close());

type Role = 'viewer' | 'editor' | 'asset-manager' | 'approver' | 'admin';

async function ask(role: Role, method: string, path: string, body?: unknown, headers = {}): Promise<unknown> {
  const heard = await api.ask(role, method, path, { ...(body === undefined ? {} : { body }), headers });
  if (heard.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(heard.body)}`);
  return heard.body;
}

async function check(path: string, destination: string): Promise<CheckJson> {
  return checkSchema.parse(await ask('editor', 'POST', '/checks', { paths: [path], for: destination }, WAIT));
}

/** `outcome CODE,CODE` of one file, as the gate tells an editor. */
async function verdict(path: string, destination = 'final'): Promise<string> {
  const { outcome, items } = await check(path, destination);
  return `${outcome} ${(items[0]?.findings ?? []).map(({ code }) => code).join(',')}`;
}

/** The notice every use needs that is not asked for. */
function tell(path: string): Promise<unknown> {
  const told = { to: 'Studio contact', at: '2025-03-01', channel: 'mail', reference: `About ${path}` };
  return ask('asset-manager', 'POST', '/notices', { paths: [path], ...told });
}

/** What a careful artist says of a shot that is to stay in the picture. */
const USE = {
  company: 'Acme VFX',
  role: 'Artist',
  vendorChain: 'none',
  phase: 'post',
  operator: 'Noor Artist',
  operatorUnion: 'none',
  made: '2025-03-02',
  tool: {
    name: 'Stable Diffusion WebUI',
    vendor: 'Example',
    version: '2',
    deployment: 'enterprise_agreement',
  },
  model: { name: 'house-xl', version: '1' },
  termsTier: 'enterprise',
  enterpriseSecured: 'yes',
  storesIo: 'no',
  reusesIo: 'no',
  trainsOnIo: 'no',
  commercialUse: 'yes',
  indemnity: 'yes',
  inputs: 'none',
  trainingSets: 'none',
  prompts: ['a quay at dusk'],
  references: 'none',
  purpose: 'Set extension',
  useCases: ['final-element'],
  intendedUse: 'final',
  modality: ['image'],
  placement: [{ episode: '101', shot: '010' }],
  prominence: 'incidental',
  keyCharacter: false,
  keyVisual: false,
  centralSetting: false,
  talent: 'none',
  misleading: 'no',
  unionImpact: 'none',
  humanContribution: 'appreciable',
  humanStatement: 'Painted over by hand.',
} as const;

test('a generated shot from its first minute to the delivery, over HTTP alone', async () => {
  // Registered.
  expect(await verdict(SHOT)).toBe('block DEC-001,APR-001');

  // Declared, and so triaged: what is complete still has to be asked for.
  const declared = await ask('asset-manager', 'POST', '/declarations', { paths: [SHOT], use: USE });
  expect(declared).toMatchObject({ useCases: ['UC-FINAL-ELEMENT'], open: [] });
  expect(await verdict(SHOT)).toBe('block APR-001');

  // Requested.
  const asked = z.object({ record: z.object({ id: z.string(), about: z.array(z.string()) }) });
  const { record: request } = asked.parse(
    await ask('asset-manager', 'POST', '/requests', {
      paths: [SHOT],
      to: 'Studio lawyer',
      questions: ['May the extension stay in the picture?'],
    }),
  );
  expect(request.about).toEqual([z.object({ id: z.string() }).parse(declared).id]);

  // Approved, with a condition.
  const approval = {
    answers: request.id,
    id: 'STUDIO-0101',
    by: 'Studio lawyer',
    authority: 'studio_legal',
    document: letter('Approved, once the poster on the wall is replaced.'),
    conditions: ['replace the poster on the wall'],
  };
  const preview = await ask('approver', 'POST', '/approvals', { ...approval, preview: true });
  const { bound } = z.object({ bound: z.array(z.object({ assetId: z.string() })) }).parse(preview);
  const confirmed = bound.map(({ assetId }) => assetId);
  const approved = await ask('approver', 'POST', '/approvals', { ...approval, confirmed });
  expect(approved).toMatchObject({ approvals: [{ state: 'conditions-open', recordedBy: 'the approver' }] });
  expect(await verdict(SHOT)).toBe('block APR-009');

  // The condition is met, with its proof.
  const proof = { document: letter('The poster is gone: version 3.'), note: 'seen in review' };
  await ask('approver', 'POST', '/approvals/STUDIO-0101/conditions/1/meet', proof);
  expect(await verdict(SHOT)).toBe('pass OK-002');

  // Exported.
  const outbox = { paths: ['06_DELIVERY/stills'], outbox: 'outbox', name: 'day 1' };
  const exported = await ask('asset-manager', 'POST', '/exports', outbox, WAIT);
  expect(exported).toMatchObject({ outcome: 'pass', files: 1 });
  expect(readdirSync(join(show.dir, 'outbox/day 1'))).toContain('quay.png');

  // Listed.
  expect(await ask('viewer', 'GET', '/approvals')).toMatchObject({
    approvals: [{ id: 'STUDIO-0101', state: 'valid', conditions: [{ met: true }] }],
  });
  expect(await ask('viewer', 'GET', '/requests')).toMatchObject({
    requests: [{ state: 'answered', answers: ['STUDIO-0101'] }],
  });
  expect(await ask('approver', 'GET', '/audit')).toMatchObject({ broken: null });
});

test('a replica without consent may not even be used for temp', async () => {
  const use = {
    ...USE,
    useCases: ['talent-replica'],
    talent: [{ relation: 'replica_likeness', performer: 'Mira Actor' }],
  };
  await ask('asset-manager', 'POST', '/declarations', { paths: [REPLICA], use });
  expect(await verdict(REPLICA, 'temp')).toMatch(/^block HST-001/);
  const granted = { paths: [REPLICA], id: 'STUDIO-0102', by: 'Studio lawyer', authority: 'studio_legal' };
  await ask('approver', 'POST', '/approvals', { ...granted, document: letter('Approved.') });
  expect(await verdict(REPLICA, 'temp')).toMatch(/^block HST-001/);

  const consent = { giver: 'Mira Actor', uses: 'likeness in shot 010', signed: '2025-02-01' };
  await ask('asset-manager', 'POST', '/consents', { ...consent, document: letter('I agree. Mira Actor') });
  expect(await verdict(REPLICA, 'temp')).not.toContain('HST-001');
});

test('an idea declared with a profile and told of passes for temp, stays temporary, and blocks a final', async () => {
  expect(await verdict(IDEA, 'temp')).toBe('review APR-010,DEC-001');
  await ask('asset-manager', 'POST', '/profiles', {
    name: 'paintbox',
    use: {
      tool: { name: 'paintbox', vendor: 'Acme', deployment: 'on_premises' },
      model: 'demo',
      termsTier: 'own machines',
      enterpriseSecured: 'yes',
      storesIo: 'no',
      reusesIo: 'no',
      trainsOnIo: 'no',
    },
    terms: letter('Nothing is stored.'),
  });
  const use = { useCases: ['ideation'], inputs: 'none', talent: 'none' };
  const declared = await ask('asset-manager', 'POST', '/declarations', {
    paths: [IDEA],
    profile: 'paintbox',
    use,
  });
  expect(declared).toMatchObject({ useCases: ['UC-IDEATION'], open: [] });
  const judged = (severity: string, code: string) => ({
    outcome: 'pass',
    items: [{ verdict: severity, temporary: true, findings: [{ code }] }],
  });
  expect(await check(IDEA, 'temp')).toMatchObject(judged('warn', 'NTF-001'));
  await tell(IDEA);
  expect(await check(IDEA, 'temp')).toMatchObject(judged('pass', 'OK-003'));
  expect(await ask('viewer', 'GET', '/assets?temporary=true&under=02_ART')).toMatchObject({
    items: [{ path: IDEA, origin: 'genai', temporary: true }],
  });
  expect(await verdict(IDEA)).toBe('block DEC-002,APR-001');
});

test('an incidental poster waits for the answer of a person, then for the contact', async () => {
  const use = { ...USE, useCases: ['background'] };
  await ask('asset-manager', 'POST', '/declarations', { paths: [POSTER], use });
  await tell(POSTER);
  expect(await verdict(POSTER)).toBe('block APR-001,TRI-001');
  const answer = { paths: [POSTER], outcome: 'incidental', reason: 'far behind, out of focus' };
  await ask('asset-manager', 'POST', '/judgements', answer);
  expect(await verdict(POSTER)).toBe('block APR-001');
  const granted = { paths: [POSTER], id: 'STUDIO-0103', by: 'Studio contact', authority: 'contact' };
  await ask('approver', 'POST', '/approvals', { ...granted, document: letter('The poster may stay.') });
  expect(await verdict(POSTER)).toBe('pass OK-002');
});

test('the second step of a vendor that trains on inputs makes the whole a no, and is named', async () => {
  const step = {
    tool: { name: 'fogmaker', deployment: 'on_premises' },
    model: 'demo',
    enterpriseSecured: 'yes',
    storesIo: 'no',
    reusesIo: 'no',
    trainsOnIo: 'no',
    inputs: 'none',
  };
  const use = {
    useCases: ['ideation', 'custom-workflow'],
    company: 'Acme VFX',
    talent: 'none',
    intendedUse: 'temp',
    steps: [step, { ...step, trainsOnIo: 'yes' }, step],
  };
  await ask('asset-manager', 'POST', '/declarations', { paths: [FOG], use });
  const { outcome, items } = await check(FOG, 'temp');
  expect([outcome, items[0]?.findings]).toMatchObject(['review', [{ code: 'APR-010' }]]);
  expect(items[0]?.findings[0]?.message).toContain('step 2: P2');
});
