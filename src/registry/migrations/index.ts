import { first } from './0001-first.ts';
import { members } from './0002-members.ts';
import { generationIds } from './0003-generation-ids.ts';
import { papersStep } from './0004-papers.ts';
import { proof } from './0005-proof.ts';
import { consequences } from './0006-consequences.ts';
import { repliesStep } from './0007-replies.ts';
import type { Migration } from './migration.ts';

/** Every step, oldest first. A released step never changes: the schema of a registry is compared with what they make. */
export const migrations: readonly Migration[] = [
  first,
  members,
  generationIds,
  papersStep,
  proof,
  consequences,
  repliesStep,
];
