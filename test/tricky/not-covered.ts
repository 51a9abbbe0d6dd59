/** A tricky case of the guidance that the gate cannot be asked about yet, and why. */
export interface NotCovered {
  readonly id: string;
  readonly what: string;
  readonly because: string;
}

/** Tricky cases without a test: each needs something provgate does not record yet. Until then every one of them blocks or asks. */
export const notCovered: readonly NotCovered[] = [
  {
    id: 'X03',
    what: 'a composite whose generated element is approved with scope `composite`, derivation recorded',
    because: 'derivations are not recorded; the composite needs an approval of its own',
  },
  {
    id: 'X04',
    what: 'the same, element approved with scope `rewrap` only',
    because: 'derivations are not recorded; the composite blocks either way',
  },
  {
    id: 'X12',
    what: 'an approved clip with its metadata stripped, or rewrapped',
    because: 'no hash of the essence is taken; other bytes need an approval of their own',
  },
  {
    id: 'X13',
    what: 'an approved clip encoded again, derivation recorded, scope `transcode`',
    because: 'derivations are not recorded; other bytes need an approval of their own',
  },
  {
    id: 'X28',
    what: 'a timeline that uses two seconds of an unapproved clip',
    because: 'a timeline is not resolved into its uses; it is incomplete (TML-001)',
  },
  {
    id: 'X29',
    what: 'one frame, 1 % opacity, or outside the safe area',
    because: 'a timeline is not resolved into its uses; it is incomplete (TML-001)',
  },
  {
    id: 'X30',
    what: 'a clip on a disabled track',
    because: 'a timeline is not resolved into its uses; it is incomplete (TML-001)',
  },
  {
    id: 'X31',
    what: 'a clip hidden in a nested or compound timeline',
    because: 'a timeline is not resolved into its uses; it is incomplete (TML-001)',
  },
  {
    id: 'X32',
    what: 'a generative extend made inside the editing program',
    because: 'effects of a timeline are not read; it is incomplete (TML-001)',
  },
];
