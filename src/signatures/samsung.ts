import { POINTS } from '../domain/origin.ts';
import type { SignatureRule } from './rule.ts';

const TRAILER = 'PhotoEditor_Re_Edit_Data{"originalPath":"/data/x.jpg","genAIType":2}';

/** The Galaxy gallery keeps its edits in a block behind the picture; generative ones have a type. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'samsung.genai-type',
    tool: 'Samsung Galaxy AI',
    about: 'a generative edit in the edit list of the Galaxy gallery',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    field: /^(?:jpeg\.trailer|jpeg\.app\d+|isobmff\.|png\.|exif\.|file\.)/,
    keyword: '"genaitype"',
    value: /"genAIType"\s*:\s*"?[1-9]/,
    points: POINTS.aiEdited,
    strength: 'tool',
    matches: [[['jpeg.trailer', TRAILER]]],
    ignores: [[['jpeg.trailer', 'PhotoEditor_Re_Edit_Data{"genAIType":0}']]],
  },
];
