import { afterEach, describe, expect, test } from 'vitest';
import type { UseStatement } from '../../src/domain/use-statement.ts';
import { answerJudgement } from '../../src/records/answer.ts';
import { type DeclarationRequest, declare, previewDeclaration } from '../../src/records/declare.ts';
import { recordNotice } from '../../src/records/notice.ts';
import { recordProfile } from '../../src/records/profile.ts';
import { saveTemplate } from '../../src/records/template.ts';
import { requireUse } from '../../src/records/use/use-input.ts';
import { rel, type Stage, stage, told } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const FULL = { policy: ['netflix-genai-2025'] };
const temp = { destination: 'temp' as const };
const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';
const asked = (paths: readonly string[], more: Partial<DeclarationRequest> = {}): DeclarationRequest => ({
  paths: rel(paths),
  declarant: 'Kim Lee',
  confirmed: true,
  ...more,
});
const short = { use: requireUse({ use: 'ideation', inputs: 'none', talent: 'none' }), profile: 'comfy' };

async function withProfile(
  files: Readonly<Record<string, Uint8Array>>,
  configuration: object = FULL,
): Promise<void> {
  show = await stage(files, configuration);
  await recordProfile(show.runtime, {
    name: 'comfy',
    use: requireUse({
      tool: { name: 'Stable Diffusion', deployment: 'on_premises' },
      model: 'sdxl',
      enterprise: 'yes',
      stores: 'no',
      reuses: 'no',
      trains: 'no',
    }),
  });
}

async function useOf(path: string): Promise<UseStatement | undefined> {
  const { registry } = show.runtime;
  const at = await registry.locations.at(rel([path]));
  const id = [...at.values()][0]?.asset?.id;
  if (id === undefined) throw new Error('not registered');
  return (await registry.declarations.current([id])).get(id)?.use;
}

