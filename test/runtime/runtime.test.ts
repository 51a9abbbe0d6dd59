import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProduction } from '../../src/configuration/find.ts';
import { newConfigurationText, writeConfiguration } from '../../src/configuration/write.ts';
import type { Instant } from '../../src/domain/asset.ts';
import { uuids } from '../../src/runtime/ids.ts';
import { openLog } from '../../src/runtime/log.ts';
import { readVersion } from '../../src/runtime/version.ts';
import { createProductionRegistry, openRuntime } from '../../src/runtime.ts';

function home(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-runtime-')));
  mkdirSync(join(folder, '.provgate'), { mode: 0o700 });
  const made = {
    id: uuids.next(),
    title: 'Quayside',
    home: folder,
    root: folder,
    policies: [],
    deliverables: [],
  };
  writeConfiguration(folder, newConfigurationText(made));
  return folder;
}

test('a production without its registry is could-not-decide, and none is made', async () => {
  const production = loadProduction(home(), {});
  await expect(openRuntime(production)).rejects.toMatchObject({ code: 'registry-missing' });
  await expect(openRuntime(production)).rejects.toMatchObject({ code: 'registry-missing' });
});

test('threat 17: each version of the configuration is an event, once', async () => {
  const folder = home();
  await createProductionRegistry(loadProduction(folder, {}));
  const kinds = async (): Promise<readonly string[]> => {
    const runtime = await openRuntime(loadProduction(folder, {}));
    const events = await runtime.registry.events.after(0, 100);
    await runtime.close();
    return events.map(({ kind }) => kind).filter((kind) => kind === 'configuration-changed');
  };
  expect(await kinds()).toHaveLength(1);
  const file = join(folder, 'provgate.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"ignore": []', '"ignore": ["*.bak"]'));
  expect(await kinds()).toHaveLength(2);
  expect(await kinds()).toHaveLength(2);
});

test('a policy that is not there stops before anything is opened', async () => {
  const folder = home();
  const file = join(folder, 'provgate.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('approval-id', 'no-such-pack'));
  await expect(openRuntime(loadProduction(folder, {}))).rejects.toMatchObject({ code: 'bad-policy' });
});

test('the log keeps to its level and form, and names in it cannot play with the terminal', () => {
  const lines: string[] = [];
  const clock = { now: () => '2026-11-22T10:00:00.000Z' as Instant, nowUs: () => 0 };
  const write = (line: string): void => {
    lines.push(line);
  };
  const plain = openLog({ level: 'info', format: 'plain', clock, write });
  plain.debug('unseen');
  plain.info('read', { path: 'a b\u001b[2J\u202e.png', files: 3, none: undefined });
  openLog({ level: 'warn', format: 'json', clock, write }).warn('failed', { cause: new Error('no') });
  openLog({ level: 'silent', format: 'json', clock, write }).warn('unseen');
  expect(lines).toEqual([
    '10:00:00 read path="a b\\u001b[2J\\u202e.png" files=3\n',
    '{"at":"2026-11-22T10:00:00.000Z","level":"warn","event":"failed","cause":"no"}\n',
  ]);
});

test('knows its version from its package', () => {
  expect(readVersion()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});
