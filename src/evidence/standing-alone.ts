import type { Evidence } from '../domain/evidence.ts';
import type { MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { excerptOf } from './claim.ts';
import type { ReadingOptions } from './reader.ts';

/** Kinds of file whose whole text is one field; settings and graphs in it are about a file they once stood beside. */
const WHOLE_TEXT = 'file.text';
/** A label in running text labels that text; in JSON or XML it is somebody's data about another file. */
const LABELS_ITSELF = new Set(['text', 'markdown']);

/**
 * What a text says when nothing stands beside it. Settings, graphs and camera data describe another file, so they are kept
 * without saying anything of the text's own origin; only a label written into running text is a claim about that text.
 * Read as a sidecar, the same text speaks in full for its neighbour.
 */
export function ofStandingAlone(
  found: readonly Evidence[],
  source: Pick<MediaSource, 'type'>,
  options: Pick<ReadingOptions, 'isSidecar'>,
): readonly Evidence[] {
  if (options.isSidecar === true) return found;
  return found.map((item) => (describesAnother(item, source) ? described(item) : item));
}

function describesAnother(item: Evidence, source: Pick<MediaSource, 'type'>): boolean {
  const isWhole = item.where === WHOLE_TEXT || item.where.endsWith(`/${WHOLE_TEXT}`);
  if (!isWhole || item.points === undefined) return false;
  return !(item.reader === 'tc260' && LABELS_ITSELF.has(source.type.format));
}

/** The claim as a description: it neither names an origin nor asks a person to look. */
function described(item: Evidence): Evidence {
  const { tool, ...rest } = item;
  const whose = tool === undefined ? '' : ` by ${tool}`;
  return {
    ...rest,
    points: POINTS.ambiguous,
    status: 'read',
    excerpt: excerptOf(`describes another file${whose}: ${item.excerpt}`),
  };
}