describe('the short command', () => {
  test('S0-04: an idea is declared by its use, its tool and two answers', async () => {
    await withProfile({ 'art/a.png': await generatedPng('a'), 'art/b.png': await generatedPng('b') });
    const request = asked(['art'], short);
    const preview = await previewDeclaration(show.runtime, request);
    expect(preview).toMatchObject({
      origin: 'genai',
      involvement: 'full',
      open: [],
      needsConfirmation: true,
    });
    const made = await declare(show.runtime, request, preview);
    expect(made).toMatchObject({
      tool: 'Stable Diffusion',
      basis: 'Stated use: Ideation: mood board, reference image',
      use: { company: 'Quayside', intendedUse: 'temp', model: { name: 'sdxl' } },
    });
    expect(told(await show.check(['art'], temp))).toEqual([
      'art/a.png warn NTF-001',
      'art/b.png warn NTF-001',
    ]);
    const notice = {
      paths: rel(['art']),
      to: 'Studio contact',
      at: '2026-11-01',
      channel: 'mail',
      confirmed: true,
    };
    await recordNotice(show.runtime, notice);
    expect(told(await show.check(['art'], temp))).toEqual(['art/a.png pass OK-003', 'art/b.png pass OK-003']);
  });

  test('S1-06: the supplier of the folder is accountable; files of two companies need a name', async () => {
    await withProfile(
      { 'vfx/acme/a.png': await generatedPng('a'), 'vfx/b.png': await generatedPng('b') },
      { ...FULL, suppliers: [{ path: 'vfx/acme/**', name: 'Acme VFX' }] },
    );
    expect((await declare(show.runtime, asked(['vfx/acme'], short))).use?.company).toBe('Acme VFX');
    await expect(declare(show.runtime, asked(['vfx'], short))).rejects.toThrowError(
      /2 companies: Acme VFX, Quayside/,
    );
  });

  test('what is not answered is recorded and listed, and counts as incomplete', async () => {
    await withProfile({ 'a.png': await generatedPng('a') });
    const request = asked(['a.png'], { use: requireUse({ use: 'ideation' }), profile: 'comfy' });
    expect((await previewDeclaration(show.runtime, request)).open).toEqual(['inputs', 'talent']);
    await declare(show.runtime, request);
    expect(told(await show.check([''], temp))).toEqual(['a.png review APR-010,DEC-002']);
  });

  test('an unknown profile names the nearest', async () => {
    await withProfile({ 'a.png': await generatedPng('a') });
    await expect(
      declare(show.runtime, asked(['a.png'], { ...short, profile: 'comfi' })),
    ).rejects.toThrowError(
      expect.objectContaining({ code: 'not-found', next: expect.stringContaining('"comfy"') }),
    );
  });

  test('a use of GenAI is of no other origin, and an assistive one is not GenAI', async () => {
    await withProfile({ 'a.png': await plainPng('a') });
    const refuse = (more: Partial<DeclarationRequest>) =>
      expect(declare(show.runtime, asked(['a.png'], more))).rejects.toThrowError(
        expect.objectContaining({ code: 'usage' }),
      );
    await refuse({ ...short, origin: 'human' });
    const assistive = { use: requireUse({ use: 'assistive', feature: 'denoise', tool: 'Neat' }) };
    await refuse({ ...assistive, origin: 'genai' });
    await refuse(assistive);
    const made = await declare(show.runtime, asked(['a.png'], { ...assistive, origin: 'human' }));
    expect(made).toMatchObject({ origin: 'human', involvement: 'assistive' });
    expect(
      (await previewDeclaration(show.runtime, asked(['a.png'], { ...assistive, origin: 'human' }))).open,
    ).toEqual([]);
  });

  test('an assistive tool says itself that the work is; one that generates cannot be', async () => {
    await withProfile({ 'a.png': await plainPng('a') });
    const neat = { name: 'neat', class: 'assistive', use: requireUse({ model: 'v6' }) } as const;
    await recordProfile(show.runtime, neat);
    const use = requireUse({ feature: 'denoise' });
    const made = await declare(show.runtime, asked(['a.png'], { profile: 'neat', use, origin: 'camera' }));
    expect(made).toMatchObject({ origin: 'camera', involvement: 'assistive', tool: 'neat' });
    expect(made.use?.useCases).toEqual(['UC-ASSISTIVE']);
    const claimed = requireUse({ use: 'assistive', feature: 'denoise' });
    await expect(
      declare(show.runtime, asked(['a.png'], { profile: 'comfy', use: claimed, origin: 'camera' })),
    ).rejects.toThrowError(/a tool that generates/);
  });

  test('where neither use nor origin is said, nothing is recorded', async () => {
    await withProfile({ 'a.png': await plainPng('a') });
    await expect(declare(show.runtime, asked(['a.png']))).rejects.toThrowError(
      expect.objectContaining({ next: expect.stringContaining('--use') }),
    );
  });
});

describe('saying it again', () => {
  test('keeps what is not said anew and supersedes the declaration', async () => {
    await withProfile({ 'a.png': await generatedPng('a') });
    const first = await declare(
      show.runtime,
      asked(['a.png'], { use: requireUse({ use: 'ideation' }), profile: 'comfy' }),
    );
    const use = requireUse({ inputs: 'none', talent: 'none' });
    const second = await declare(show.runtime, asked(['a.png'], { use }));
    expect(second).toMatchObject({ supersedes: first.recordId, origin: 'genai', basis: first.basis });
    expect(second.use).toEqual({ ...first.use, inputs: [], talent: [] });
    expect((await show.runtime.registry.declarations.byId(first.recordId))?.use).toEqual(first.use);
  });

  test('of some files leaves what was said of the others', async () => {
    await withProfile({ 'a.png': await generatedPng('a'), 'b.png': await generatedPng('b') });
    const first = await declare(show.runtime, asked(['a.png', 'b.png'], short));
    const second = await declare(
      show.runtime,
      asked(['a.png'], { again: true, use: requireUse({ prominence: 'visible' }) }),
    );
    expect(second.supersedes).toBeUndefined();
    expect([await useOf('a.png'), await useOf('b.png')]).toEqual([
      { ...first.use, prominence: 'visible' },
      first.use,
    ]);
  });

  test('of new bytes takes over what was said of those before (DEC-003)', async () => {
    await withProfile({ 'a.png': await generatedPng('a') });
    const first = await declare(show.runtime, asked(['a.png'], short));
    show.write('a.png', await generatedPng('another'));
    expect(told(await show.check([''], temp))).toEqual(['a.png review APR-010,DEC-003']);
    await declare(show.runtime, asked(['a.png'], { again: true }));
    expect(await useOf('a.png')).toEqual(first.use);
  });
});

