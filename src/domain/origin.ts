/** How an asset came to be, as far as evidence tells. */
export type Origin = 'camera' | 'human' | 'genai' | 'unknown';

/** How much of an asset a generative model made; `derived` means only an ancestor is GenAI. */
export type Involvement = 'full' | 'partial' | 'derived' | 'assistive' | 'none' | 'undetermined';

/** What one claim says about an asset. */
export interface Points {
  readonly origin: Origin;
  readonly involvement: Involvement;
}

/** The verdicts of a mark, by their usual names, as the points they stand for. */
export const POINTS = {
  generated: { origin: 'genai', involvement: 'full' },
  aiEdited: { origin: 'genai', involvement: 'partial' },
  aiDerived: { origin: 'genai', involvement: 'derived' },
  aiEnhanced: { origin: 'unknown', involvement: 'assistive' },
  captured: { origin: 'camera', involvement: 'none' },
  declaredHuman: { origin: 'human', involvement: 'none' },
  ambiguous: { origin: 'unknown', involvement: 'undetermined' },
} as const satisfies Record<string, Points>;
