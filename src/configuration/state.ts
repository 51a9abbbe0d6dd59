import { isAbsolute, join, resolve } from 'node:path';
import type { Production } from '../domain/configuration.ts';

const SQLITE = 'sqlite:';

/** Folder of a production's state, below its home. */
export function stateDirOf(home: string): string {
  return join(home, '.provgate');
}

/** The registry's file: absolute, or relative to the home. */
export function registryFile(production: Pick<Production, 'home' | 'configuration'>): string {
  const file = production.configuration.registry.slice(SQLITE.length);
  return isAbsolute(file) ? file : resolve(production.home, file);
}
