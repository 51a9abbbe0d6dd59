import { afterEach, describe, expect, test } from 'vitest';
import { type DeclarationRequest, declare, previewDeclaration } from '../../src/records/declare.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const shot = await generatedPng('a quay at dusk');
const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';
const wrong = expect.objectContaining({ code: 'usage' });
const asked = (paths: readonly string[], more: Partial<DeclarationRequest> = {}): DeclarationRequest => ({
  paths: rel(paths),
  origin: 'human',
  declarant: 'Ana Ruiz',
  basis: 'painted by hand',
  ...more,
});

describe('declaring many files as no GenAI (threat 9)', () => {
  test('skips and lists what is GenAI, suspected, or stands where temporary GenAI stood, and asks', async () => {
    show = await stage({
      'vfx/a.png': await plainPng('a'),
      'vfx/gen.png': shot,
      'vfx/was-gen.png': await generatedPng('was here'),
      [`vfx/${SUSPECT}`]: await plainPng('s'),
    });
    await show.check(['vfx']);
    show.write('vfx/was-gen.png', await plainPng('replaced'));
    await show.check(['vfx']);
    const request = asked(['vfx']);
    const preview = await previewDeclaration(show.runtime, request);
    expect(preview.declares.map(({ path }) => path)).toEqual(['vfx/a.png']);
    expect(preview.skips.map(({ path }) => path)).toEqual([
      `vfx/${SUSPECT}`,
      'vfx/gen.png',
      'vfx/was-gen.png',
    ]);
    await expect(declare(show.runtime, request, preview)).rejects.toThrowError(wrong);
    await declare(show.runtime, { ...request, confirmed: true }, preview);
    expect(told(await show.check(['vfx']))).toEqual([
      `vfx/${SUSPECT} review ORG-004,ORG-001`,
      'vfx/a.png pass OK-001',
      'vfx/gen.png block APR-001',
      'vfx/was-gen.png review ORG-006,ORG-001',
    ]);
  });

  test('several files named by hand are many too', async () => {
    show = await stage({ 'a.png': await plainPng('a'), 'b.png': await plainPng('b') });
    expect((await previewDeclaration(show.runtime, asked(['a.png', 'b.png']))).needsConfirmation).toBe(true);
  });

  test('needs a basis', async () => {
    show = await stage({ 'a.png': await plainPng('a') });
    await expect(previewDeclaration(show.runtime, asked([''], { basis: ' ' }))).rejects.toThrowError(wrong);
  });

  test('where nothing is left is a wrong call', async () => {
    show = await stage({ 'vfx/gen.png': shot, 'vfx/gen2.png': await generatedPng('two') });
    await expect(previewDeclaration(show.runtime, asked(['vfx']))).rejects.toThrowError(wrong);
  });
});

describe('answering for one file', () => {
  test('settles a suspicion', async () => {
    show = await stage({ [SUSPECT]: await plainPng('s') });
    expect((await show.check([''])).outcome).toBe('review');
    await declare(show.runtime, asked([SUSPECT]));
    expect(told(await show.check(['']))).toEqual([`${SUSPECT} pass OK-001`]);
  });

  test('that it is GenAI marks it TEMPORARY and asks for an approval', async () => {
    show = await stage({ 'a.png': await plainPng('a') });
    await declare(show.runtime, asked(['a.png'], { origin: 'genai', tool: 'ComfyUI' }));
    const { items } = await show.check(['a.png']);
    expect(items[0]).toMatchObject({
      origin: 'genai',
      involvement: 'full',
      temporary: true,
      tool: 'ComfyUI',
      verdict: 'block',
    });
  });

  test('against a GenAI claim needs a document, and is then listed by name', async () => {
    show = await stage({ 'gen.png': shot });
    await expect(declare(show.runtime, asked(['gen.png']))).rejects.toThrowError(wrong);
    const document = { name: 'report.txt', bytes: Buffer.from('Shot on stage 4, see camera report.\n') };
    await declare(show.runtime, asked(['gen.png'], { document }));
    const check = await show.check(['gen.png']);
    expect(check.items[0]).toMatchObject({ origin: 'human', overruledBy: 'Ana Ruiz' });
    expect(check.items[0]?.findings).toContainEqual(
      expect.objectContaining({ code: 'ORG-005', severity: 'warn', args: { by: 'Ana Ruiz' } }),
    );
  });

  test.each([
    [{ origin: 'genai', involvement: 'none' }],
    [{ origin: 'human', involvement: 'full' }],
    [{ declarant: '' }],
  ] as const)('%j is a wrong call', async (change) => {
    show = await stage({ 'a.png': await plainPng('a') });
    await expect(declare(show.runtime, asked(['a.png'], change))).rejects.toThrowError(wrong);
  });
});
