import { POINTS, type Points } from '../domain/origin.ts';

/** Longest settings line that is looked at; real ones stay under a few kilobytes. */
const LINE_CHARS = 64 * 1024;

/** How the settings of an infotext begin. */
export const STEPS = /\bSteps: \d{1,5}(?:, |\s*$)/m;

/**
 * The settings line of an infotext, from its last `Steps:` to the end: the prompt before it is free text. Undefined
 * where no seed and no guidance or sampler follows.
 */
export function settingsLine(text: string): string | undefined {
  const at = text.lastIndexOf('Steps: ');
  if (at < 0) return undefined;
  // "Hires Steps: 10" and its like follow the number of steps they belong to.
  const begin = text.lastIndexOf('\n', at) + 1;
  const line = text.slice(Math.max(begin, at - LINE_CHARS), at + LINE_CHARS);
  const first = line.search(STEPS);
  const settings = first < 0 ? '' : line.slice(first);
  if (!/\bSeed: -?\d/.test(settings)) return undefined;
  return /\b(?:CFG scale|Sampler|Schedule type|Guidance(?: scale)?): /i.test(settings) ? settings : undefined;
}

/** Whole picture or edit: masks and denoising of an input mean an edit; the hires pass denoises its own output. */
export function extentOf(line: string): Points {
  if (/\b(?:Mask blur|Inpaint area|Masked content|Mask mode|Init image (?:size|hash)): /.test(line))
    return POINTS.aiEdited;
  const operations = /\bOperations: ([^,\n]{0,120})/.exec(line)?.[1];
  // SD.Next names every pass; one that began with words alone only goes over its own output again.
  if (operations !== undefined)
    return /img2img|inpaint|outpaint/.test(operations) && !/txt2img|hires/.test(operations)
      ? POINTS.aiEdited
      : POINTS.generated;
  if (/, Seed Mode: /.test(line) && /\bStrength: 0\.\d*[1-9]/.test(line)) return POINTS.aiEdited;
  if (line.includes('Denoising strength: ') && !/\bHires /i.test(line)) return POINTS.aiEdited;
  return POINTS.generated;
}
