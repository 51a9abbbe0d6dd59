import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { openTelling, type Telling } from '../../watcher/telling.ts';
import { type Stage, stage } from '../helpers/gate-production.ts';

const GENAI = png({ before: [tEXt('prompt', '{"1":{"class_type":"KSampler","inputs":{}}}')] });

interface Message {
  readonly schema: string;
  readonly kind: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

describe('onEvent: a command outside is told', () => {
  test('of new GenAI, of a block and of an approval that ends soon, each once, with no name in it', async () => {
    const { show, look, told } = await listening();
    await look();
    expect(told()).toEqual([]);
    show.write('06/a.png', GENAI);
    await show.check(['06']);
    await look();
    await look();
    expect(told().map(({ kind, items }) => [kind, items.length])).toEqual([
      ['genai-found', 1],
      ['blocked', 1],
    ]);
    const [found, block] = told();
    expect(found).toMatchObject({ schema: 'provgate.event/1', items: [{ path: '06/a.png' }] });
    expect(block?.items[0]).toMatchObject({
      destination: 'final',
      blocked: 1,
      files: [{ path: '06/a.png' }],
    });
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString();
    await show.approve(['06'], { until: soon });
    await look();
    await look();
    expect(told().slice(2)).toMatchObject([
      { kind: 'approval-expiring', items: [{ approval: 'NFLX-0042', until: soon }] },
    ]);
    expect(JSON.stringify(told())).not.toContain('Studio contact');
  });

  test('only of what it asks for', async () => {
    const { show, look, told } = await listening({ kinds: ['blocked'] });
    await look();
    show.write('06/a.png', GENAI);
    await show.check(['06']);
    await look();
    expect(told().map(({ kind }) => kind)).toEqual(['blocked']);
  });

  test('again after it failed, which the status counts meanwhile', async () => {
    const { show, look, told, script, passMs, restart } = await listening();
    await look();
    show.write('06/a.png', GENAI);
    await show.check(['06']);
    const works = readFileSync(script);
    writeFileSync(script, 'process.exit(3);');
    await look();
    await look();
    const { telling } = await show.runtime.registry.coverage.get();
    expect(telling).toEqual({ failures: 1, reason: 'it ended with 3' });
    writeFileSync(script, works);
    await look();
    expect(told()).toEqual([]);
    passMs(60_000);
    restart();
    await look();
    expect(told().map(({ kind }) => kind)).toEqual(['genai-found', 'blocked']);
    expect((await show.runtime.registry.coverage.get()).telling).toBeUndefined();
  });

  test('never through a shell, and never with what we keep in the environment', async () => {
    const { show, look, told, dir } = await listening({ more: ['; touch pwned', '$(touch pwned)'] });
    await look();
    show.write('06/a.png', GENAI);
    await show.check(['06']);
    await look();
    expect(told().length).toBe(2);
    expect(existsSync(join(dir, 'pwned'))).toBe(false);
    const seen: { args: readonly string[]; env: readonly string[] } = JSON.parse(
      readFileSync(join(dir, 'seen.json'), 'utf8'),
    );
    expect(seen.args).toEqual(['; touch pwned', '$(touch pwned)']);
    expect(seen.env.filter((name) => /PROVGATE|HOME|TOKEN/.test(name))).toEqual([]);
  });

  test('a configuration others can write to runs nothing', async () => {
    const { show, look, told } = await listening();
    await look();
    show.write('06/a.png', GENAI);
    await show.check(['06']);
    chmodSync(show.at('provgate.json'), 0o666);
    await look();
    expect(told()).toEqual([]);
    expect((await show.runtime.registry.coverage.get()).telling?.reason).toContain('written by others');
  });
});

interface Listening {
  readonly show: Stage;
  readonly dir: string;
  readonly script: string;
  /** Begins anew with what was noted, as after a restart. */
  restart(): void;
  look(): Promise<void>;
  told(): readonly Message[];
  passMs(ms: number): void;
}

async function listening(
  options: { readonly kinds?: readonly string[]; readonly more?: readonly string[] } = {},
): Promise<Listening> {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-telling-'));
  const script = join(dir, 'listen.mjs');
  const heard = join(dir, 'heard.jsonl');
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    writeFileSync(${JSON.stringify(join(dir, 'seen.json'))}, JSON.stringify({ args: process.argv.slice(2), env: Object.keys(process.env) }));
    appendFileSync(${JSON.stringify(heard)}, readFileSync(0));`,
  );
  const { kinds, more = [] } = options;
  const command = [process.execPath, script, ...more];
  const show = await stage({}, { onEvent: { command, ...(kinds === undefined ? {} : { kinds }) } });
  chmodSync(show.at('provgate.json'), 0o644);
  onTestFinished(async () => {
    await show.close();
    rmSync(dir, { recursive: true, force: true });
  });
  let nowMs = 0;
  const opened = (): Telling =>
    openTelling(
      () => show.runtime,
      () => nowMs,
    );
  let telling = opened();
  return {
    show,
    dir,
    script,
    passMs: (ms) => {
      nowMs += ms;
    },
    restart() {
      telling = opened();
    },
    async look() {
      telling.look();
      await telling.idle();
    },
    told: () =>
      existsSync(heard)
        ? readFileSync(heard, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line): Message => JSON.parse(line))
        : [],
  };
}
