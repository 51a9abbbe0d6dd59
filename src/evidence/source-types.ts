import type { Strength } from '../domain/evidence.ts';
import { POINTS, type Points } from '../domain/origin.ts';

/** What a term of the digital source type vocabulary says when nobody signed it. */
export interface SourceTypeMeaning {
  /** The term as the vocabulary spells it, or the words found where it is no term. */
  readonly term: string;
  readonly points: Points | 'unjudged';
  /** Weight of the unsigned word: full for GenAI, heuristic for camera and human, which anyone can type. */
  readonly strength: Extract<Strength, 'standard' | 'heuristic'>;
}

/** IPTC NewsCodes digitalsourcetype, the terms of C2PA, and retired terms still met (cv.iptc.org/newscodes/digitalsourcetype). */
const TERMS: Readonly<Record<string, Points | 'unjudged'>> = {
  trainedAlgorithmicMedia: POINTS.generated,
  trainedAlgorithmicData: POINTS.generated,
  compositeWithTrainedAlgorithmicMedia: POINTS.aiEdited,
  compositeSynthetic: POINTS.aiEdited,
  // "Based on generative AI and/or captured elements": one of the two, and only a person can say which.
  virtualRecording: 'unjudged',
  composite: POINTS.ambiguous,
  screenCapture: POINTS.ambiguous,
  digitalArt: POINTS.ambiguous,
  softwareImage: POINTS.ambiguous,
  empty: POINTS.ambiguous,
  algorithmicallyEnhanced: POINTS.aiEnhanced,
  digitalCapture: POINTS.captured,
  computationalCapture: POINTS.captured,
  compositeCapture: POINTS.captured,
  negativeFilm: POINTS.captured,
  positiveFilm: POINTS.captured,
  print: POINTS.captured,
  humanEdits: POINTS.declaredHuman,
  digitalCreation: POINTS.declaredHuman,
  minorHumanEdits: POINTS.declaredHuman,
  dataDrivenMedia: POINTS.declaredHuman,
  // A pure algorithm without trained model: not GenAI.
  algorithmicMedia: POINTS.declaredHuman,
};

const BY_LOWER_CASE = new Map(
  Object.entries(TERMS).map(([term, points]) => [term.toLowerCase(), { term, points }]),
);

/** Words that speak of generated content in values outside the vocabulary. */
const SYNTHETIC = /synthetic|trained|generat|algorithmic|\bai\b|artificial|diffusion/i;

/**
 * The meaning of a digital source type in any of its spellings: URI with http or https and an optional last slash, bare
 * term, `digsrctype:term`, or schema.org's `TermDigitalSource`. The last part is compared whole. Undefined where empty.
 */
export function sourceTypeMeaning(value: string): SourceTypeMeaning | undefined {
  const written = value.trim();
  if (written === '') return undefined;
  const last =
    written
      .split(/[/#:]/)
      .filter((part) => part !== '')
      .at(-1) ?? written;
  const known =
    BY_LOWER_CASE.get(last.toLowerCase()) ??
    BY_LOWER_CASE.get(last.toLowerCase().replace(/digitalsource$/, ''));
  if (known !== undefined) return { ...known, strength: weigh(known.points) };
  const points = SYNTHETIC.test(last) ? 'unjudged' : POINTS.ambiguous;
  return { term: written, points, strength: 'standard' };
}

function weigh(points: Points | 'unjudged'): SourceTypeMeaning['strength'] {
  return points !== 'unjudged' && (points.origin === 'camera' || points.origin === 'human')
    ? 'heuristic'
    : 'standard';
}
