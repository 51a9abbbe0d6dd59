import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, provgate, provgateJson } from '../helpers/built.ts';
import { ownPackText } from '../helpers/pack-file.ts';

interface Policies {
  readonly policies: readonly {
    readonly id: string;
    readonly chosen: Readonly<Record<string, unknown>>;
    readonly from: Readonly<Record<string, string>>;
    readonly areas: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** A production with one file, a pack file beside it, and these policies. */
async function production(policy: readonly unknown[]): Promise<string> {
  const dir = folder('policy');
  writeFileSync(join(dir, 'idea.txt'), 'an idea');
  expect((await provgate('init', dir)).code).toBe(0);
  writeFileSync(join(dir, 'our-pack.json'), ownPackText());
  configure(dir, { policy });
  return dir;
}

function configure(dir: string, change: object): void {
  const file = join(dir, 'provgate.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
}

describe('provgate policy', () => {
  test('show tells where each value comes from, and all four areas', async () => {
    const dir = await production([
      { pack: 'netflix-genai-2025', settings: { unknownInFinal: 'block', promptTerms: ['Monet'] } },
    ]);
    const run = await provgateJson<Policies>('policy', 'show', '--production', dir);
    const [policy] = run.json.policies;
    expect(policy).toMatchObject({
      chosen: { unknownInFinal: 'block', promptTerms: ['Monet'], waiverMaxDays: 90 },
      from: { unknownInFinal: 'provgate.json', promptTerms: 'provgate.json', waiverMaxDays: 'default' },
    });
    expect(Object.keys(policy?.areas ?? {})).toHaveLength(4);
    const text = await provgate('policy', 'show', 'netflix-genai-2025', '--production', dir);
    expect(text.stdout).toContain('unknownInFinal = block  [provgate.json; review, block]');
    expect((await provgate('policy', 'show', 'netflix')).code).toBe(2);
  });

  test('explain gives passage, source and the way out, and suggests what was meant', async () => {
    const run = await provgate('policy', 'explain', 'APR-001');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/rests on G-5: Written approval/);
    expect(run.stdout).toMatch(/source: https:\/\/partnerhelp/);
    expect(run.stdout).toMatch(/next: .*provgate/);
    expect((await provgate('policy', 'explain', 'uc-background')).stdout).toMatch(/^UC-BACKGROUND: /);
    const unknown = await provgate('policy', 'explain', 'UC-BACKGROUD');
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('Did you mean UC-BACKGROUND'),
    ]);
  });

  test('validate names line and column, and exits 2', async () => {
    const dir = folder('packs');
    const [sound, broken] = [join(dir, 'sound.json'), join(dir, 'broken.json')];
    writeFileSync(sound, ownPackText());
    writeFileSync(broken, ownPackText().replace('"title":', '"tittle":'));
    const run = await provgate('policy', 'validate', sound, broken);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(/sound\.json: our-pack 1\.0\.0 is a sound pack/);
    expect(run.stdout).toMatch(/line 5, column 3: unknown key "tittle"; did you mean "title"\?/);
    expect((await provgate('policy', 'validate', sound)).code).toBe(0);
  });

  test('test runs the cases of a pack, and exits 2 where one does not hold', async () => {
    expect((await provgate('policy', 'test', 'netflix-genai-2025')).stdout).toMatch(/18 cases, all hold/);
    const file = join(folder('packs'), 'ours.json');
    const wrong = { what: 'a plate', facts: {}, destination: 'final', verdict: 'block', codes: ['APR-001'] };
    writeFileSync(file, ownPackText({ cases: [wrong] }));
    const run = await provgate('policy', 'test', file);
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining('expected block: APR-001')]);
  });

  test('accept lets a pack file judge, and milder settings too', async () => {
    const dir = await production(['approval-id', './our-pack.json']);
    const undecided = await provgate('check', join(dir, 'idea.txt'));
    expect([undecided.code, undecided.stdout]).toEqual([
      3,
      expect.stringContaining('provgate policy accept ./our-pack.json'),
    ]);
    const accepted = await provgate('policy', 'accept', join(dir, 'our-pack.json'), '--production', dir);
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      expect.stringMatching(/^Accepted our-pack 1\.0\.0/),
    ]);
    expect((await provgate('check', join(dir, 'idea.txt'))).code).toBe(0);
    configure(dir, { policy: ['approval-id'] });
    const held = await provgate('check', join(dir, 'idea.txt'));
    expect([held.code, held.stdout]).toEqual([1, expect.stringContaining('GAT-005')]);
    const status = await provgate('status', dir);
    expect(status.stdout).toContain('provgate.json became milder (policy): provgate policy accept');
    expect((await provgate('policy', 'accept', '--production', dir)).stdout).toMatch(/milder in: policy/);
    expect((await provgate('policy', 'accept', '--production', dir)).stdout).toBe(
      'Nothing waits to be accepted.\n',
    );
  });

  test('threat 32: a file that takes the name of a shipped pack is exit 2', async () => {
    const dir = await production(['./our-pack.json']);
    writeFileSync(join(dir, 'our-pack.json'), ownPackText({ id: 'netflix-genai-2025' }));
    const run = await provgate('check', join(dir, 'idea.txt'));
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('calls itself "netflix-genai-2025"')]);
  });

  test('states lists eighteen states and the legal steps', async () => {
    const run = await provgateJson<{ states: readonly unknown[]; transitions: readonly unknown[] }>(
      'policy',
      'states',
    );
    expect(run.json.states).toHaveLength(18);
    expect(run.json.transitions.length).toBeGreaterThan(30);
  });
});
