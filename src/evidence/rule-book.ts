import { readers } from './index.ts';
import { locationReaders } from './location.ts';
import { containerProblems } from './problems.ts';
import type { EvidenceReader } from './reader.ts';
import type { RuleNote } from './rule-note.ts';
import { pixelSearch } from './stealth.ts';

/** A reader and the claims it can make. */
export type RuleGroup = Pick<EvidenceReader, 'id' | 'version' | 'rules'>;

/** What is said where the bytes of a file were not obtained at all. */
const examination: RuleGroup = {
  id: 'examine',
  version: 1,
  rules: [
    {
      id: 'examine.unreadable',
      about: 'a file or sidecar whose bytes were not obtained, or whose reader stopped twice',
      source: 'provgate',
      match: { kind: 'words', words: 'a file that ended the process reading it, twice' },
      nearMiss: { kind: 'words', words: 'a file that changed while it was read: it is read again' },
    },
  ],
};

/** Every reader with its rules, in report order: of bytes, of pixels, of places, and of what could not be read. */
export const ruleBook: readonly RuleGroup[] = [
  ...readers,
  pixelSearch,
  ...locationReaders,
  containerProblems,
  examination,
];

/** Every claim evidence can make, in plain words with its source; ids are permanent once released. */
export const ruleNotes: readonly RuleNote[] = ruleBook.flatMap((group) => group.rules);
