import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { openExaminer } from '../../src/examine/pool.ts';
import { plainPng, sourceOf } from './credentials.ts';

const INFOTEXT =
  'a quay at dusk\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 2390355032, Size: 512x512';
const WORKFLOW = JSON.stringify({
  '1': { class_type: 'EmptyLatentImage', inputs: { width: 512 } },
  '2': { class_type: 'KSampler', inputs: { latent_image: ['1', 0], steps: 20, cfg: 7 } },
});
const UNJUDGED = JSON.stringify({ '1': { class_type: 'QuayMaker', inputs: { strength: 1 } } });
const LABEL = '{"AIGC":{"Label":"1","ContentProducer":"kling","ProduceID":"x"}}';
const CLIP =
  '<?xml version="1.0"?><NonRealTimeMeta xmlns="urn:x"><Device manufacturer="Sony"/></NonRealTimeMeta>';

async function alone(text: string, extension: string) {
  const found = await readEvidence(await sourceOf(Buffer.from(text), extension));
  const { origin, suspected, tool } = classify(found, { statements: [] });
  return { origin, suspected, tool, rules: found.map((item) => item.rule) };
}

describe('a text that stands alone', () => {
  test.each([
    ['generation settings', INFOTEXT, 'txt', 'infotext.webui'],
    ['a workflow', WORKFLOW, 'json', 'comfyui.sampler'],
    ['a workflow nobody can judge', UNJUDGED, 'json', 'comfyui.unknown'],
    ['a label as data', LABEL, 'json', 'tc260.label'],
    ['a camera’s clip data', CLIP, 'xml', 'camera.keys'],
  ])(
    '%s describes another file: evidence, and no origin of its own',
    async (_name, text, extension, rule) => {
      expect(await alone(text, extension)).toEqual({
        origin: 'unknown',
        suspected: false,
        tool: undefined,
        rules: [rule],
      });
    },
  );

  test.each([
    ['Markdown', `---\nAIGC:\n  Label: "1"\n  ContentProducer: doubao\n---\nA story.\n`, 'md'],
    ['plain text', `AIGC: {"Label":"1","ContentProducer":"doubao"}\nA story.\n`, 'txt'],
  ])('a label in %s is a claim about that text', async (_name, text, extension) => {
    expect(await alone(text, extension)).toMatchObject({ origin: 'genai', rules: ['tc260.label'] });
  });

  test('the words found are kept, with the tool they name', async () => {
    const [item] = await readEvidence(await sourceOf(Buffer.from(INFOTEXT), 'txt'));
    expect(item?.excerpt).toMatch(/^describes another file by Stable Diffusion WebUI: a quay at dusk/);
  });
});

describe('the same text beside a picture', () => {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-beside-'));
  const examiner = openExaminer({ workers: 1 });
  afterAll(async () => {
    await examiner.close();
    rmSync(dir, { recursive: true });
  });

  test.each([
    ['quay.txt', INFOTEXT],
    ['quay.json', WORKFLOW],
  ])('%s makes it GenAI, and stays a text without origin itself', async (name, text) => {
    const picture = join(dir, 'quay.png');
    writeFileSync(picture, await plainPng());
    writeFileSync(join(dir, name), text);
    const beside = await examiner.examine(picture, { sidecars: [join(dir, name)] });
    if (beside.kind !== 'examined') throw new Error(beside.kind);
    expect(classify(beside.sidecarEvidence, { statements: [] })).toMatchObject({
      origin: 'genai',
      involvement: 'full',
    });
    const own = await examiner.examine(join(dir, name));
    if (own.kind !== 'examined') throw new Error(own.kind);
    expect(classify(own.examination.evidence, { statements: [] })).toMatchObject({
      origin: 'unknown',
      suspected: false,
    });
  });
});
