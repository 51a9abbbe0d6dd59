import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { POINTS } from '../../src/domain/origin.ts';
import { evidenceWords } from '../../src/reports/evidence-words.ts';

const base: Evidence = {
  subject: 'content',
  reader: 'c2pa',
  readerVersion: 1,
  rule: 'c2pa.action',
  points: POINTS.generated,
  strength: 'signed',
  where: 'png.caBX/urn:c2pa:1/actions/c2pa.created',
  excerpt: 'c2pa.created trainedAlgorithmicMedia; signature intact',
  tool: 'OpenAI',
  status: 'untrusted',
};
const ABOUT: Readonly<Record<string, string>> = {
  'name.chatgpt': 'the file name ChatGPT gives',
  'infotext.webui': 'generation settings as the Stable Diffusion WebUI writes them',
  'camera.exif-bundle': 'the full set of exposure data a camera writes',
  'mflux.creator': 'mflux named as the program that made the picture',
  'comfyui.unknown': 'a ComfyUI graph with nodes whose doing is unknown',
  'c2pa.validation': 'the status codes that checking a content credential gave',
  'c2pa.remote': 'a content credential kept elsewhere, which is not fetched',
  'novelai.signature': 'NovelAI’s signature over these pixels and settings',
  'stealth.not-searched': 'pixels that were not searched for a hidden text',
};
/** Words for evidence like `base`, but for these members; `undefined` takes one away. */
function words(change: { readonly [Key in keyof Evidence]?: Evidence[Key] | undefined }): string {
  const { points, tool, ...rest } = { ...base, ...change };
  const item = {
    ...rest,
    ...(points === undefined ? {} : { points }),
    ...(tool === undefined ? {} : { tool }),
  } as Evidence;
  return evidenceWords(item, (rule) => ABOUT[rule]);
}

describe('a content credential in plain words', () => {
  test.each([
    [
      'untrusted',
      POINTS.generated,
      'OpenAI’s Content Credential, signature intact, signer not on a trust list, says: created by a trained model',
    ],
    [
      'read',
      POINTS.captured,
      'OpenAI’s Content Credential, signature intact, signer on a trust list, says: captured by a device',
    ],
    [
      'tampered',
      POINTS.aiEdited,
      'OpenAI’s Content Credential, signature broken or file changed after signing, says: changed by a trained model',
    ],
    [
      'unchecked',
      POINTS.aiDerived,
      'OpenAI’s Content Credential, signature not checked, says: made from material a trained model created',
    ],
    [
      'read',
      POINTS.declaredHuman,
      'OpenAI’s Content Credential, signature intact, signer on a trust list, says: made by people, without a trained model',
    ],
  ] as const)('%s', (status, points, expected) => {
    expect(words({ status, points })).toBe(expected);
  });

  test('an unlisted signer’s word for a camera is told as what it is', () => {
    expect(words({ points: POINTS.captured })).toBe(
      'OpenAI’s Content Credential, signature intact, signer not on a trust list, says: captured by a device; not relied on, because anyone can sign so',
    );
  });

  test('that says nothing of origin', () => {
    expect(words({ rule: 'c2pa.neutral', points: undefined, tool: undefined })).toBe(
      'A Content Credential, signature intact, signer not on a trust list, says: nothing certain of how it was made',
    );
  });

  test('and how it was checked, code by code', () => {
    const codes = { rule: 'c2pa.validation', points: undefined, tool: undefined, status: 'read' } as const;
    expect(words({ ...codes, strength: 'standard', excerpt: 'claimSignature.validated' })).toBe(
      'The status codes that checking a content credential gave, says: claimSignature.validated',
    );
  });

  test('kept elsewhere', () => {
    const elsewhere = {
      rule: 'c2pa.remote',
      points: undefined,
      tool: undefined,
      excerpt: 'https://example.com/q.c2pa',
    };
    expect(words({ ...elsewhere, status: 'read' })).toBe(
      'A content credential kept elsewhere, which is not fetched, says: https://example.com/q.c2pa',
    );
  });
});

describe('other evidence in plain words', () => {
  const settings = {
    reader: 'generator-signature',
    rule: 'infotext.webui',
    strength: 'tool',
    status: 'read',
    tool: 'Stable Diffusion WebUI',
  } as const;

  test('a tool’s own mark', () => {
    expect(words(settings)).toBe(
      'Generation settings as the Stable Diffusion WebUI writes them, says: created by a trained model',
    );
  });

  test('a name keeps its own spelling where a line begins with it', () => {
    expect(words({ ...settings, rule: 'mflux.creator', tool: 'mflux' })).toBe(
      'mflux named as the program that made the picture, says: created by a trained model',
    );
  });

  test('in a sidecar, which is named', () => {
    expect(words({ ...settings, subject: 'location', where: 'quay.txt/file.text' })).toMatch(
      /^Beside it in quay\.txt: Generation settings/,
    );
  });

  test('a file name is a weak sign', () => {
    const name = {
      reader: 'file-name',
      rule: 'name.chatgpt',
      strength: 'heuristic',
      status: 'read',
      tool: 'ChatGPT',
      subject: 'location',
    } as const;
    expect(words({ ...name, where: 'art/ChatGPT Image.png' })).toBe(
      'The file name ChatGPT gives, a weak sign, says: created by a trained model',
    );
  });

  test('camera data without signature is a weak sign', () => {
    const camera = {
      reader: 'camera-exif',
      rule: 'camera.exif-bundle',
      strength: 'heuristic',
      status: 'read',
      points: POINTS.captured,
      tool: 'Canon EOS R5',
    } as const;
    expect(words(camera)).toBe(
      'The full set of exposure data a camera writes (Canon EOS R5), a weak sign, says: captured by a device',
    );
  });

  test('what could not be judged asks for a person', () => {
    const graph = {
      reader: 'comfyui-graph',
      rule: 'comfyui.unknown',
      strength: 'tool',
      status: 'unjudged',
      points: POINTS.ambiguous,
      excerpt: 'prompt: QuayMagic',
    } as const;
    expect(words({ ...graph, tool: 'ComfyUI' })).toBe(
      'A ComfyUI graph with nodes whose doing is unknown, could not be judged, a person must look, says: prompt: QuayMagic',
    );
  });

  test('a signature that does not hold, and pixels that were not searched', () => {
    const broken = {
      reader: 'novelai-signature',
      rule: 'novelai.signature',
      status: 'tampered',
      points: undefined,
      excerpt: 'other pixels',
    } as const;
    expect(words({ ...broken, tool: 'NovelAI' })).toBe(
      'NovelAI’s signature over these pixels and settings, its signature does not hold, says: other pixels',
    );
    const unsearched = {
      reader: 'stealth',
      rule: 'stealth.not-searched',
      status: 'unsupported',
      points: undefined,
      tool: undefined,
      excerpt: 'pixels not searched: too large',
    } as const;
    expect(words(unsearched)).toBe(
      'Pixels that were not searched for a hidden text: pixels not searched: too large',
    );
  });
});
