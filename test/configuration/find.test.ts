import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { findProduction, loadProduction } from '../../src/configuration/find.ts';
import { type Env, knownProductions, rememberProduction } from '../../src/configuration/known.ts';
import { pathsInside } from '../../src/configuration/locate.ts';
import { requireOwnState, unprotected } from '../../src/configuration/trust.ts';
import { newConfigurationText, writeConfiguration } from '../../src/configuration/write.ts';
import { ProvgateError } from '../../src/domain/errors.ts';

let top: string;
let env: Env;
let ids = 0;

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-find-')));
  env = { XDG_STATE_HOME: join(top, 'state-home') };
});

/** A production with its configuration in `home`, and its media there or in `root`. */
function production(home: string, root = home): string {
  ids += 1;
  const id = `01990000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
  mkdirSync(join(home, '.provgate'), { recursive: true, mode: 0o700 });
  mkdirSync(root, { recursive: true });
  writeConfiguration(
    home,
    newConfigurationText({ id, title: 'Quayside', home, root, policies: [], deliverables: [] }),
  );
  rememberProduction(env, { id, title: 'Quayside', home, root });
  return home;
}

function failure(work: () => unknown): { code: string; text: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof ProvgateError) return { code: error.code, text: `${error.message} ${error.next}` };
    throw error;
  }
  throw new Error('it did not fail');
}

const find = (...paths: string[]) => findProduction({ paths, env, cwd: top });

test('finds the production by walking up from a path that need not exist', () => {
  const home = production(join(top, 'quayside'));
  const found = find('quayside/finals/reel_1/a.mov');
  expect([found.home, found.root, found.stateDir]).toEqual([home, home, join(home, '.provgate')]);
  expect(pathsInside(found, ['quayside/finals/reel_1/a.mov', 'quayside'], top)).toEqual([
    'finals/reel_1/a.mov',
    '',
  ]);
});

test('finds a production whose state is apart from its media by the list init keeps', () => {
  const media = join(top, 'nas/quayside');
  const home = production(join(top, 'local'), media);
  const found = find('nas/quayside/finals');
  expect([found.home, found.root]).toEqual([home, media]);
  expect(find('local').root).toBe(media);
});

test('the option names a production for a command without paths, whatever folder it stands in', () => {
  const a = production(join(top, 'a'));
  production(join(top, 'b'));
  expect(findProduction({ paths: [], production: '../a', env, cwd: join(top, 'b') }).home).toBe(a);
  expect(findProduction({ paths: [], env: { ...env, PROVGATE_PRODUCTION: a }, cwd: top }).home).toBe(a);
});

test('a command without paths uses the only production there is, and asks where there are two', () => {
  const a = production(join(top, 'a'));
  expect(find().home).toBe(a);
  const b = production(join(top, 'b'));
  const { code, text } = failure(find);
  expect(code).toBe('ambiguous-production');
  expect(text).toContain(a);
  expect(text).toContain(b);
});

test('a path in no production is an error that says how to make one', () => {
  expect(failure(() => find('/')).code).toBe('no-production');
  expect(failure(() => find('/')).text).toContain('provgate init');
});

test('threat 12: a production nested in another is an error that names both', () => {
  const outer = production(join(top, 'outer'));
  const inner = production(join(top, 'outer/finals'));
  const { code, text } = failure(() => find('outer/finals/a.mov'));
  expect(code).toBe('ambiguous-production');
  expect(text).toContain(`${inner} and ${outer}`);
});

test('threat 12: a provgate.json inside the media of a production whose state is apart is an error that names both', () => {
  const media = join(top, 'nas');
  const home = production(join(top, 'local'), media);
  const planted = production(join(top, 'nas/finals'));
  const { code, text } = failure(() => find('nas/finals/a.mov'));
  expect(code).toBe('ambiguous-production');
  expect(text).toContain(home);
  expect(text).toContain(planted);
});

test('threat 12: paths of two productions, or outside the chosen one, are errors that name both', () => {
  const a = production(join(top, 'a'));
  const b = production(join(top, 'b'));
  const two = failure(() => find('a/x', 'b/y'));
  expect([two.code, two.text.includes(a), two.text.includes(b)]).toEqual([
    'ambiguous-production',
    true,
    true,
  ]);
  const other = failure(() => findProduction({ paths: ['a/x'], production: 'b', env, cwd: top }));
  expect([other.code, other.text.includes(a), other.text.includes(b)]).toEqual([
    'ambiguous-production',
    true,
    true,
  ]);
  const outside = failure(() => {
    const chosen = findProduction({ paths: ['elsewhere'], production: 'b', env, cwd: top });
    pathsInside(chosen, ['elsewhere'], top);
  });
  expect([outside.code, outside.text.includes(b)]).toEqual(['outside-production', true]);
});

test('a link to the production leads to it, a link inside it stays a link', () => {
  const home = production(join(top, 'quayside'));
  symlinkSync(home, join(top, 'shortcut'));
  symlinkSync(top, join(home, 'way-out'));
  expect(pathsInside(find('shortcut/finals'), ['shortcut/finals', 'shortcut'], top)).toEqual(['finals', '']);
  expect(pathsInside(find('quayside/way-out'), ['quayside/way-out'], top)).toEqual(['way-out']);
  expect(failure(() => pathsInside(find('quayside'), ['quayside/way-out/a'], top)).code).toBe(
    'outside-production',
  );
});

test('a media root that is not mounted is unavailable, not empty', () => {
  const media = join(top, 'nas');
  production(join(top, 'local'), media);
  rmSync(media, { recursive: true });
  expect(failure(() => find('local')).code).toBe('root-unavailable');
  expect(findProduction({ paths: ['local'], env, cwd: top, mediaMayBeAway: true }).root).toBe(media);
});

test('threat 25: a registry on a network file system is refused with the command that moves it', () => {
  const home = production(join(top, 'qu ay'));
  const mount = () => ({ type: 'nfs4', local: false, readOnly: false, mountPoint: '/' });
  const { code, text } = failure(() => loadProduction(home, env, { mount }));
  expect(code).toBe('remote-registry');
  expect(text).toMatch(new RegExp(`provgate init '${home}' --state \\S+/provgate/qu-ay$`));
});

test('threat 12: state of another user needs explicit trust', () => {
  const home = production(join(top, 'quayside'));
  const other = (process.geteuid?.() ?? 0) + 1;
  expect(failure(() => requireOwnState(home, {}, other)).code).toBe('forbidden');
  expect(failure(() => requireOwnState(home, {}, other)).text).toContain(`PROVGATE_TRUST=${home}`);
  expect(() => requireOwnState(home, { PROVGATE_TRUST: `/elsewhere:${home}` }, other)).not.toThrow();
});

test('threat 25: state that others may write is named', () => {
  const home = production(join(top, 'quayside'));
  const found = find('quayside');
  expect(unprotected(found)).toEqual([]);
  chmodSync(join(home, '.provgate'), 0o777);
  expect(unprotected(found)).toEqual(['.provgate can be written by other users']);
});

test('the list of productions is private, keeps one entry a home and drops those that are gone', () => {
  const gone = production(join(top, 'gone'));
  rmSync(gone, { recursive: true });
  const a = production(join(top, 'a'));
  rememberProduction(env, { id: 'x', title: 'again', home: a, root: a });
  expect(knownProductions(env).map(({ home, title }) => [home, title])).toEqual([[a, 'again']]);
  const file = join(top, 'state-home/provgate/productions.json');
  expect(lstatSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8')).schema).toBe('provgate.productions/1');
});

test('a damaged list is an error, not an empty one', () => {
  production(join(top, 'a'));
  writeFileSync(join(top, 'state-home/provgate/productions.json'), '{');
  expect(failure(() => find('a')).code).toBe('could-not-read');
});

test('a configuration that is there is never written over', () => {
  const home = production(join(top, 'a'));
  expect(failure(() => writeConfiguration(home, '{}')).code).toBe('conflict');
});
