import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import type { RelPath } from '../../src/domain/path.ts';
import { nameEvidence, originRuleEvidence } from '../../src/evidence/location.ts';

const at = (path: string) => path as RelPath;
const rule = (origin: 'camera' | 'human' | 'genai') => ({
  path: '01_CAMERA/**',
  origin,
  by: 'DIT card offload',
});

describe('file names', () => {
  test('a generator’s name makes a file suspected, never more', () => {
    const path = at('finals/ChatGPT Image Apr 3, 2025, 10_12_33 AM.png');
    const found = nameEvidence(path);
    expect(found).toMatchObject([
      {
        subject: 'location',
        strength: 'heuristic',
        tool: 'ChatGPT',
        where: path,
        points: { origin: 'genai' },
      },
    ]);
    expect(classify(found, { statements: [] })).toMatchObject({ origin: 'unknown', suspected: true });
  });

  test.each([
    'A007C006_160424_R28L.mov',
    'organ_solo.wav',
    'flux_capacitor_v003.exr',
    'ai_generated_report.pdf',
    'shot_010_comp_v012.1001.exr',
    'IMG_1234.JPG',
    '996de4a8-647f-4a65-8b03-a65cdfdbf22f.png',
    'Screenshot 2025-04-03 at 10.12.33.png',
    '1024x1024.png',
  ])('%s is a name like any other', (name) => {
    expect(nameEvidence(at(`finals/${name}`))).toEqual([]);
  });

  test('a name whose bytes are no UTF-8 is read as far as it goes', () => {
    expect(nameEvidence(at('finals/caf\udce9.png'))).toEqual([]);
  });
});

describe('folder rules', () => {
  test('a rule speaks of the very path it was applied to', () => {
    const path = at(`01_CAMERA/${'long '.repeat(80)}.mov`);
    const [found] = originRuleEvidence(rule('camera'), 'mov', path);
    expect(found).toMatchObject({
      strength: 'rule',
      where: path,
      points: { origin: 'camera', involvement: 'none' },
    });
  });

  test.each(['png', 'webp', 'svg', 'text', 'gltf', 'glb', 'otio', 'edl', 'zip', 'psd', 'mp3', 'unknown'])(
    'threat 7: a camera rule never applies to %s, which no camera writes',
    (format) => {
      expect(originRuleEvidence(rule('camera'), format, at('01_CAMERA/a'))).toEqual([]);
    },
  );

  test.each(['r3d', 'ari', 'braw', 'mov', 'mxf', 'jpeg', 'dng', 'wav', 'exr'])(
    'a camera rule applies to %s',
    (format) => {
      expect(originRuleEvidence(rule('camera'), format, at('01_CAMERA/a'))).toHaveLength(1);
    },
  );

  test.each(['r3d', 'cr3', 'otio', 'zip', 'xmp', 'unknown'])(
    'threat 7: a human rule never applies to %s',
    (format) => {
      expect(originRuleEvidence(rule('human'), format, at('05_GFX/a'))).toEqual([]);
    },
  );

  test.each(['png', 'psd', 'exr', 'wav', 'otio', 'unknown'])(
    'a GenAI rule applies to everything: %s',
    (format) => {
      expect(originRuleEvidence(rule('genai'), format, at('07_AI/a'))).toHaveLength(1);
    },
  );
});
