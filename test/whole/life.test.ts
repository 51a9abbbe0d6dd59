import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Finished, folder, provgate, provgateJson } from '../helpers/built.ts';
import { generatedPng } from '../helpers/material.ts';

interface CheckJson {
  readonly outcome: string;
  readonly items: readonly {
    readonly path: string;
    readonly verdict: string;
    readonly temporary: boolean;
    readonly findings: readonly { readonly code: string; readonly message: string }[];
  }[];
}

/** What a tool profile answers of a tool in which nothing is stored, reused or trained on. */
const SECURED = [
  ...['--vendor', 'Acme', '--deployment', 'on_premises', '--model', 'demo', '--tier', 'own machines'],
  ...['--enterprise', 'yes', '--stores', 'no', '--reuses', 'no', '--trains', 'no'],
];
/** What is asked of anything that may end in a final, with no reason for worry in any answer. */
const ANSWERED = [
  ...['--inputs', 'none', '--talent', 'none', '--made', '2025-03-02', '--operator', 'Noor Artist'],
  ...['--vendors', 'none', '--phase', 'post', '--training', 'none', '--prompt', 'a quay at dusk'],
  ...['--references', 'none', '--purpose', 'a stand-in', '--modality', 'image', '--story', 'none'],
  ...['--misleading', 'no', '--union', 'none', '--scene', '12', '--shot', 'sh010'],
  ...['--human', 'appreciable', '--commercial', 'yes', '--indemnity', 'yes', '--by', 'Noor Artist'],
];

/** A production whose named files are generated, each with bytes of its own, and that knows the tool `paintbox`. */
async function production(files: readonly string[], policy = 'netflix-genai-2025') {
  const dir = folder('life');
  const papers = folder('papers');
  const paper = (name: string): string => {
    writeFileSync(join(papers, `${name}.txt`), `The paper called ${name}.\n`);
    return join(papers, `${name}.txt`);
  };
  for (const file of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), await generatedPng(file));
  }
  mkdirSync(join(dir, '06_DELIVERY'), { recursive: true });
  await done('init', dir, '--title', 'Quayside', '--policy', policy, '--deliverables', '06_DELIVERY');
  await done('scan', dir);
  if (policy !== 'approval-id')
    await done(
      ...['profile', 'record', 'paintbox', ...SECURED, '--terms', paper('terms'), '--production', dir],
    );
  const at = (path: string): string => join(dir, path);
  return { dir, at, paper, gate };
}

/** Runs a command that has to succeed. */
async function done(...args: string[]): Promise<Finished> {
  const run = await provgate(...args);
  expect(run.stderr.replace(/\n$/, '').split('\n').slice(-3).join('\n') + run.code).toMatch(/0$/);
  return run;
}

/** Exit code, verdict and what weighs, such as `1 block APR-001,DEC-001`. */
async function gate(path: string, ...options: string[]): Promise<string> {
  const { code, json } = await provgateJson<CheckJson>('check', path, ...options);
  const codes = json.items.flatMap(({ findings }) => findings.map((finding) => finding.code));
  const verdicts = new Set(json.items.map(({ verdict }) => verdict));
  return `${code} ${[...verdicts].join('/')} ${[...new Set(codes)].sort().join(',')}`;
}

