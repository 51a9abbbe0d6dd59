import { afterEach, describe, expect, test } from 'vitest';
import type { Stage } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng, wav } from '../helpers/material.ts';
import { aFinalUse, aUse, bothWays, declared, granted, proved, told, underGuidance } from './show.ts';

let show: Stage;
afterEach(() => show.close());

const CARDS = { origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT card offload' }] };
const PLATE = '01_CAMERA/plate.jpg';
const ASSISTIVE = {
  company: 'Acme VFX',
  tool: { name: 'Denoiser' },
  feature: 'temporal denoise',
  useCases: ['UC-ASSISTIVE'],
};

describe('how it was made', () => {
  test('X01: no metadata, no declaration, in the final cut', async () => {
    show = await underGuidance({ 'cut.png': await plainPng('plate') });
    expect(await bothWays(show, 'cut.png')).toEqual({ temp: 'warn ORG-001', final: 'review ORG-001' });
  });

  test('X05: denoise on camera footage, tool declared', async () => {
    show = await underGuidance({ [PLATE]: await cameraJpeg() }, CARDS);
    await declared(show, PLATE, ASSISTIVE, { origin: 'camera', involvement: 'assistive' });
    expect(await bothWays(show, PLATE)).toEqual({ temp: 'pass AST-001', final: 'pass AST-001' });
  });

  test('X06: the same, said without its feature', async () => {
    show = await underGuidance({ [PLATE]: await cameraJpeg() }, CARDS);
    const { feature, ...unsaid } = ASSISTIVE;
    expect(feature).toBeDefined();
    await declared(show, PLATE, unsaid, { origin: 'camera', involvement: 'assistive' });
    expect(await bothWays(show, PLATE)).toEqual({ temp: 'warn AST-002', final: 'review AST-002' });
  });

  test('X07: generative upscale of archive footage', async () => {
    show = await underGuidance({ 'archive.png': await plainPng('archive') });
    const use = await aFinalUse(show, { purpose: 'Generative upscale of archive footage' });
    await declared(show, 'archive.png', use, { involvement: 'partial' });
    expect(await bothWays(show, 'archive.png')).toEqual({ temp: 'review APR-010', final: 'block APR-001' });
    await granted(show, 'archive.png');
    expect(await bothWays(show, 'archive.png')).toEqual({ temp: 'pass OK-002', final: 'pass OK-002' });
  });

  test("X08: noise reduction on an actor's voice", async () => {
    show = await underGuidance({ 'line.wav': wav(1) });
    const performer = await show.runtime.registry.people.idOf('Mira Actor');
    const use = { ...ASSISTIVE, talent: [{ relation: 'customary', performer, axes: [] }] } as const;
    const said = { origin: 'human', involvement: 'assistive', documented: true } as const;
    await declared(show, 'line.wav', use, said);
    expect(await bothWays(show, 'line.wav')).toEqual({ temp: 'pass AST-001', final: 'pass AST-001' });
  });

  test('X36: a vendor delivers flattened shots with a blanket "no AI" mail', async () => {
    show = await underGuidance({
      'shots/010.png': await plainPng('1'),
      'shots/020.png': await plainPng('2'),
    });
    await declared(show, 'shots', undefined, { origin: 'camera', by: 'Acme producer', basis: 'mail' });
    expect(await bothWays(show, 'shots/010.png')).toEqual({ temp: 'warn ORG-003', final: 'review ORG-003' });
    await declared(show, 'shots/010.png', undefined, {
      origin: 'camera',
      by: 'Acme producer',
      basis: 'attestation for this delivery',
      documented: true,
    });
    expect(await bothWays(show, 'shots/010.png')).toEqual({ temp: 'pass OK-001', final: 'pass OK-001' });
    expect((await bothWays(show, 'shots/020.png')).final).toBe('review ORG-003');
  });

  test('X44: a copy of an approved file under another name', async () => {
    const shot = await generatedPng('a quay');
    show = await underGuidance({ 'a.png': shot });
    await declared(show, 'a.png', await aFinalUse(show));
    await granted(show, 'a.png');
    show.write('elsewhere/renamed.png', shot);
    expect(await bothWays(show, 'elsewhere/renamed.png')).toEqual({
      temp: 'pass OK-002',
      final: 'pass OK-002',
    });
  });
});

describe('what it is made of', () => {
  test('X02: a camera plate with a generated sky, element unapproved', async () => {
    show = await underGuidance({ 'comp.png': await plainPng('comp') });
    await declared(show, 'comp.png', await aFinalUse(show), { involvement: 'partial' });
    expect(await bothWays(show, 'comp.png')).toEqual({ temp: 'review APR-010', final: 'block APR-001' });
  });

  test('X24: temp music left in the mix', async () => {
    show = await underGuidance({ 'cue.wav': wav(2) });
    await declared(show, 'cue.wav', await aUse(show, { useCases: ['UC-MUSIC'], modality: ['audio_music'] }));
    expect((await bothWays(show, 'cue.wav')).temp).toBe('warn NTF-001');
    await told(show, 'cue.wav');
    expect(await bothWays(show, 'cue.wav')).toEqual({ temp: 'pass OK-003', final: 'block APR-001' });
  });

  test('X25: a temp voice read by a generic synthetic voice', async () => {
    show = await underGuidance({ 'guide.wav': wav(3) });
    await declared(show, 'guide.wav', await aUse(show, { modality: ['audio_voice'] }));
    await told(show, 'guide.wav');
    expect(await bothWays(show, 'guide.wav')).toEqual({ temp: 'pass OK-003', final: 'block APR-001' });
  });

  test('X26: machine-translated subtitles, no linguist review', async () => {
    show = await underGuidance({
      'in.srt': '1\n00:00:01,000 --> 00:00:02,000\nThe tide.\n',
      'out.srt': '2\n',
    });
    const subtitles = {
      useCases: ['UC-SUBTITLE-MT'],
      modality: ['text'],
      inputs: [{ kind: 'dialogue list', class: 'script' }],
    } as const;
    await declared(show, 'in.srt', await aUse(show, subtitles));
    await told(show, ['in.srt', 'out.srt']);
    expect(await bothWays(show, 'in.srt')).toEqual({ temp: 'pass OK-003', final: 'block APR-001' });
    await granted(show, 'in.srt');
    expect((await bothWays(show, 'in.srt')).final).toBe('block EVD-001');
    await proved(show, 'in.srt', 'EV-LINGUIST-REVIEW');
    expect((await bothWays(show, 'in.srt')).final).toBe('pass OK-002');
    const open = { enterpriseSecured: 'no', enterpriseReason: 'No such tool for Faroese' } as const;
    await declared(show, 'out.srt', await aUse(show, { ...subtitles, ...open }));
    expect(await bothWays(show, 'out.srt')).toEqual({
      temp: 'review DAT-001,APR-010',
      final: 'block DAT-001,APR-001',
    });
  });

  test('X40: a generated script draft, later rewritten by a writer', async () => {
    show = await underGuidance({ 'draft.txt': 'EXT. QUAY - DUSK\n' });
    await declared(
      show,
      'draft.txt',
      await aFinalUse(show, { useCases: ['UC-TEXT-SCRIPT'], modality: ['text'] }),
    );
    expect(await bothWays(show, 'draft.txt')).toEqual({ temp: 'review APR-010', final: 'block APR-001' });
  });
});
