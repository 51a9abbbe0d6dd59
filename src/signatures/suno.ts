import { POINTS } from '../domain/origin.ts';
import { ANY_TEXT } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/wiltodelta/remove-ai-watermarks';
const SONG = 'made with suno; created=2026-01-05T10:00:00Z; id=4800156b-8880-4786-9056-7ca3da449d8c';
const STUDIO = 'made with suno studio; created=2026-01-05T10:00:00Z; id=4800156b-8880-4786-9056-7ca3da449d8c';

/** Suno leaves a comment that survives transcodes, and a link to the song. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'suno.comment',
    tool: 'Suno',
    about: 'the comment Suno writes into every song',
    source: SOURCE,
    field: ANY_TEXT,
    keyword: 'made with suno',
    value: /^\s*made with suno(?: studio)?;/i,
    points: POINTS.generated,
    // Suno Studio arranges recorded stems as well: at least edited.
    judge: (value) => (/^\s*made with suno studio;/i.test(value) ? POINTS.aiEdited : POINTS.generated),
    strength: 'tool',
    matches: [[['id3.COMM', SONG]], [['isobmff.udta.©cmt', SONG]], [['vorbis.COMMENT', STUDIO]]],
    ignores: [[['id3.COMM', 'not made with suno; all live']]],
  },
  {
    id: 'suno.link',
    tool: 'Suno',
    about: 'a link to the song at Suno as its source',
    source: SOURCE,
    field: /^id3\.(?:WOAS|WOAF|WOAR|WXXX)/,
    keyword: 'suno.',
    value: /^https?:\/\/(?:www\.)?suno\.(?:com|ai)\/song\/[0-9a-f-]{36}/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['id3.WOAS', 'https://suno.com/song/4800156b-8880-4786-9056-7ca3da449d8c']]],
    ignores: [[['id3.WOAS', 'https://suno.com/about']]],
  },
];
