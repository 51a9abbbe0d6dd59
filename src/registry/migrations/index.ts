import { first } from './0001-first.ts';
import type { Migration } from './migration.ts';

/** Every step, oldest first. A released step never changes: the schema of a registry is compared with what they make. */
export const migrations: readonly Migration[] = [first];
