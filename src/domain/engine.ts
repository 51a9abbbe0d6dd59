/**
 * The versions of all that turns bytes into evidence. `version` is the newest of them and rises with every change; the others say
 * in which version something last changed for one kind of reading, so that an upgrade re-reads only what it affects.
 */
export interface Engine {
  readonly version: number;
  /** What is said of a place by its name and folder. */
  readonly places: number;
  /** Everything that reads files of any format. */
  readonly everyFormat: number;
  /** Formats for which something changed later than for every format. */
  readonly formats: Readonly<Record<string, number>>;
}

/** A reading as it is recorded: the number it is filed under, and the format the bytes were found to be. */
export interface FiledReading {
  readonly engineVersion: number;
  readonly format: string;
  /** Present where files of other formats were read inside it. */
  readonly memberList?: object;
}

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

/** The engine's version in a number evidence is filed under. */
export function versionIn(engine: number): number {
  return engine % VERSIONS;
}

/** Whether a reading by `engine` takes the place of one by `stored`: a later version, or the same one under other anchors. */
export function replacesEngine(engine: number, stored: number): boolean {
  const [now, before] = [versionIn(engine), versionIn(stored)];
  return now > before || (now === before && engine !== stored);
}

/**
 * Whether a recorded reading is what this engine, filed under `number`, would find again: nothing that reads its format changed since,
 * and the anchors are the same. What a newer engine read is current.
 */
export function isCurrentUnder(engine: Engine, number: number, read: FiledReading): boolean {
  const [now, before] = [versionIn(number), versionIn(read.engineVersion)];
  if (before > now) return true;
  const isSameTrust = Math.floor(number / VERSIONS) === Math.floor(read.engineVersion / VERSIONS);
  if (!isSameTrust) return false;
  // Files inside may be of any format, so every change may have changed the reading.
  if (read.memberList !== undefined) return before >= now;
  return before >= (ownNumber(engine.formats, read.format) ?? engine.everyFormat);
}

/** A format word comes from the record, so it may be the name of anything. */
function ownNumber(numbers: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(numbers, key) ? numbers[key] : undefined;
}
