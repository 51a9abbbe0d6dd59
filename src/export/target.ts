import { accessSync, constants, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Destination } from '../domain/deliverable.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { diskPath, relPath } from '../files/paths.ts';
import { lookAt } from '../files/snapshot.ts';
import { STAGING_PREFIX } from './layout.ts';
import { removeLeftovers } from './leftovers.ts';
import type { Target } from './place.ts';

/**
 * Looks at a target and removes what a killed export left there. Throws `target-not-empty`, `usage` for a place that cannot be
 * one, `conflict` while another export writes there.
 */
export async function openTarget(
  runtime: Runtime,
  to: string,
  scope: readonly RelPath[],
  destination: Destination,
): Promise<Target> {
  const dir = placed(to);
  const name = basename(dir);
  if (destination === 'temp' && !/(^|[^a-z])temp([^a-z]|$)/i.test(name))
    throw usage(
      `What is checked for temp must go to a folder that says TEMP; ${name} does not.`,
      `Export it to ${name}_TEMP instead.`,
    );
  refuseOverlap(runtime, dir, scope);
  const found = lookAt(dir);
  if (found !== undefined && found.kind !== 'folder')
    throw usage(`${name} is there and is no folder.`, 'Name a folder that is empty or does not exist.');
  const parent = dirname(dir);
  const existed = found !== undefined;
  const mounted = existed && lookAt(parent)?.snapshot.device !== found.snapshot.device;
  const staging = existed && (mounted || !isWritable(parent)) ? 'inside' : 'beside';
  const target: Target = {
    dir,
    existed,
    staging,
    stagingParent: staging === 'inside' ? dir : parent,
    stagingPrefix: staging === 'inside' ? STAGING_PREFIX : `.${name}${STAGING_PREFIX}`,
  };
  await removeLeftovers(target);
  if (existed && readdirSync(dir).length > 0)
    throw new ProvgateError(
      'target-not-empty',
      `${name} is not empty, so what leaves would mix with what is there.`,
      'Name an empty folder, or one that does not exist yet.',
    );
  return target;
}

/** The target with links among its parents resolved; its own name is kept. */
function placed(to: string): string {
  const absolute = resolve(to);
  const parent = dirname(absolute);
  if (parent === absolute) throw usage('The root of a disk is no export target.', 'Name a folder on it.');
  if (lookAt(parent) === undefined)
    throw usage(
      `The folder ${basename(parent)}, which is to hold the export, is not there.`,
      'Make it first, or name another target.',
    );
  const real = realpathSync(parent);
  if (lookAt(real)?.kind !== 'folder')
    throw usage(`${basename(parent)} is no folder.`, 'Name a target inside a folder.');
  return join(real, basename(absolute));
}

/** A target inside its own source would be read while it is written. */
function refuseOverlap(runtime: Runtime, dir: string, scope: readonly RelPath[]): void {
  const { root, stateDir } = runtime.production;
  const realRoot = realpathSync(root);
  const sources = scope.map((path) => diskPath(realRoot, path).toString());
  if ([...sources, stateDir].every((source) => relPath(source, dir) === undefined)) return;
  throw usage(`${basename(dir)} lies inside what is to be exported.`, 'Name a target outside of it.');
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    // Closed to us: the target itself is tried instead, and names its own failure.
    return false;
  }
}

function usage(message: string, next: string): ProvgateError {
  return new ProvgateError('usage', message, next);
}