describe('under the full pack', () => {
  test('S1-02: a generated shot is declared, asked for, granted with a condition, and leaves', async () => {
    const shot = '06_DELIVERY/collapse.png';
    const { dir, at, paper } = await production([shot]);
    expect(await gate(at(shot))).toBe('1 block APR-001,DEC-001');

    await done(
      ...['declare', at(shot), '--use', 'final-element', '--profile', 'paintbox', '--by', 'Noor Artist'],
    );
    expect(await gate(at(shot))).toBe('1 block APR-001,DEC-002');
    await done('declare', at(shot), '--again', ...ANSWERED, '--intended', 'final', '--prominence', 'visible');
    expect(await gate(at(shot))).toBe('1 block APR-001');

    const bundle = join(folder('request'), 'request.html');
    const asked = await provgateJson<{
      readonly id: string;
      readonly files: readonly { readonly reasons: readonly { readonly rule: string }[] }[];
    }>(
      'request',
      at(shot),
      '--to',
      'Studio contact',
      '--question',
      'In the trailer too?',
      '--output',
      bundle,
    );
    expect(asked.code).toBe(0);
    expect(asked.json.files[0]?.reasons.map(({ rule }) => rule)).toEqual(['P4', 'G-5']);
    expect(readFileSync(bundle, 'utf8')).toContain('In the trailer too?');
    expect(await gate(at(shot))).toBe('1 block APR-002');

    await done(
      ...['approve', '--answers', asked.json.id, '--id', 'NFLX-0043', '--by', 'Studio legal'],
      ...['--authority', 'production-legal', '--document', paper('letter'), '--production', dir],
      ...['--condition', 'credit in the end roller'],
    );
    expect(await gate(at(shot))).toBe('1 block APR-009');
    const to = join(folder('out'), 'delivery');
    expect((await provgate('export', at('06_DELIVERY'), '--to', to)).code).toBe(1);
    await done(
      ...['approvals', 'meet', 'NFLX-0043', '--condition', '1', '--document', paper('credits')],
      ...['--production', dir],
    );
    expect(await gate(at(shot))).toBe('0 pass OK-002');

    await done('export', at('06_DELIVERY'), '--to', to);
    const manifest = JSON.parse(readFileSync(join(to, 'provgate-manifest.json'), 'utf8'));
    expect(manifest.files).toMatchObject([
      { path: 'collapse.png', origin: 'genai', temporary: true, approvals: ['NFLX-0043'] },
    ]);
    await done('verify', to);
    const shown = await provgateJson<{
      readonly consequences: { readonly exports: readonly { readonly files: readonly object[] }[] };
    }>('approvals', 'show', 'NFLX-0043', '--production', dir);
    expect(shown.json.consequences.exports.map(({ files }) => files)).toMatchObject([
      [{ path: 'collapse.png' }],
    ]);
    const requests = await provgateJson<{ readonly requests: readonly { readonly state: string }[] }>(
      ...['request', 'list', '--production', dir],
    );
    expect(requests.json.requests.map(({ state }) => state)).toEqual(['answered']);
    const audit = await provgateJson<{ readonly broken: unknown }>('audit', 'verify', '--production', dir);
    expect([audit.code, audit.json.broken]).toEqual([0, null]);
  });

  test('S0-06: an idea is declared in one line, told of, passes for temp and stays TEMPORARY', async () => {
    const { dir, at } = await production(['02_ART/board/idea.png']);
    const board = at('02_ART/board');
    expect(await gate(board, '--for', 'temp')).toBe('1 review APR-010,DEC-001');
    await done(
      ...['declare', board, '--use', 'ideation', '--profile', 'paintbox', '--inputs', 'none'],
      ...['--talent', 'none', '--by', 'Noor Artist', '--yes'],
    );
    expect(await gate(board, '--for', 'temp')).toBe('0 warn NTF-001');
    await done('notice', board, '--to', 'Studio contact', '--at', '2025-03-01', '--yes');
    expect(await gate(board, '--for', 'temp')).toBe('0 pass OK-003');
    const listed = await provgateJson<{ readonly items: readonly { readonly path: string }[] }>(
      ...['list', dir, '--temporary'],
    );
    expect(listed.json.items.map(({ path }) => path)).toEqual(['02_ART/board/idea.png']);
    expect(await gate(board)).toBe('1 block APR-001,DEC-002');
  });

  test('S0-12: a replica without consent stops everywhere; one signed later does not cure it, one signed before does', async () => {
    const voice = '04_VFX/voice.png';
    const { dir, at, paper } = await production([voice]);
    await done(
      ...['declare', at(voice), '--use', 'talent-replica', '--profile', 'paintbox', ...ANSWERED],
      ...['--intended', 'temp', '--prominence', 'visible', '--talent', 'replica_voice: Ana Ruiz'],
    );
    const both = async () => [await gate(at(voice), '--for', 'temp'), await gate(at(voice))];
    const agrees = (signed: string) =>
      done(
        ...['consent', 'record', '--giver', 'Ana Ruiz', '--uses', 'pick-up lines', '--signed', signed],
        ...['--document', paper(`consent ${signed}`), '--production', dir],
      );
    expect(await both()).toEqual(['1 block APR-010,HST-001', '1 block APR-001,HST-001']);
    await agrees('2025-04-01');
    expect(await both()).toEqual(['1 block APR-010,DEC-005,HST-001', '1 block APR-001,DEC-005,HST-001']);
    await agrees('2025-02-01');
    expect(await both()).toEqual(['1 review APR-010', '1 block APR-001']);
  });

  test('an incidental poster needs a person, then the contact; once it matters to the story, more', async () => {
    const poster = '06_DELIVERY/poster.png';
    const { at, paper } = await production([poster]);
    const granted = (id: string, ...letter: string[]) =>
      done('approve', at(poster), '--id', id, '--by', 'Studio', '--document', paper(id), ...letter);
    const proved = (type: string) =>
      done('evidence', at(poster), '--type', type, '--by', 'Studio legal', '--document', paper(type));
    await done(
      ...['declare', at(poster), '--use', 'background', '--profile', 'paintbox', ...ANSWERED],
      ...['--intended', 'final', '--prominence', 'incidental'],
    );
    await done('notice', at(poster), '--to', 'Studio contact', '--at', '2025-03-01');
    expect(await gate(at(poster))).toBe('1 block APR-001,TRI-001');
    await done('answer', at(poster), '--incidental', '--by', 'Kim Lee', '--reason', 'far behind');
    await granted('NFLX-0042');
    expect(await gate(at(poster))).toBe('0 pass OK-002');

    await done(
      ...['declare', at(poster), '--again', '--use', 'story-prop', '--prominence', 'story_relevant'],
      ...['--by', 'Noor Artist'],
    );
    expect(await gate(at(poster))).toBe('1 block APR-012');
    await granted('NFLX-0043', '--authority', 'studio-legal', '--max-prominence', 'incidental');
    expect(await gate(at(poster))).toBe('1 block APR-008');
    await granted('NFLX-0044', '--authority', 'studio-legal', '--supersedes', 'NFLX-0043');
    expect(await gate(at(poster))).toBe('1 block EVD-001');
    await proved('legal-review');
    await proved('human-input');
    expect(await gate(at(poster))).toBe('0 pass OK-002');
  });

  test('S0-25: the second step of a vendor that trains on inputs makes the whole a no, and is named', async () => {
    const shot = '04_VFX/acme/fog.png';
    const { dir, at } = await production([shot]);
    const step = {
      tool: { name: 'paintbox', deployment: 'on_premises' },
      model: 'demo',
      enterpriseSecured: 'yes',
      storesIo: 'no',
      reusesIo: 'no',
      trainsOnIo: 'no',
      inputs: 'none',
    };
    const said = {
      path: '04_VFX/acme/fog.png',
      useCases: ['ideation', 'custom-workflow'],
      company: 'Acme VFX',
      talent: 'none',
      intendedUse: 'temp',
      steps: [step, { ...step, trainsOnIo: 'yes' }, step],
    };
    const list = join(folder('from'), 'acme.json');
    writeFileSync(list, JSON.stringify([said]));
    await done('declare', '--from', list, '--by', 'Acme producer', '--production', dir, '--yes');
    const { code, json } = await provgateJson<CheckJson>('check', at(shot), '--for', 'temp');
    expect([code, json.items[0]?.findings]).toMatchObject([1, [{ code: 'APR-010' }]]);
    expect(json.items[0]?.findings[0]?.message).toContain('step 2: P2');
  });
});

test('under approval-id one command approves and one checks; nothing is declared', async () => {
  const still = '06_DELIVERY/quay.png';
  const { at, paper } = await production([still], 'approval-id');
  expect(await gate(at('06_DELIVERY'))).toBe('1 block APR-001');
  await done(
    ...['approve', at(still), '--id', 'NFLX-0042', '--by', 'Studio contact', '--document', paper('mail')],
  );
  expect(await gate(at('06_DELIVERY'))).toBe('0 pass OK-002');
});
