import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ProvgateError } from '../../src/domain/errors.ts';
import { readPackFile } from '../../src/pack-file.ts';
import { digestOf, loadPolicies } from '../../src/policy/index.ts';
import { netflixGenai2025 } from '../../src/policy/packs/netflix-genai-2025.ts';
import { ownPack, ownPackText } from '../helpers/pack-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'provgate-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The failure of reading a pack file of this text, or none. */
function failure(text: string): string | undefined {
  const path = join(folder, 'our-pack.json');
  writeFileSync(path, text);
  try {
    readPackFile(path, './our-pack.json');
    return undefined;
  } catch (error) {
    if (!(error instanceof ProvgateError)) throw error;
    expect(error.code).toBe('bad-policy');
    return error.message;
  }
}

/** A pack with a guidance, changed. */
const guided = (change: object): string =>
  JSON.stringify(
    {
      ...netflixGenai2025,
      id: 'our-pack',
      guidance: { ...netflixGenai2025.guidance, ...change },
    },
    null,
    1,
  );

describe('a pack file', () => {
  test('that is sound is read as it stands', () => {
    const path = join(folder, 'sound.json');
    writeFileSync(path, ownPackText());
    expect(readPackFile(path, 'sound.json')).toEqual(ownPack());
    expect(failure(guided({}))).toBeUndefined();
  });

  test('with an unknown key names its line and what was probably meant', () => {
    const text = ownPackText().replace('"disclaimer":', '"disclaimre":');
    const line = text.split('\n').findIndex((each) => each.includes('disclaimre')) + 1;
    expect(failure(text)).toContain(
      `line ${line}, column 3: unknown key "disclaimre"; did you mean "disclaimer"?`,
    );
  });

  test('with a misspelt value says what is allowed', () => {
    expect(failure(ownPackText().replace('"final": "block"', '"final": "blok"'))).toMatch(
      /line \d+, column \d+: "rules\[\d+\]\.final" is "blok"; did you mean "block"\?/,
    );
    expect(failure(ownPackText().replace('"origin": [', '"orgin": ['))).toContain('did you mean "origin"?');
  });

  test.each([
    [
      'two members of one name',
      ownPackText().replace('"version"', '"id": "other",\n  "version"'),
      'given twice',
    ],
    ['no JSON at all', 'id: our-pack', 'line 1, column 1'],
    ['a version that is none', ownPackText({ version: '1' }), 'a version is written as 1.0.0'],
    ['no cases of its own', ownPackText({ cases: [] }), 'at least one entry'],
    [
      'a rule that weighs nowhere',
      ownPackText({ rules: [{ code: 'OK-001', when: {}, rules: ['F-1'] }] }),
      'a rule weighs in "final", in "temp" or in both',
    ],
    [
      'a rule that cites a passage nobody wrote',
      ownPackText({ rules: [{ code: 'OK-001', when: {}, final: 'pass', rules: ['Z-9'] }], settings: {} }),
      'no passage of this pack has the id "Z-9"',
    ],
    ['a setting no rule uses', ownPackText({ rules: ownRules() }), 'it would have no effect'],
    [
      'a rule that names a setting that is not there',
      ownPackText({ settings: {} }),
      'there is no setting "unknownInFinal" in this pack',
    ],
    [
      'a setting whose default is not allowed',
      ownPackText({ settings: { unknownInFinal: { default: 'pass', allowed: ['warn'], about: 'x' } } }),
      'the default must be "warn"',
    ],
    [
      'a severity setting that allows another word',
      ownPackText({
        settings: { unknownInFinal: { default: 'warn', allowed: ['warn', 'shrug'], about: 'x' } },
      }),
      'must allow nothing but',
    ],
  ])('with %s is refused', (_what, text, words) => {
    expect(failure(text)).toContain(words);
  });

  test('S0-02: with a case that is in no area, or with an area missing, is refused', () => {
    const [first, ...cases] = netflixGenai2025.guidance?.alwaysApprove ?? [];
    const { area: _area, ...without } = first ?? { area: undefined };
    expect(failure(guided({ alwaysApprove: [without, ...cases] }))).toMatch(
      /"guidance\.alwaysApprove\[0\]\.area" is missing/,
    );
    const areas = netflixGenai2025.guidance?.areas.slice(1);
    expect(failure(guided({ areas }))).toContain('the area "data_use" is missing');
  });

  test.each([
    [
      'a principle missing',
      { principles: netflixGenai2025.guidance?.principles.slice(0, 4) },
      '"P5" is missing',
    ],
    ['a hard stop that could be waived', { waivable: ['HST-001'] }, 'HST-001 can never be waived'],
    ['suspicion that could be waived (threat 33)', { waivable: ['ORG-004'] }, 'ORG-004 can never be waived'],
    [
      'a matrix row of an unknown use',
      { matrix: matrixOf('UC-NONE') },
      'no use case of this pack is called "UC-NONE"',
    ],
  ])('with a guidance with %s is refused', (_what, change, words) => {
    expect(failure(guided(change))).toContain(words);
  });

  test('that is missing or no text says so', () => {
    expect(() => readPackFile(join(folder, 'none.json'), './none.json')).toThrowError(
      expect.objectContaining({ code: 'bad-policy', message: expect.stringContaining('ENOENT') }),
    );
    writeFileSync(join(folder, 'bytes.json'), Buffer.from([0x7b, 0xff]));
    expect(() => readPackFile(join(folder, 'bytes.json'), './bytes.json')).toThrowError(
      expect.objectContaining({ message: './bytes.json is no UTF-8 text.' }),
    );
  });
});

describe('a pack file of a production', () => {
  const read = (change: object) => () => {
    const path = join(folder, 'changed.json');
    writeFileSync(path, ownPackText(change));
    return readPackFile(path, './our-pack.json');
  };

  test('stands beside shipped packs, with settings of its own', () => {
    const policies = loadPolicies(
      [
        { pack: 'approval-id', settings: {} },
        { pack: './our-pack.json', settings: { unknownInFinal: 'review' } },
      ],
      read({}),
    );
    expect(policies.map(({ pack, file, settings }) => [pack.id, file, settings['unknownInFinal']])).toEqual([
      ['approval-id', undefined, 'warn'],
      ['our-pack', './our-pack.json', 'review'],
    ]);
    expect(policies[1]?.sha256).toBe(digestOf(ownPack()));
  });

  test('cannot pass for a shipped pack (threat 32)', () => {
    expect(() =>
      loadPolicies([{ pack: './our-pack.json', settings: {} }], read({ id: 'netflix-genai-2025' })),
    ).toThrowError(
      expect.objectContaining({ code: 'bad-policy', message: expect.stringContaining('calls itself') }),
    );
  });
});

/** The rules of the default pack without the one that reads a setting. */
function ownRules(): readonly object[] {
  const { rules } = ownPack();
  return Array.isArray(rules) ? rules.filter((rule) => rule.code !== 'ORG-001') : [];
}

function matrixOf(useCase: string): readonly object[] {
  const [row] = netflixGenai2025.guidance?.matrix ?? [];
  return [{ ...row, useCases: [useCase] }];
}
