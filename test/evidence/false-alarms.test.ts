import { expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { fileWith, type Written } from './fields.ts';

/** What a file with these fields is taken for. */
async function taken(format: string, ...written: readonly Written[]) {
  const evidence = await readEvidence(fileWith(written, {}, format));
  const { origin, suspected } = classify(evidence, { statements: [] });
  return { origin, suspected };
}

const NOTHING = { origin: 'unknown', suspected: false };

test.each([
  [
    'prose about generators',
    'xmp.dc:description',
    'Midjourney, DALL·E and Stable Diffusion compared: a talk',
  ],
  [
    'prose with the words of settings',
    'exif.ImageDescription',
    'Steps: 20 down to the quay, Seed: 4 packets',
  ],
  ['prose about the label', 'xmp.dc:description', 'What GB 45438 asks of AIGC: a label, a producer and more'],
  ['prose about Suno', 'id3.COMM', 'we never made with suno anything; all live'],
  ['words that hold others', 'exif.ImageDescription', 'an organ in flux, a gangway, imaginary dreams'],
  ['a lighting program', 'exif.Software', 'f.lux 4.130'],
  ['a program for noise', 'exif.Software', 'Imagenomic Noiseware 6'],
  ['a museum', 'xmp.photoshop:Credit', 'Museo Leonardo da Vinci'],
  ['a photographer', 'exif.Artist', 'Ai Weiwei'],
  ['an editor', 'xmp.xmp:CreatorTool', 'Adobe Photoshop 26.5 (Windows)'],
  ['an editing history', 'xmp.xmpMM:History[3]/stEvt:softwareAgent', 'Adobe Lightroom 8.1 (Macintosh)'],
  ['a render farm', 'png.text.Description', 'beauty pass, Job ID: 996de4a8-647f-4a65-8b03-a65cdfdbf22f'],
  [
    'settings of another program',
    'png.text.parameters',
    '{"model": "car", "seed": 7, "steps": 3, "prompt": "?"}',
  ],
  ['JSON with nodes and links', 'png.text.data', '{"nodes":[{"id":1}],"links":[{"source":1,"target":2}]}'],
  ['a signature by hand', 'exif.ImageDescription', 'Signature: the painter’s own, lower left'],
  ['a screenshot', 'exif.UserComment', 'Screenshot'],
  ['an ffmpeg film', 'isobmff.udta.©too', 'Lavf61.7.100'],
  ['a LAME song', 'id3.TSSE', 'LAME3.100'],
  ['a glTF exporter', 'gltf.asset.generator', 'Khronos glTF Blender I/O v4.2.57'],
  ['a document from a chat', 'pdf.info.Creator', 'ChatGPT'],
])('%s is no generator', async (_what, where, value) => {
  expect(await taken('jpeg', [where, value])).toEqual(NOTHING);
});

test('prompts and settings in a JSON file that stands alone are about other files', async () => {
  const settings = '{"prompt": "a quay", "num_inference_steps": 28, "guidance_scale": 7, "seed": 3}';
  expect(await taken('json', ['file.text', settings])).toEqual(NOTHING);
});

test('a camera’s own data with a caption about AI stays a camera’s', async () => {
  const camera: readonly Written[] = [
    ['exif.Make', 'Canon'],
    ['exif.Model', 'Canon EOS R5'],
    ['exif.ExposureTime', '0.005'],
    ['exif.FNumber', '4'],
    ['exif.ISO', '200'],
    ['exif.DateTimeOriginal', '2026:05:01 10:00:00'],
    ['xmp.dc:description', 'Panel “Who owns what Midjourney makes?”, AI conference'],
  ];
  expect((await taken('jpeg', ...camera)).origin).not.toBe('genai');
  expect((await taken('jpeg', ...camera)).suspected).toBe(false);
});
