import type { Finding, FindingCode } from '../domain/finding.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import { displayPath } from '../files/paths.ts';
import { quoteShell } from './escape.ts';
import { showInstant } from './instant.ts';

/** What the words of a finding are about: `a` as people read it, `target` as a shell reads it, and the finding's values. */
interface Subject {
  readonly a: string;
  readonly target: string;
  readonly args: ReadonlyMap<string, string>;
}

interface Words {
  /** A few words for a group of items. */
  readonly title: string;
  readonly message: (subject: Subject) => string;
  readonly next: (subject: Subject) => string;
  /** Each file needs an answer of its own: a command for a whole folder would skip them. */
  readonly oneByOne?: true;
}

/** A finding in plain words: what is the matter, and what to do now. */
export interface Wording {
  readonly title: string;
  readonly message: string;
  readonly next: string;
}

const NOTHING = 'Nothing to do.';
const approve = ({ target }: Subject): string =>
  `provgate approve ${target} --id ID --by NAME --document FILE`;
const declare = ({ target }: Subject, origin: string): string =>
  `provgate declare ${target} --origin ${origin} --by NAME --basis TEXT`;
const again = ({ target }: Subject): string => `provgate check ${target}`;
const value = (subject: Subject, name: string): string => subject.args.get(name) ?? '';
const date = (subject: Subject, name: string): string => showInstant(value(subject, name));
/** ` (value)`, or nothing where the finding has none. */
const bracketed = (subject: Subject, name: string): string =>
  value(subject, name) === '' ? '' : ` (${value(subject, name)})`;

