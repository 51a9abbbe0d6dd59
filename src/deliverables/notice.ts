import { unlinkSync } from 'node:fs';
import { FINDING_CODES, type FindingCode } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import type { OwnFile, QuarantineRecord } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { hashBytes } from '../files/hash.ts';
import { baseName, diskPath, displayPath, isUnder, joinPath, parentOf } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { errorCode } from '../files/walk.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { wordsOf } from '../reports/words.ts';
import { isUntouched, writeOwn } from '../sidecars/own-files.ts';
import { isDiskRefusal, makeFolders } from './move.ts';
import { type Held, type HoldReason, isOpen } from './quarantine.ts';
import { QUARANTINE_FOLDER, type Unit } from './units.ts';

/** What every notice begins with. */
export const NOTICE_HEAD = 'provgate and the deliverable folder ';
/** Lines of each list; the rest is a number. */
const MOST_LINES = 100;

/** Where the notice of a deliverable folder stands. */
export function noticePath(unit: Unit): RelPath {
  const name = `${baseName(unit.folder)} - PLEASE READ.txt`;
  return joinPath(joinPath(parentOf(unit.folder), QUARANTINE_FOLDER), name);
}

/** Writes, renews or takes away the notice beside a deliverable folder; a file of somebody else in its place is left alone. */
export async function writeNotice(runtime: Runtime, unit: Unit, held: readonly Held[]): Promise<void> {
  const { root } = runtime.production;
  const path = noticePath(unit);
  const aside = (await runtime.registry.quarantine.list()).filter(
    (record) => isOpen(record) && isUnder(record.from, unit.folder) && reach(root, record.to) !== undefined,
  );
  const own = (await runtime.registry.ownFiles.at([path])).get(path);
  const isOurs = isUntouched(root, own);
  if (aside.length + held.length === 0) return remove(runtime, path, own, isOurs);
  const text = noticeText(unit, aside, held);
  const wanted: OwnFile = { path, sha256: hashBytes(text), purpose: 'notice' };
  if (isOurs && own?.sha256 === wanted.sha256) return;
  const isForeign = !isOurs && reach(root, path) !== undefined && !isUntouched(root, wanted);
  if (isForeign || !path.isWellFormed()) {
    runtime.log.warn('notice-not-written', { path: displayPath(path) });
    return;
  }
  try {
    makeFolders(root, parentOf(path));
    await writeOwn(runtime.registry, root, wanted, text);
  } catch (error) {
    if (!isDiskRefusal(error)) throw error;
    runtime.log.warn('notice-not-written', { path: displayPath(path), reason: errorCode(error) });
  }
}

async function remove(
  runtime: Runtime,
  path: RelPath,
  own: OwnFile | undefined,
  isOurs: boolean,
): Promise<void> {
  if (own === undefined) return;
  if (isOurs) unlinkSync(diskPath(runtime.production.root, path));
  await runtime.registry.ownFiles.remove(path);
}

/** What happened, why, and what to do next, in plain words; the same facts give the same text. */
export function noticeText(unit: Unit, aside: readonly QuarantineRecord[], held: readonly Held[]): string {
  const folder = shown(unit.folder);
  return [
    `${NOTICE_HEAD}"${folder}"`,
    '',
    ...section(
      'These files were blocked as part of a final and put aside. Nothing was deleted.',
      aside.map((record) => [
        `- ${shown(record.to)}`,
        `  came from ${shown(record.from)} at ${record.at}`,
        `  why: ${record.codes.map(title).join('; ')}`,
        `  to put it back: provgate quarantine restore ${record.id}`,
      ]),
    ),
    ...section(
      'These are blocked as well, and were left where they are:',
      held.map((each) => [`- ${shown(each.at)}: ${WHY_HELD[each.why]}`]),
    ),
    'What to do next:',
    `- See every reason: provgate check "${folder}"`,
    '- Have GenAI approved in writing and record it: provgate approve FILE --id ID --by NAME --document FILE',
    '- Or replace the file with one that may leave.',
    '',
  ].join('\n');
}

const WHY_HELD: Readonly<Record<HoldReason, string>> = {
  'was-there-before': 'it was there before this folder was watched under this rule',
  'too-many': 'more than 20 at once; please look before anything is moved',
  'whole-folder': 'it is the whole deliverable folder',
  'put-back': 'a person put it back',
  'still-changing': 'it is still being written',
  'other-disk': 'it is on another disk than the place beside the folder',
  'could-not-move': 'it could not be moved',
};

function section(heading: string, entries: readonly (readonly string[])[]): readonly string[] {
  if (entries.length === 0) return [];
  const more = entries.length - MOST_LINES;
  const shownEntries = entries.slice(0, MOST_LINES).flat();
  return [heading, ...shownEntries, ...(more > 0 ? [`- and ${more} more`] : []), ''];
}

function title(code: string): string {
  const known = FINDING_CODES.find((each): each is FindingCode => each === code);
  return known === undefined ? code : wordsOf({ code: known, args: {} }, undefined).title;
}

function shown(path: RelPath): string {
  return escapeTerminal(displayPath(path));
}
