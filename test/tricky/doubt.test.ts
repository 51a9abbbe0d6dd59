import { mkdirSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { glb } from '../../fixtures/build/gltf.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { classify } from '../../src/classify.ts';
import { patternsOf } from '../../src/configuration/patterns-of.ts';

import type { Evidence } from '../../src/domain/evidence.ts';
import { originRuleEvidence } from '../../src/evidence/location.ts';
import { runCheck } from '../../src/gate/check.ts';
import { netflixGenai2025 } from '../../src/policy/packs/netflix-genai-2025.ts';
import { openRecorder } from '../../src/recorder.ts';
import { acceptRules } from '../../src/records/accept-rules.ts';
import { openRegistry } from '../../src/registry/open.ts';
import { signedPng } from '../evidence/credentials.ts';
import { rel, type Stage } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng } from '../helpers/material.ts';
import { aFinalUse, at, bothWays, declared, granted, underGuidance, verdictOf } from './show.ts';

let show: Stage;
afterEach(() => show.close());

const GENERATED = { actions: [{ action: 'c2pa.created', sourceType: 'trainedAlgorithmicMedia' }] };

/** Registers a file with what a detector would have said of it among its evidence. */
async function scored(path: string, score: string, points: Evidence['points']): Promise<void> {
  const { registry, clock, examiner, production } = show.runtime;
  const read = await examiner.examine(show.at(path));
  if (read.kind !== 'examined') throw new Error(`${path} was not read`);
  const { examination } = read;
  const rule = patternsOf(production.configuration).originOf(at(path));
  const claim: Evidence = {
    subject: 'content',
    reader: 'detector',
    readerVersion: 1,
    rule: 'detector.score',
    strength: 'detector',
    where: 'pixels',
    excerpt: score,
    status: 'read',
    ...(points === undefined ? {} : { points }),
  };
  await registry.assets.record([
    {
      kind: 'examined',
      path: at(path),
      snapshot: examination.snapshot,
      observedAt: clock.now(),
      locationEvidence: rule === undefined ? [] : originRuleEvidence(rule, examination.type.format, at(path)),
      inDeliverable: false,
      examination: { ...examination, evidence: [...examination.evidence, claim] },
    },
  ]);
}