const words: Readonly<Record<FindingCode, Words>> = {
  'OK-001': {
    title: 'Camera or human work',
    message: (s) => `${s.a} is ${value(s, 'origin') === 'human' ? 'human' : 'camera'} work.`,
    next: () => NOTHING,
  },
  'OK-002': {
    title: 'GenAI, approved',
    message: (s) =>
      `${s.a} was made with GenAI and is cleared by approval ${value(s, 'id')} for this title and use.`,
    next: () => NOTHING,
  },
  'AST-001': {
    title: 'Assistive tool used',
    message: (s) => `${s.a} was treated with an assistive tool${bracketed(s, 'tool')}; it is listed here.`,
    next: (s) => `If the tool added new content, say so: ${declare(s, 'genai')}`,
  },
  'ORG-001': {
    title: 'Unknown origin',
    message: (s) => `Nothing that counts tells how ${s.a} was made.`,
    next: (s) => `Ask its supplier, then record it: ${declare(s, 'camera')} (or human, or genai)`,
  },
  'ORG-002': {
    title: 'Claims contradict each other',
    message: (s) => `The signs on ${s.a} contradict each other.`,
    next: (s) =>
      `See them with provgate inspect ${s.target}, then settle it: ${declare(s, 'human')} --document FILE (or camera, or genai)`,
    oneByOne: true,
  },
  'ORG-003': {
    title: 'Weak evidence',
    message: (s) => `The only sign that ${s.a} is not GenAI is weak.`,
    next: (s) => `Record what you know: ${declare(s, 'camera')} --document FILE`,
  },
  'ORG-004': {
    title: 'Suspected GenAI',
    message: (s) => `A weak sign points to GenAI in ${s.a}; a named person must look.`,
    next: (s) =>
      `See it with provgate inspect ${s.target}, then answer: ${declare(s, 'human')} (or camera, or genai)`,
    oneByOne: true,
  },
  'ORG-005': {
    title: 'GenAI claim overruled',
    message: (s) => `A GenAI claim on ${s.a} was overruled by a documented declaration.`,
    next: (s) => `Nothing to do. provgate show ${s.target} gives the declaration.`,
  },
  'ORG-006': {
    title: 'Stands where temporary GenAI stood',
    message: (s) =>
      `${s.a} replaced a temporary GenAI file and carries no evidence of its own; a named person must look.`,
    next: (s) => `Say how it was made: ${declare(s, 'human')} (or camera, or genai)`,
    oneByOne: true,
  },
  'APR-000': {
    title: 'Approval id not known',
    message: (s) => `Approval id ${value(s, 'id')} is not known.`,
    next: (s) => `Check the spelling, or record the approval with its document: ${approve(s)}`,
  },
  'APR-001': {
    title: 'GenAI without approval',
    message: (s) =>
      `${s.a} was made with GenAI${bracketed(s, 'tool')} and has no approval.${
        value(s, 'earlier') === ''
          ? ''
          : ` Approval ${value(s, 'earlier')} covers the bytes that stood here before, not these.`
      }`,
    next: (s) =>
      `Ask your studio contact in writing, then record it: ${approve(s)}. Or replace it before the final.`,
  },
  'APR-004': {
    title: 'Approval has not begun',
    message: (s) => `Approval ${value(s, 'id')} for ${s.a} starts on ${date(s, 'from')}.`,
    next: () => 'Wait until then, or ask for an earlier start.',
  },
  'APR-005': {
    title: 'Approval has ended',
    message: (s) => `Approval ${value(s, 'id')} for ${s.a} ended on ${date(s, 'until')}.`,
    next: (s) => `Ask for a renewal and record it under its new id: ${approve(s)}`,
  },
  'APR-006': {
    title: 'Approval withdrawn',
    message: (s) => `Approval ${value(s, 'id')} for ${s.a} was withdrawn on ${date(s, 'at')}.`,
    next: (s) => `Replace ${s.a}, or record a new approval under a new id: ${approve(s)}`,
  },
  'APR-008': {
    title: 'Approval does not cover this',
    message: (s) =>
      `Approval ${value(s, 'id')} does not cover this ${value(s, 'what')} of ${s.a}: approved ${value(s, 'approved')}, needed ${value(s, 'needed')}.`,
    next: (s) => `Ask for an extension and record it: ${approve(s)}`,
  },
  'APR-011': {
    title: 'Approval document missing or altered',
    message: (s) => `The written document of approval ${value(s, 'id')} for ${s.a} is missing or altered.`,
    next: (s) =>
      `Bring it back from a backup (provgate registry restore), or record the approval anew: ${approve(s)}`,
  },
  'REG-001': {
    title: 'Could not be registered',
    message: (s) => `${s.a} could not be registered${bracketed(s, 'reason')}.`,
    next: (s) => `Run ${again(s)} again; if it stays, run provgate audit verify.`,
  },
  'INT-001': {
    title: 'Changed during the check',
    message: (s) => `${s.a} changed while it was checked.`,
    next: (s) => `Let it finish writing, then run ${again(s)}`,
  },
  'FIL-001': {
    title: 'Missing or unreadable',
    message: (s) =>
      value(s, 'reason') === 'missing'
        ? `${s.a} is not there.`
        : `${s.a} could not be read to its end${bracketed(s, 'reason')}.`,
    next: (s) => `Restore or relink it, then run ${again(s)}`,
  },
  'FIL-002': {
    title: 'Incomplete file',
    message: (s) => `${s.a} ends before its own structure says${bracketed(s, 'reason')}.`,
    next: (s) => `Copy or render it again, then run ${again(s)}`,
  },
  'FIL-003': {
    title: 'Link or special file',
    message: (s) =>
      `${s.a} is ${value(s, 'reason') === 'link' ? 'a link' : 'a special file'}; only regular files are opened.`,
    next: (s) => `Put the file itself in its place or take it out, then run ${again(s)}`,
  },
  'FIL-004': {
    title: 'Folder could not be listed',
    message: (s) => `The folder ${s.a} could not be listed${bracketed(s, 'reason')}.`,
    next: (s) => `Make it readable for you, then run ${again(s)}`,
  },
  'FIL-005': {
    title: 'Not looked into',
    message: (s) => `${s.a} was not looked into${bracketed(s, 'reason')}.`,
    next: (s) => `Check it on its own with ${again(s)}, or take it out of this folder.`,
  },
  'TML-001': {
    title: 'Holds media nobody has read',
    message: (s) =>
      `${s.a}${bracketed(s, 'format')} holds or uses other media, and not all of them were read.`,
    next: () => 'Check the media themselves, and keep this file out of the folder you deliver.',
  },
  'TML-002': {
    title: 'Nested timeline not expanded',
    message: (s) => `${s.a} holds a nested timeline that was not expanded.`,
    next: () => 'Export it with its nested parts expanded, then check again.',
  },
  'TML-003': {
    title: 'Nothing to check',
    message: (s) => `There is no file to check in ${s.a}.`,
    next: () => 'Name a file, or a folder that holds files. An empty scope never passes.',
  },
  'GAT-001': {
    title: 'Policy says nothing',
    message: (s) => `The policy ${value(s, 'pack')} has no rule for ${s.a}.`,
    next: () => 'Choose another policy in provgate.json; provgate policy show lists them.',
  },
  'GAT-002': {
    title: 'Record altered',
    message: (s) => `The record of ${s.a} was changed outside provgate.`,
    next: () => 'Run provgate audit verify, then bring the record back: provgate registry restore',
  },
  'GAT-003': {
    title: 'Clock runs behind',
    message: (s) =>
      `The clock says ${date(s, 'now')}, which is before the newest recorded event of ${date(s, 'newest')}.`,
    next: () => 'Set the clock right and check again; approvals cannot be dated with a wrong clock.',
  },
  'GAT-004': {
    title: 'Changed during the export',
    message: (s) => `${s.a} changed between the decision and the end of the export${bracketed(s, 'reason')}.`,
    next: () => 'Nothing was exported. Run the export again.',
  },
};

/** A path as the reader's shell takes it; by default one that stands in the media root. */
export type CommandPath = (path: RelPath) => string;

/**
 * The words of a finding about `path` (the media root where undefined); its command names `target`, by default the path itself.
 * They hold no person's name.
 */
export function wordsOf(
  finding: Pick<Finding, 'code' | 'args'>,
  path: RelPath | undefined,
  target: RelPath | undefined = path,
  commandPath: CommandPath = quoteShell,
): Wording {
  const entry = words[finding.code];
  const subject: Subject = {
    a: path === undefined ? 'this scope' : shownPath(path),
    target: commandPath(target ?? ROOT),
    args: new Map(Object.entries(finding.args)),
  };
  return { title: entry.title, message: entry.message(subject), next: entry.next(subject) };
}

/** Whether findings of this code are answered file by file, not folder by folder. */
export function isOneByOne(code: FindingCode): boolean {
  return words[code].oneByOne === true;
}

/** A path as people read it; the media root is `.`. */
export function shownPath(path: RelPath | undefined): string {
  return path === undefined || path === '' ? '.' : displayPath(path);
}
