import { expect, test } from 'vitest';
import { POINTS } from '../../src/domain/origin.ts';
import { generatorSignature, WINDOW_CHARS } from '../../src/evidence/generator-signature.ts';
import { readFields } from './fields.ts';

const SETTINGS = 'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3, Size: 512x512';
const points = async (settings: string) => {
  const found = await readFields(generatorSignature, [['png.text.parameters', `a quay\n${settings}`]]);
  return found.map((item) => item.points);
};

test('settings alone mean that the whole picture was generated', async () => {
  expect(await points(SETTINGS)).toEqual([POINTS.generated]);
});

test('an input that was denoised or masked means an edit', async () => {
  expect(await points(`${SETTINGS}, Denoising strength: 0.6`)).toEqual([POINTS.aiEdited]);
  expect(await points(`${SETTINGS}, Mask blur: 4`)).toEqual([POINTS.aiEdited]);
});

test('the hires pass denoises its own output and is no edit', async () => {
  expect(await points(`${SETTINGS}, Denoising strength: 0.6, Hires upscale: 2`)).toEqual([POINTS.generated]);
});

test('SD.Next names its passes: one that began with words only goes over its own output again', async () => {
  const next = 'Steps: 20, Seed: 3, CFG scale: 6, App: SD.Next';
  expect(await points(`${next}, Operations: txt2img; hires; img2img, Denoising strength: 0.5`)).toEqual([
    POINTS.generated,
  ]);
  expect(await points(`${next}, Operations: img2img; color, Init image size: 512x512`)).toEqual([
    POINTS.aiEdited,
  ]);
});

test.each([
  ['Version: v1.10.1', 'infotext.webui'],
  ['Version: f2.0.1v1.10.1-previous-659-gc055f2d4', 'infotext.forge'],
  ['Version: f0.0.17v1.8.0rc-latest-277-g0af28699', 'infotext.reforge'],
  ['Version: neo', 'infotext.forge'],
  ['Version: ComfyUI', 'infotext.comfyui'],
  ['Version: Fooocus v2.5.5', 'infotext.fooocus'],
  ['Seed Mode: Scale Alike', 'infotext.draw-things'],
  ['Civitai resources: [{"type":"lora"}], Civitai metadata: {}', 'infotext.civitai'],
  ['ADetailer Version: 24.5.1', 'infotext.webui'],
])('settings that end in %s are one program’s: %s', async (end, rule) => {
  const found = await readFields(generatorSignature, [
    ['png.text.parameters', `a quay\n${SETTINGS}, ${end}`],
  ]);
  expect(found.map((item) => item.rule)).toEqual([rule]);
});

test('words of the prompt are not settings', async () => {
  const found = await readFields(generatorSignature, [
    ['png.text.parameters', `Mask blur: 9, Hires everything\n${SETTINGS}`],
  ]);
  expect(found).toMatchObject([{ points: POINTS.generated }]);
});

test('several tools named in one file are several claims', async () => {
  const found = await readFields(generatorSignature, [
    ['exif.Software', 'Fooocus v2.5.5'],
    ['exif.UserComment', `a quay\n${SETTINGS}`],
  ]);
  expect(found.map((item) => item.rule)).toEqual(['fooocus.software', 'infotext.webui']);
});

test('what one embedded picture says is not held against its neighbour', async () => {
  const signature = `Signature: ${'A'.repeat(80)}`;
  const artist = '4800156b-8880-4786-9056-7ca3da449d8c';
  const apart = await readFields(generatorSignature, [
    ['exif.ImageDescription', signature, 'picture 2'],
    ['exif.Artist', artist],
  ]);
  expect(apart).toEqual([]);
  const together = await readFields(generatorSignature, [
    ['exif.ImageDescription', signature, 'picture 2'],
    ['exif.Artist', artist, 'picture 2'],
  ]);
  expect(together).toMatchObject([{ rule: 'grok.signature-pair', where: 'picture 2/exif.ImageDescription' }]);
});

test('excerpts are short, on one line, and free of what deceives the eye', async () => {
  const tricky = `evil\u202Etxt\u0007\n${'long '.repeat(500)}\n${SETTINGS}`;
  const [found] = await readFields(generatorSignature, [['png.text.parameters', tricky]]);
  expect(found?.excerpt.startsWith('eviltxt long')).toBe(true);
  expect(found?.excerpt).toHaveLength(200);
});

test('threat 19: a long text is searched from both ends, and named as unread where its middle may hold a mark', async () => {
  const pad = 'x'.repeat(WINDOW_CHARS + 1);
  const read = async (text: string) => {
    const found = await readFields(generatorSignature, [['png.text.parameters', text]]);
    return found.map(({ rule, status }) => `${rule} ${status}`);
  };
  expect(await read(`${pad}${SETTINGS}${pad}`)).toEqual(['generator-signature.too-long unreadable']);
  expect(await read(`${pad}${pad}\n${SETTINGS}`)).toContain('infotext.webui read');
  expect(await read(`${SETTINGS}\n${pad}${pad}`)).toContain('infotext.webui read');
});

test('a long text without any generator’s keyword is read to its end', async () => {
  const log = 'frame 1001 ok\n'.repeat(300_000);
  expect(log.length).toBeGreaterThan(2 * WINDOW_CHARS);
  expect(await readFields(generatorSignature, [['file.text', log]], 'text')).toEqual([]);
});

test('a long text where no generator writes is nobody’s limit', async () => {
  expect(
    await readFields(generatorSignature, [['xmp.crs:Settings', 'x'.repeat(2 * WINDOW_CHARS + 1)]]),
  ).toEqual([]);
});

test('threat 34: a mark whose extent cannot be told makes the file suspected', async () => {
  const found = await readFields(generatorSignature, [['kra.annotation.ai_diffusion/ui.json', '{}']]);
  expect(found).toMatchObject([{ status: 'unjudged', points: POINTS.ambiguous, tool: 'Krita AI Diffusion' }]);
});
