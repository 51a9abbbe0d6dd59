import { describe, expect, test } from 'vitest';
import { partnersOf, roleOf, sidecarNames, sidecarPairs } from '../../src/sidecars/partner.ts';

describe('which file a sidecar speaks of', () => {
  test.each([
    ['quay.png.xmp', ['quay.png', 'quay.jpg'], ['quay.png']],
    ['quay.xmp', ['quay.png', 'quay.CR2', 'other.png'], ['quay.png', 'quay.CR2']],
    ['quay.XMP', ['quay.CR2'], ['quay.CR2']],
    ['quay.c2pa', ['quay.mxf'], ['quay.mxf']],
    ['quay.txt', ['quay.png', 'quay.pdf'], ['quay.png']],
    ['quay.json', ['quay.mp4'], ['quay.mp4']],
    ['quay.xmp', ['quay.c2pa'], []],
    ['quay.xmp', [], []],
    ['quay.png', ['quay.xmp'], []],
  ])('%s beside %j speaks of %j', (name, siblings, partners) => {
    expect(partnersOf(name, [name, ...siblings])).toEqual(partners);
  });

  test('xmp and c2pa stand for their partner; a text file stays what it is', () => {
    expect(['a.xmp', 'a.c2pa', 'a.txt', 'a.json', 'a.mov', '.xmp'].map(roleOf)).toEqual([
      'stands-for-partner',
      'stands-for-partner',
      'may-speak',
      'may-speak',
      'none',
      'none',
    ]);
  });

  test('every sidecar that has a partner is looked for beside that partner', () => {
    const names = ['a.png', 'a.png.xmp', 'a.c2pa', 'a.txt', 'b.mov', 'b.xmp', 'lone.xmp'];
    for (const [partner, sidecars] of sidecarPairs(names)) {
      expect(sidecarNames(partner)).toEqual(expect.arrayContaining([...sidecars]));
    }
    expect([...sidecarPairs(names)]).toEqual([
      ['a.png', ['a.png.xmp', 'a.c2pa', 'a.txt']],
      ['b.mov', ['b.xmp']],
    ]);
  });

  test('a thousand notes beside each other are no pairs and cost no comparing', () => {
    const notes = Array.from({ length: 1_000 }, (_, index) => `note_${index}.txt`);
    expect(sidecarPairs(notes).size).toBe(0);
  });
});
