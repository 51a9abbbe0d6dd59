import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfiguration, readConfiguration } from '../../src/configuration/read.ts';
import { configurationJsonSchema } from '../../src/configuration/schema.ts';
import { ProvgateError } from '../../src/domain/errors.ts';

const ID = '01990000-0000-7000-8000-000000000001';
const text = (members: object): string => JSON.stringify({ id: ID, title: 'Quayside', ...members }, null, 2);

function faultOf(members: object): string {
  try {
    parseConfiguration(text(members), 'provgate.json');
  } catch (error) {
    if (error instanceof ProvgateError && error.code === 'bad-configuration') return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

test('fills in every default', () => {
  expect(parseConfiguration(text({}), 'provgate.json')).toEqual({
    id: ID,
    title: 'Quayside',
    root: '.',
    policy: [{ pack: 'approval-id', settings: {} }],
    deliverables: [],
    origins: [],
    suppliers: [],
    ignore: [],
    sidecars: 'temporary',
    pathMap: [],
    registry: 'sqlite:.provgate/registry.db',
    settleMs: 2000,
    sweepMinutes: 15,
    readMBps: undefined,
    outboxes: [],
  });
});

test('takes a policy as a name, an object, or a list that mixes both', () => {
  const policyOf = (policy: unknown): unknown => parseConfiguration(text({ policy }), 'provgate.json').policy;
  expect(policyOf('netflix-genai-2025')).toEqual([{ pack: 'netflix-genai-2025', settings: {} }]);
  expect(policyOf({ pack: 'a' })).toEqual([{ pack: 'a', settings: {} }]);
  expect(policyOf(['a', { pack: 'b', settings: { unknownInFinal: 'review' } }])).toEqual([
    { pack: 'a', settings: {} },
    { pack: 'b', settings: { unknownInFinal: 'review' } },
  ]);
});

test('reads a deliverables entry with its defaults', () => {
  const configuration = parseConfiguration(
    text({ deliverables: [{ path: '06_DELIVERY/**', territories: ['de', 'worldwide'] }] }),
    'provgate.json',
  );
  expect(configuration.deliverables).toEqual([
    {
      path: '06_DELIVERY/**',
      type: 'unspecified',
      episode: undefined,
      territories: ['DE', 'worldwide'],
      channels: undefined,
      onBlock: 'report',
    },
  ]);
});

const faults: readonly [members: object, words: RegExp][] = [
  [{ polizy: 'approval-id' }, /line 4, column 3: unknown key "polizy"; did you mean "policy"\?/],
  [
    { deliverables: [{ path: 'a/**', typ: 'dcp' }] },
    /unknown key "typ" in "deliverables\[0\]"; did you mean "type"\?/,
  ],
  [
    { deliverables: [{ path: 'a/**', type: 'mastr' }] },
    /"deliverables\[0\]\.type" is "mastr"; did you mean "master"\?/,
  ],
  [
    { policy: [{ pack: 'a', setings: {} }] },
    /unknown key "setings" in "policy\[0\]"; did you mean "settings"\?/,
  ],
  [{ policy: 4 }, /"policy" must be a pack name, an object/],
  [{ policy: [] }, /"policy" must be|at least one entry/],
  [{ settleMs: 'soon' }, /"settleMs" must be a number, not text/],
  [{ settleMs: -1 }, /"settleMs" must be at least 0/],
  [{ sweepMinutes: 0 }, /"sweepMinutes" must be more than 0/],
  [{ origins: [{ path: 'a/**', origin: 'camera' }] }, /"origins\[0\]\.by" is missing/],
  [{ origins: [{ path: '/a/**', origin: 'camera', by: 'x' }] }, /leave the leading "\/" out/],
  [{ origins: [{ path: '../a/**', origin: 'camera', by: 'x' }] }, /cannot contain "\.\."/],
  [{ ignore: ['!a'] }, /cannot begin with "!"/],
  [{ registry: 'postgres://x' }, /"sqlite:" and a file name/],
  [{ id: 'seven' }, /an id as "provgate init" makes it/],
  [{ title: '' }, /"title" must not be empty/],
  [{ onEvent: { command: ['tell.sh'] } }, /a program is named by its absolute path/],
  [{ onEvent: { command: [] } }, /onEvent/],
  [{ onEvent: { command: ['/bin/tell'], kinds: ['new-genai'] } }, /genai-found/],
  [{ onEvent: { command: ['/bin/tell'], shell: true } }, /unknown key "shell" in "onEvent"/],
  [{ deliverables: [{ path: 'a', territories: ['Germany'] }] }, /two-letter country code/],
];

test.each(faults)('%j is refused in plain words', (members, words) => {
  expect(faultOf(members)).toMatch(words);
});

const sweeping: readonly [path: string, words: RegExp][] = [
  ['**', /covers the whole production/],
  ['*', /covers the whole production/],
  ['**/*', /covers the whole production/],
  ['*/**', /covers the whole production/],
  ['./**', /covers the whole production/],
  ['.provgate/**', /provgate's own state/],
  ['*.json', /provgate's own state/],
  ['01_CAMERA/**', /origin rule "01_CAMERA\/\*\*"/],
  ['01_camera', /origin rule/],
  ['**/*.mov', /origin rule/],
  ['01_CAMERA/A*/**', /accepted/],
];

test.each(sweeping)(
  'threat 24: a deliverables pattern %s that sweeps up more than finals is an error',
  (path, words) => {
    const members = {
      deliverables: [{ path }],
      origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT' }],
    };
    if (words.source === 'accepted') expect(() => parseConfiguration(text(members), 'f')).not.toThrow();
    else expect(faultOf(members)).toMatch(words);
  },
);

test('threat 24: quarantine needs a folder to move files out of', () => {
  expect(faultOf({ deliverables: [{ path: '**/*.mov', onBlock: 'quarantine' }] })).toMatch(/names no folder/);
});

test('names the file, the line and the column of a syntax error', () => {
  const home = mkdtempSync(join(tmpdir(), 'provgate-read-'));
  writeFileSync(join(home, 'provgate.json'), '{\n  "id": 1,\n  title: 2\n}');
  expect(() => readConfiguration(home)).toThrow(
    `${home}/provgate.json: line 3, column 3: a name in double quotes`,
  );
});

test('takes a byte order mark, refuses text that is no UTF-8', () => {
  const home = mkdtempSync(join(tmpdir(), 'provgate-read-'));
  writeFileSync(join(home, 'provgate.json'), `\uFEFF${text({})}`);
  expect(readConfiguration(home).configuration.title).toBe('Quayside');
  writeFileSync(join(home, 'provgate.json'), Buffer.from([0x7b, 0xff, 0x7d]));
  expect(() => readConfiguration(home)).toThrow('no UTF-8 text');
});

test('the published JSON Schema is current (PUBLISH=1 writes it anew)', () => {
  const path = join(import.meta.dirname, '../../docs/schemas/provgate.schema.json');
  const text = `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`;
  if (process.env['PUBLISH'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
