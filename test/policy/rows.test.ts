import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { areaOf } from '../../src/domain/area-of.ts';
import { FINDING_CODES } from '../../src/domain/finding.ts';
import { AREAS } from '../../src/domain/guidance.ts';
import type { ItemFacts } from '../../src/domain/policy.ts';
import type { UseStatement } from '../../src/domain/use-statement.ts';
import { policiesOf } from '../../src/pack-file.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { codesByArea, explain } from '../../src/policy/explain.ts';
import { loadPolicies, packs, policyOf } from '../../src/policy/index.ts';
import { netflixGenai2025 } from '../../src/policy/packs/netflix-genai-2025.ts';
import { PLAIN_FACTS } from '../../src/policy/plain-facts.ts';
import type { UseContext } from '../../src/policy/use/context.ts';
import { triage } from '../../src/policy/use/triage.ts';
import type { Catalogue } from '../../src/reports/catalogue.ts';
import { english } from '../../src/reports/catalogue-en.ts';
import { checkJson } from '../../src/reports/check-json.ts';
import { wordsOf } from '../../src/reports/words.ts';
import { openRuntime } from '../../src/runtime.ts';
import { stage } from '../helpers/gate-production.ts';
import { NOW, path } from '../helpers/gate-values.ts';
import { generatedPng } from '../helpers/material.ts';

const every = packs.map((pack) => policyOf(pack, {}, undefined));
const full = policyOf(netflixGenai2025, {}, undefined);
const { guidance } = netflixGenai2025;
if (guidance === undefined) throw new Error('the full pack has no guidance');

const moodBoard: ItemFacts = {
  ...PLAIN_FACTS,
  origin: 'genai',
  involvement: 'full',
  temporary: true,
  generative: true,
  declaration: 'complete',
  triage: 'socialize',
  notice: 'given',
};
const context: UseContext = {
  destination: 'temp',
  now: NOW,
  title: 'Quayside',
  notices: [],
  judgements: [],
  evidence: [],
  consents: [],
  soundDocuments: new Set(),
};
/** A use in which nothing is touched that the guidance asks about. */
const harmless: UseStatement = {
  enterpriseSecured: 'yes',
  storesIo: 'no',
  reusesIo: 'no',
  trainsOnIo: 'no',
  inputs: [],
  trainingSets: [],
  references: [],
  talent: [],
  unionImpact: [],
  intendedUse: 'temp',
  prominence: 'incidental',
};

