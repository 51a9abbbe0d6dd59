import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { QuarantineRecord } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { displayPath, parentOf } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { groupSequences } from '../files/sequences.ts';
import { intake } from '../intake.ts';
import { makeFolders, moveFile } from './move.ts';
import { isOpen } from './quarantine.ts';
import { pathOf, unitOf } from './units.ts';

/**
 * Puts a quarantined file back where it was, with the other frames of its sequence that were put aside at the same moment. It will not
 * be put aside again. Throws `not-found`, `conflict` where its place is taken, `path-missing` where it is no longer in quarantine.
 */
export async function restore(runtime: Runtime, id: string): Promise<readonly QuarantineRecord[]> {
  const { registry, production, clock, actor } = runtime;
  const open = (await registry.quarantine.list()).filter(isOpen);
  const chosen = open.find((record) => record.id === id);
  if (chosen === undefined) throw notFound(id);
  const together = mates(chosen, open);
  for (const { from, to } of together) requireMovable(production.root, from, to);
  for (const record of together) {
    makeFolders(production.root, parentOf(record.from));
    // Recorded first: were it moved first and then stopped, the next judgement would put it aside again.
    await registry.quarantine.restored(record.id, clock.now(), actor);
    if (moveFile(production.root, record.to, record.from) !== 'moved') throw taken(record.from);
    await intake(runtime, record.from);
  }
  const unit = unitOf(runtime, chosen.from);
  if (unit !== undefined) await registry.outbox.add([{ kind: 'notice', path: pathOf(unit) }]);
  return together;
}

function mates(chosen: QuarantineRecord, open: readonly QuarantineRecord[]): readonly QuarantineRecord[] {
  const sameMove = open.filter((record) => record.at === chosen.at);
  const sequence = groupSequences(sameMove.map((record) => record.from)).find(({ frames }) =>
    frames.includes(chosen.from),
  );
  return sequence === undefined
    ? [chosen]
    : sameMove.filter((record) => sequence.frames.includes(record.from));
}

function requireMovable(root: string, from: RelPath, to: RelPath): void {
  if (reach(root, to) === undefined) {
    throw new ProvgateError(
      'path-missing',
      `${displayPath(to)} is not in quarantine any more.`,
      'Look for it with provgate list; a file that was moved by hand needs no restoring.',
    );
  }
  if (reach(root, from) !== undefined) throw taken(from);
}

function taken(from: RelPath): ProvgateError {
  return new ProvgateError(
    'conflict',
    `${displayPath(from)} was not put back: another file stands there now.`,
    'Move or rename that file, then restore again.',
  );
}

function notFound(id: string): ProvgateError {
  return new ProvgateError(
    'not-found',
    `Nothing in quarantine has the id ${id}.`,
    'List what is there with provgate quarantine list.',
  );
}
