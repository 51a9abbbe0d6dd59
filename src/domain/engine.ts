/** Room for the version itself; what it was told to trust stands above it. */
const VERSIONS = 2 ** 32;
/** How many kinds of trust a number can tell apart. */
const MARKS = 2 ** 20;

/**
 * The number evidence is filed under: the engine's version, and with it a mark of the trust anchors it was given (0 for none),
 * because the same bytes read under other anchors may say something else.
 */
export function engineUnder(version: number, trustMark: number): number {
  return (trustMark % MARKS) * VERSIONS + version;
}

/** Whether a reading by `engine` takes the place of one by `stored`: a later version, or the same one under other anchors. */
export function replacesEngine(engine: number, stored: number): boolean {
  const [now, before] = [engine % VERSIONS, stored % VERSIONS];
  return now > before || (now === before && engine !== stored);
}