describe('a template', () => {
  test('DEC-007: repeats a statement for its own tool, and skips and lists the others', async () => {
    await withProfile({
      'a.png': await generatedPng('a'),
      'b.png': await generatedPng('b'),
      'c.png': await plainPng('c'),
    });
    await declare(show.runtime, asked(['a.png'], short));
    const use = await useOf('a.png');
    await saveTemplate(show.runtime, {
      name: 'board',
      use: { ...use, generatedFrom: '2026-11-01T00:00:00.000Z' as never },
    });
    const preview = await previewDeclaration(show.runtime, asked([''], { template: 'Board' }));
    expect(preview.declares.map(({ path }) => path)).toContain('c.png');
    expect(preview.drafts[0]?.use).toEqual({ ...use, template: 'board' });
    await saveTemplate(show.runtime, { name: 'other', use: { ...use, tool: { name: 'Midjourney' } } });
    const other = await previewDeclaration(show.runtime, asked([''], { template: 'other' }));
    expect(other.declares.map(({ path }) => path)).toEqual(['c.png']);
    expect(other.skips.map(({ path }) => path)).toEqual(['a.png', 'b.png']);
    await expect(
      declare(show.runtime, asked(['c.png'], { template: 'other', use: requireUse({ tool: 'ComfyUI' }) })),
    ).rejects.toThrowError(/for Midjourney, not for ComfyUI/);
  });

  test('needs a tool', async () => {
    await withProfile({ 'a.png': await plainPng('a') });
    await expect(saveTemplate(show.runtime, { name: 'x', use: { company: 'Acme' } })).rejects.toThrowError(
      /names none/,
    );
  });
});

describe('choosing files', () => {
  test('by what is known of them, and directly in a folder', async () => {
    await withProfile({
      'a.png': await generatedPng('a'),
      'b.png': await plainPng('b'),
      'deep/c.png': await plainPng('c'),
    });
    const human = {
      origin: 'human',
      basis: 'painted',
      where: [{ key: 'origin', value: 'unknown' }],
    } as const;
    const all = await previewDeclaration(show.runtime, asked([''], human));
    expect(all.declares.map(({ path }) => path)).toEqual(['b.png', 'deep/c.png']);
    const flat = await previewDeclaration(show.runtime, asked([''], { ...human, flat: true }));
    expect(flat.declares.map(({ path }) => path)).toEqual(['b.png']);
  });

  test('threat 9: a statement about many that they are no GenAI still skips what is suspected', async () => {
    await withProfile({ [SUSPECT]: await plainPng('s'), 'b.png': await plainPng('b') });
    const human = {
      origin: 'human',
      basis: 'painted',
      where: [{ key: 'origin', value: 'unknown' }],
    } as const;
    const preview = await previewDeclaration(show.runtime, asked([''], human));
    expect(preview.declares.map(({ path }) => path)).toEqual(['b.png']);
    expect(preview.skips.map(({ path }) => path)).toEqual([SUSPECT]);
  });
});

describe('the judgement of a background element', () => {
  test('needs a declared use, and then settles the question for these files', async () => {
    await withProfile({ 'a.png': await generatedPng('a'), 'b.png': await generatedPng('b') });
    const request = {
      paths: rel(['a.png']),
      outcome: 'incidental',
      by: 'Kim Lee',
      reason: 'far behind',
    } as const;
    await expect(answerJudgement(show.runtime, request)).rejects.toThrowError(/--use background/);
    const use = requireUse({
      ...short.use,
      use: 'background',
      intended: 'temp',
      made: '2026-11-10',
      operator: 'Kim Lee',
      vendors: 'none',
      phase: 'post',
      tier: 'own',
      training: 'none',
      prompt: 'none',
      references: 'none',
      purpose: 'poster',
      modality: 'image',
      story: 'none',
      misleading: 'no',
      union: 'none',
    });
    await declare(show.runtime, asked(['a.png', 'b.png'], { use, profile: 'comfy' }));
    expect(told(await show.check([''], temp))).toEqual(['a.png warn TRI-001', 'b.png warn TRI-001']);
    await answerJudgement(show.runtime, request);
    expect(told(await show.check([''], temp))).toEqual(['a.png warn NTF-001', 'b.png warn TRI-001']);
  });
});