test('S0-01: rules ship as named, dated packs, and another pack gives other verdicts', () => {
  for (const pack of packs) {
    expect(pack.id).toMatch(/^[a-z0-9-]+$/);
    expect(pack.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(pack.source).toMatch(/^https:/);
    expect(pack.capturedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
  const unknown: ItemFacts = { ...PLAIN_FACTS, origin: 'unknown' };
  expect(every.map((policy) => evaluate(policy, unknown, 'final').map(({ severity }) => severity))).toEqual([
    ['warn'],
    ['review'],
  ]);
});

describe('S0-02', () => {
  test('every code and every always-escalate case is in one of the four areas', () => {
    for (const code of FINDING_CODES) expect(AREAS).toContain(areaOf(code));
    for (const { area } of guidance.alwaysApprove) expect(AREAS).toContain(area);
    expect(new Set(guidance.alwaysApprove.map(({ area }) => area))).toEqual(new Set(AREAS));
  });

  test('the report of a check counts its open findings in all four', async () => {
    const show = await stage({ 'art/shot.png': await generatedPng('a quay at dusk') });
    expect(checkJson(await show.check(['art'])).areas).toEqual({
      data_use: 0,
      creative_output: 1,
      talent_performance: 0,
      ethics_representation: 0,
    });
    await show.close();
  });

  test('a pack shows all four groups, also those of which it says nothing', () => {
    const [plain] = every;
    expect(plain && Object.keys(codesByArea(plain))).toEqual([...AREAS]);
    expect(plain && codesByArea(plain).data_use).toEqual([]);
    expect(codesByArea(full).talent_performance).toContain('HST-001');
  });
});

test.each(['S0-03', 'S1-07'])('%s: what is allowed has a reason too', () => {
  expect(evaluate(full, moodBoard, 'temp')).toEqual([{ code: 'OK-003', severity: 'pass', rules: ['M1'] }]);
  expect(evaluate(full, PLAIN_FACTS, 'final')).toMatchObject([{ code: 'OK-001', severity: 'pass' }]);
  expect(evaluate(full, moodBoard, 'final')).toMatchObject([{ code: 'APR-001', severity: 'block' }]);
});

test('S0-08: a use nobody knows is escalated, never let by', () => {
  for (const useCases of [['UC-SOMETHING-NEW'], [], undefined])
    expect(triage({ ...harmless, useCases }, guidance, context).level).toBe('escalate');
  expect(triage({ ...harmless, useCases: ['UC-IDEATION'] }, guidance, context).level).toBe('socialize');
});

test.each([
  ['M1', { useCases: ['UC-IDEATION'] }, 'socialize'],
  ['M2', { useCases: ['UC-BACKGROUND'] }, 'judgement'],
  ['M3', { useCases: ['UC-KEY-CREATIVE'], keyVisual: true }, 'escalate'],
  ['M4', { useCases: ['UC-TALENT-REPLICA'], talent: [{ relation: 'replica_voice' }] }, 'escalate'],
  [
    'M5',
    { useCases: ['UC-UNOWNED-TRAINING'], trainingSets: [{ kind: 'lora', rights: 'unsure' }] },
    'escalate',
  ],
  [
    'M6',
    { useCases: ['UC-PROPRIETARY-INPUT'], inputs: [{ kind: 'still', class: 'studio_proprietary' }] },
    'judgement',
  ],
] satisfies readonly (readonly [string, UseStatement, string])[])(
  'S0-24: row %s of the matrix',
  (id, use, level) => {
    expect(triage({ ...harmless, ...use }, guidance, context).level).toBe(level);
    expect(guidance.matrix.find((row) => row.id === id)?.action).toBe(level);
  },
);

describe('S0-26: what rests on a passage says on which, and where it can be read', () => {
  test.each(FINDING_CODES)('%s', (code) => {
    const [found] = explain(code, every);
    if (found?.kind !== 'code') throw new Error('no such code');
    expect(found.sources[0]).toMatch(/^https:/);
    expect(found.rules).not.toEqual([]);
    for (const { id, text } of found.rules) expect([id, text.length > 10]).toEqual([id, true]);
  });

  test('use cases, cases, matrix rows and passages are explained, whatever the case of the letters', () => {
    expect(explain('uc-background', every)).toMatchObject([
      {
        kind: 'use',
        pack: 'netflix-genai-2025',
        useCase: { authority: 'contact' },
        rules: [{ id: 'M2' }, {}, {}],
      },
    ]);
    expect(explain('B2', every)).toMatchObject([
      { kind: 'rule', rule: { area: 'creative_output' }, useCases: ['UC-REFERENCED-IP'] },
    ]);
    expect(explain('g-5', every).map(({ kind }) => kind)).toEqual(['rule', 'rule']);
  });
});

test('S0-27: a second catalogue speaks another language, and English where it is silent', () => {
  const french: Catalogue = {
    'ORG-001': {
      title: 'Origine inconnue',
      message: 'Personne n’a dit comment {a} a été fait.',
      next: 'Demandez au fournisseur : provgate declare {target} --origin camera --by NOM --basis TEXTE',
    },
    'FIL-001=missing': { title: 'Absent', message: '{a} est absent.', next: 'Remettez-le à sa place.' },
  };
  const say = (code: 'ORG-001' | 'FIL-001' | 'APR-001', args: Readonly<Record<string, string>> = {}) =>
    wordsOf({ code, args }, path('art/quai.png'), undefined, undefined, french);
  expect(say('ORG-001')).toEqual({
    title: 'Origine inconnue',
    message: 'Personne n’a dit comment art/quai.png a été fait.',
    next: 'Demandez au fournisseur : provgate declare art/quai.png --origin camera --by NOM --basis TEXTE',
  });
  expect(say('FIL-001', { reason: 'missing' }).title).toBe('Absent');
  expect(say('FIL-001').title).toBe(english['FIL-001'].title);
  expect(say('APR-001').title).toBe(english['APR-001'].title);
});

describe('S1-08: nothing that went wrong lets a final pass', () => {
  test('no record', async () => {
    const show = await stage({ 'final/shot.txt': 'a shot' });
    const { production } = show.runtime;
    await show.runtime.close();
    rmSync(join(production.stateDir, 'registry.db'));
    await expect(openRuntime(production)).rejects.toMatchObject({ code: 'registry-missing' });
    rmSync(show.root, { recursive: true });
  });

  test('no pack, or one that cannot be read', async () => {
    expect(() => loadPolicies([])).toThrowError(expect.objectContaining({ code: 'bad-policy' }));
    const show = await stage();
    const home = show.root;
    const configuration = {
      ...show.runtime.production.configuration,
      policy: [{ pack: './ours.json', settings: {} }],
    };
    expect(() => policiesOf({ configuration, home })).toThrowError(
      expect.objectContaining({ code: 'bad-policy' }),
    );
    writeFileSync(show.at('ours.json'), '{ "schema": "provgate.policy-pack/1", ');
    expect(() => policiesOf({ configuration, home })).toThrowError(
      expect.objectContaining({ code: 'bad-policy', message: expect.stringContaining('line 1') }),
    );
    await show.close();
  });

  test('a file cut short', async () => {
    const whole = await generatedPng('a quay at dusk');
    const show = await stage({ 'final/shot.png': whole.subarray(0, whole.length - 40) });
    expect((await show.check(['final'])).outcome).not.toBe('pass');
    await show.close();
  });
});

test.each(FINDING_CODES)('S1-17: %s says what to do next', (code) => {
  expect(english[code].next.length).toBeGreaterThan(5);
});