describe('signs that contradict each other', () => {
  test('X37: camera EXIF, but a Content Credential says generated', async () => {
    const camera = await sharp({ create: { width: 24, height: 16, channels: 3, background: '#468' } })
      .png()
      .withExif({ IFD0: { Make: 'Canon', Model: 'Canon EOS R5' } })
      .toBuffer();
    const sealed = await signedPng(GENERATED, camera);
    const forged = Buffer.from(
      await signedPng({ actions: [{ action: 'c2pa.created', sourceType: 'digitalCapture' }] }),
    );
    forged.write('DigitalCapture', forged.indexOf('digitalCapture'), 'latin1');
    show = await underGuidance({ 'sealed.png': sealed, 'forged.png': forged });
    expect(await bothWays(show, 'sealed.png')).toEqual({
      temp: 'review APR-010,DEC-001',
      final: 'block DEC-001,APR-001',
    });
    expect(await bothWays(show, 'forged.png')).toEqual({
      temp: 'warn ORG-002,ORG-001',
      final: 'review ORG-002,ORG-001',
    });
  });

  test('X38: a detector says 97 % AI, the card-offload rule says camera', async () => {
    show = await underGuidance(
      { '01_CAMERA/a.jpg': await cameraJpeg() },
      { origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT card offload' }] },
    );
    await scored('01_CAMERA/a.jpg', '97 %', { origin: 'genai', involvement: 'full' });
    expect(await bothWays(show, '01_CAMERA/a.jpg')).toEqual({
      temp: 'warn ORG-004,ORG-001',
      final: 'review ORG-004,ORG-001',
    });
    await declared(show, '01_CAMERA/a.jpg', undefined, { origin: 'camera', documented: true });
    expect((await bothWays(show, '01_CAMERA/a.jpg')).final).toBe('pass OK-001');
  });

  test('X39: a detector says 1 % AI, origin unknown', async () => {
    show = await underGuidance({ 'a.png': await plainPng('a') });
    await scored('a.png', '1 %', undefined);
    expect(await bothWays(show, 'a.png')).toEqual({ temp: 'warn ORG-001', final: 'review ORG-001' });
  });

  test('X41: a 3D model made by hand, its texture generated', async () => {
    const texture = png({ before: [tEXt('parameters', 'a quay\nSteps: 20, Sampler: Euler a, Seed: 42')] });
    show = await underGuidance({ 'quay.glb': glb({ images: [texture] }) });
    await declared(show, 'quay.glb', undefined, { origin: 'human', by: 'Kim Modeller' });
    const both = await bothWays(show, 'quay.glb');
    expect([both.temp, both.final]).toEqual([
      expect.stringMatching(/^review APR-010/),
      expect.stringMatching(/^block DEC-001,APR-001/),
    ]);
    await declared(show, 'quay.glb', await aFinalUse(show), { involvement: 'partial' });
    await granted(show, 'quay.glb');
    expect((await bothWays(show, 'quay.glb')).final).toBe('pass OK-002');
  });
});

describe('a gate that cannot decide', () => {
  test('X47: the registry is locked by another process', async () => {
    show = await underGuidance({ 'a.jpg': await cameraJpeg() });
    await show.check(['a.jpg']);
    const file = show.at('.provgate/registry.db');
    const { production } = show.runtime;
    const registry = await openRegistry({
      file,
      stateDir: production.stateDir,
      productionId: production.configuration.id,
      clock: show.runtime.clock,
      ids: show.runtime.ids,
      classify,
      busyMs: 400,
    });
    const recorder = openRecorder(registry, () => false);
    const lock = new Database(file);
    try {
      lock.exec('BEGIN EXCLUSIVE');
      const locked = { ...show.runtime, registry, recorder };
      await expect(runCheck(locked, { paths: rel(['a.jpg']) })).rejects.toMatchObject({
        code: 'registry-busy',
      });
    } finally {
      lock.close();
      await registry.close();
    }
  });

  test('X48: nothing to check', async () => {
    show = await underGuidance({});
    mkdirSync(show.at('finals'));
    expect(await bothWays(show, 'finals')).toEqual({
      temp: 'incomplete TML-003',
      final: 'incomplete TML-003',
    });
  });
});

describe('rules that changed', () => {
  test('X49: approved, then the pack gets a new question', async () => {
    const pack = (change: object): string =>
      JSON.stringify({ ...netflixGenai2025, id: 'our-guidance', ...change });
    show = await underGuidance({ 'a.png': await generatedPng('a quay') });
    show.write('our.json', pack({}));
    show = await show.configured({ policy: ['netflix-genai-2025', './our.json'] });
    await acceptRules(show.runtime, show.at('our.json'));
    await declared(show, 'a.png', await aFinalUse(show));
    const approval = await show.approve(['a.png'], { authority: 'studio_legal' });
    expect(approval.terms?.packs?.map(({ id }) => id)).toContain('our-guidance');
    expect(await verdictOf(show, 'a.png')).toBe('pass OK-002');
    const { guidance } = netflixGenai2025;
    if (guidance === undefined) throw new Error('the pack has no guidance');
    const base = [...guidance.questions.base, 'termsTier'];
    const asking = { ...guidance, questions: { ...guidance.questions, base } };
    for (const [asksAgain, verdict] of [
      [[], 'warn APR-015,OK-002'],
      [['1.0.0'], 'block APR-015,OK-002'],
    ] as const) {
      writeFileSync(show.at('our.json'), pack({ version: '1.1.0', guidance: { ...asking, asksAgain } }));
      show = await show.configured({});
      expect((await show.check(['a.png'])).findings.map(({ code }) => code)).toEqual(['GAT-001']);
      await acceptRules(show.runtime, show.at('our.json'));
      expect(await verdictOf(show, 'a.png')).toBe(verdict);
    }
  });
});
