import { expect, test } from 'vitest';
import { carrierWords, placeWords } from '../../src/reports/place-words.ts';
import { signatureRules } from '../../src/signatures/index.ts';

test.each([
  ['png.text.parameters', 'PNG text “parameters”'],
  ['exif.UserComment', 'EXIF field UserComment'],
  ['isobmff.keys.AIGC', 'QuickTime key “AIGC”'],
  ['riff.C2PA/urn:c2pa:0/actions', 'the Content Credential in the file'],
  ['jpeg.trailer', 'data behind the end of the JPEG'],
  ['something.else', 'something.else'],
])('%s is %s to people', (where, words) => {
  expect(placeWords(where)).toBe(words);
});

test('every place a generator rule shows in its examples has a name people know', () => {
  const places = signatureRules.flatMap((rule) => rule.matches.flat().map(([where]) => where));
  expect(places.filter((where) => !/[A-Z]|name|sidecar|hidden/.test(carrierWords(where)))).toEqual([]);
});
