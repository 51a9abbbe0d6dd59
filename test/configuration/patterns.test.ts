import { expect, test } from 'vitest';
import { compilePatterns } from '../../src/configuration/patterns.ts';
import type { Configuration, DeliverableRule } from '../../src/domain/configuration.ts';
import type { RelPath } from '../../src/domain/path.ts';

type Rules = Pick<Configuration, 'deliverables' | 'origins' | 'suppliers' | 'ignore'>;
const at = (path: string): RelPath => path as RelPath;

function deliverable(path: string, type: DeliverableRule['type'] = 'master'): DeliverableRule {
  return { path, type, episode: undefined, territories: undefined, channels: undefined, onBlock: 'report' };
}

function patterns(rules: Partial<Rules>) {
  return compilePatterns({ deliverables: [], origins: [], suppliers: [], ignore: [], ...rules });
}

test.each(['06_DELIVERY/a.mov', '06_Delivery/a.mov', '06_delivery/reel/.hidden', '06_DELIVERY/.part/x'])(
  'threat 31: the deliverables pattern 06_DELIVERY/** matches %s',
  (path) => {
    expect(patterns({ deliverables: [deliverable('06_DELIVERY/**')] }).deliverableOf(at(path))?.type).toBe(
      'master',
    );
  },
);

test('threat 31: NFC and NFD names of a deliverables folder are one', () => {
  const found = patterns({ deliverables: [deliverable('Übergabe/**')] });
  expect(found.deliverableOf(at('U\u0308BERGABE/a.mov'))).toBeDefined();
  expect(found.deliverableOf(at('Uebergabe/a.mov'))).toBeUndefined();
});

test('threat 31: a plain folder name in deliverables means everything below it', () => {
  const found = patterns({ deliverables: [deliverable('06_DELIVERY')] });
  expect(found.deliverableOf(at('06_delivery/reel_1/a.mov'))).toBeDefined();
  expect(found.deliverableOf(at('06_DELIVERY_OLD/a.mov'))).toBeUndefined();
});

test('threat 31: origins and ignore match exactly', () => {
  const found = patterns({
    origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT' }],
    ignore: ['**/*.tmp'],
  });
  expect(found.originOf(at('01_CAMERA/A001/a.mxf'))?.by).toBe('DIT');
  expect(found.originOf(at('01_camera/A001/a.mxf'))).toBeUndefined();
  expect(found.originOf(at('01_CAMERA/.hidden'))).toBeUndefined();
  expect(found.isIgnored(at('a/b.tmp'))).toBe(true);
  expect(found.isIgnored(at('a/b.TMP'))).toBe(false);
});

test('the last match wins', () => {
  const found = patterns({ deliverables: [deliverable('out/**'), deliverable('out/trailer/**', 'trailer')] });
  expect(found.deliverableOf(at('out/trailer/a.mov'))?.type).toBe('trailer');
  expect(found.deliverableOf(at('out/a.mov'))?.type).toBe('master');
});

test('threat 31: tells which patterns match none of the paths that are there', () => {
  const found = patterns({
    deliverables: [deliverable('06_DELIVERY/**'), deliverable('07_NOWHERE/**')],
    suppliers: [{ path: '04_VFX/acme/**', name: 'Acme VFX', contact: undefined }],
    ignore: ['*.bak'],
  });
  const paths = [at('06_delivery/a.mov'), at('04_VFX/acme/s.exr')];
  const unused = found.all.filter((use) => !paths.some((path) => use.matches(path)));
  expect(unused.map(({ key, pattern }) => [key, pattern])).toEqual([
    ['deliverables', '07_NOWHERE/**'],
    ['ignore', '*.bak'],
  ]);
});
