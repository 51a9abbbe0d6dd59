import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProduction } from '../../src/configuration/find.ts';
import type { Approval } from '../../src/domain/approval.ts';
import type { Instant } from '../../src/domain/asset.ts';
import type { Check } from '../../src/domain/check.ts';
import type { RelPath } from '../../src/domain/path.ts';
import type { Runtime } from '../../src/domain/runtime.ts';
import { runCheck } from '../../src/gate/check.ts';
import type { CheckRequest } from '../../src/gate/request.ts';
import { type ApprovalRequest, approve } from '../../src/records/approve.ts';
import { createProductionRegistry, openRuntime } from '../../src/runtime.ts';

/** A real production on disk, with its registry and readers. */
export interface Stage {
  readonly root: string;
  readonly runtime: Runtime;
  /** Writes a file below the media root and returns its absolute path. */
  write(path: string, bytes: Uint8Array | string): string;
  /** Absolute path of a place below the media root. */
  at(path: string): string;
  check(paths: readonly string[], more?: Partial<CheckRequest>): Promise<Check>;
  /** Records an unrestricted approval with a letter of its own. */
  approve(paths: readonly string[], more?: Partial<ApprovalRequest>): Promise<Approval>;
  /** The same production some time later; `undefined` for the system's clock. */
  later(instant: string): Stage;
  /** The same production after its configuration was changed. */
  configured(change: object): Promise<Stage>;
  close(): Promise<void>;
}

/** Makes a production with these files and, over the defaults, this configuration. */
export async function stage(
  files: Readonly<Record<string, Uint8Array | string>> = {},
  configuration: object = {},
): Promise<Stage> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-stage-')));
  const whole = {
    id: randomUUID(),
    title: 'Quayside',
    root: '.',
    policy: ['approval-id'],
    ...configuration,
  };
  writeFileSync(join(root, 'provgate.json'), JSON.stringify(whole));
  mkdirSync(join(root, '.provgate'), { mode: 0o700 });
  await createProductionRegistry(loadProduction(root, {}));
  const made = staged(root, await openRuntime(loadProduction(root, {})));
  for (const [path, bytes] of Object.entries(files)) made.write(path, bytes);
  return made;
}

function staged(root: string, runtime: Runtime): Stage {
  const at = (path: string): string => join(root, path);
  const letter = { name: 'mail.txt', bytes: Buffer.from('Approved, regards.\n') };
  return {
    root,
    runtime,
    at,
    write(path, bytes) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), bytes);
      return at(path);
    },
    check: async (paths, more) => (await runCheck(runtime, { paths: rel(paths), ...more })).check,
    approve: (paths, more) =>
      approve(runtime, {
        paths: rel(paths),
        id: 'NFLX-0042',
        grantedBy: 'Studio contact',
        document: letter,
        confirmed: true,
        ...more,
      }),
    later(instant) {
      const clock = { now: () => instant as Instant, nowUs: () => Date.parse(instant) * 1000 };
      return staged(root, { ...runtime, clock });
    },
    async configured(change) {
      const before: object = JSON.parse(readFileSync(at('provgate.json'), 'utf8'));
      writeFileSync(at('provgate.json'), JSON.stringify({ ...before, ...change }));
      await runtime.close();
      return staged(root, await openRuntime(loadProduction(root, {})));
    },
    async close() {
      await runtime.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Paths as the gate takes them. */
export function rel(paths: readonly string[]): readonly RelPath[] {
  return paths.map((path) => path as RelPath);
}

/** `path verdict CODE,CODE` of every item, in order. */
export function told(check: Check): readonly string[] {
  return check.items.map(
    (item) => `${item.path} ${item.verdict} ${item.findings.map(({ code }) => code).join(',')}`,
  );
}
