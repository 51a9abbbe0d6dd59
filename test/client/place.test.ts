import { describe, expect, test } from 'vitest';
import { remoteFolder, remotePath } from '../../src/client/place.ts';

const PLACE = {
  title: 'Quayside',
  pathMap: [
    { from: '/Volumes/PROD', to: '.' },
    { from: '/Volumes/PROD/delivery', to: '06_DELIVERY' },
    { from: 'P:\\quay', to: '04_VFX' },
  ],
};

describe('paths typed on another machine', () => {
  test.each([
    ['/Volumes/PROD/05_ART/a.png', '/home/kim', '05_ART/a.png'],
    ['/Volumes/PROD', '/home/kim', '.'],
    ['/Volumes/PROD/', '/home/kim', '.'],
    ['/Volumes/PROD/delivery/x', '/home/kim', '06_DELIVERY/x'],
    ['a.png', '/Volumes/PROD/05_ART', '05_ART/a.png'],
    ['../a.png', '/Volumes/PROD/05_ART', 'a.png'],
    ['.', '/Volumes/PROD/delivery', '06_DELIVERY'],
    ['05_ART/a.png', '/home/kim', '05_ART/a.png'],
    ['./05_ART/', '/home/kim', '05_ART'],
    ['.', '/home/kim', '.'],
    ['p:\\QUAY\\sh010\\a.exr', '/home/kim', '04_VFX/sh010/a.exr'],
  ])('%j typed in %s is %j', (typed, cwd, expected) => expect(remotePath(PLACE, typed, cwd)).toBe(expected));

  test.each(['/home/kim/a.png', '/Volumes/PRODUCTION/a.png', '../a.png', 'a/../../b', 'C:\\a.png'])(
    '%j lies nowhere in the production: that is said, and nothing is guessed',
    (typed) =>
      expect(() => remotePath(PLACE, typed, '/home/kim')).toThrow(
        expect.objectContaining({ code: 'outside-production' }),
      ),
  );

  test('the folder somebody stands in is known below the path map only', () => {
    expect(remoteFolder(PLACE, '/Volumes/PROD/05_ART')).toBe('05_ART');
    expect(remoteFolder(PLACE, '/home/kim')).toBeUndefined();
  });
});
