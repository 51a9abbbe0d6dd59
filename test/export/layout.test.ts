import { describe, expect, test } from 'vitest';
import { layOut } from '../../src/export/layout.ts';
import { path } from '../helpers/gate-values.ts';

const places = (paths: readonly string[], folders: readonly string[], files: readonly string[]) =>
  Object.fromEntries(layOut(paths.map(path), new Set(folders.map(path)), files.map(path)));
const refusal = expect.objectContaining({ code: 'usage' });

describe('where files go in an export', () => {
  test('one folder contributes its contents, the media root too', () => {
    expect(places(['finals'], ['finals'], ['finals/a.png', 'finals/deep/b.png'])).toEqual({
      'finals/a.png': 'a.png',
      'finals/deep/b.png': 'deep/b.png',
    });
    expect(places([''], [''], ['finals/a.png'])).toEqual({ 'finals/a.png': 'finals/a.png' });
  });

  test('one file contributes its name, with the sidecar that travels with it', () => {
    expect(places(['finals/a.png'], [], ['finals/a.png', 'finals/a.png.xmp'])).toEqual({
      'finals/a.png': 'a.png',
      'finals/a.png.xmp': 'a.png.xmp',
    });
  });

  test('several paths contribute their base names', () => {
    expect(
      places(['finals/ep1', 'art/key.png'], ['finals/ep1'], ['finals/ep1/a/b.mov', 'art/key.png']),
    ).toEqual({
      'finals/ep1/a/b.mov': 'ep1/a/b.mov',
      'art/key.png': 'key.png',
    });
  });
});

describe('two files for one place are a wrong call (threat 10)', () => {
  test.each([
    ['the same name from two folders', ['a/x.png', 'b/x.png']],
    ['case twins', ['a/Quay.png', 'b/quay.PNG']],
    ['composed and decomposed letters', ['a/caf\u00e9.png', 'b/cafe\u0301.png']],
    ['sharp s and double s', ['a/stra\u00dfe.png', 'b/STRASSE.png']],
    ['the name of our manifest', ['a/Provgate-Manifest.json', 'b/x.png']],
    ['the name of our hidden folder', ['a/.provgate-staging-x', 'b/x.png']],
  ])('%s', (_what, files) => {
    expect(() => places(files, [], files)).toThrowError(refusal);
  });

  test('folders that differ only in case, and a file named like a folder', () => {
    expect(() => places([''], [''], ['Reel/a.mov', 'reel/b.mov'])).toThrowError(refusal);
    expect(() => places(['a', 'b'], ['a'], ['a/x', 'b'])).not.toThrow();
    expect(() => places(['x/a', 'y/A'], ['x/a'], ['x/a/1', 'y/A'])).toThrowError(refusal);
    expect(() => places(['x/a', 'y/A'], ['y/A'], ['x/a', 'y/A/1'])).toThrowError(refusal);
  });
});
