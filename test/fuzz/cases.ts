import { MUTATIONS } from '../../fixtures/build/mutate.ts';
import { CARRIERS } from '../../fixtures/build/mutate-carriers.ts';
import { type Chance, chanceOf } from '../../fixtures/build/mutate-chance.ts';
import { HOSTILE } from '../../fixtures/build/mutate-hostile.ts';
import type { Seed, Stock } from './seeds.ts';

/** One file of a run. */
export interface Case {
  readonly number: number;
  /** What was done to what, in words. */
  readonly name: string;
  readonly extension: string;
  readonly bytes: Buffer;
  /** The whole file this is the beginning of, where that is all that was done. */
  readonly cutFrom?: Seed;
}

/** What cases a run is made of. */
export interface Mix {
  readonly seed: number;
  /** One file in so many is a made one that uses up time or memory. */
  readonly hostileEvery: number;
  /** How many parts, levels or KiB those may have. */
  readonly hostileSizes: readonly number[];
}

/** Above, a seed costs so much that it is taken less often. */
const SMALL_BYTES = 24 * 1024;
/** Unpacked, in KiB: above every limit on one part. */
const MAX_SIZE = 100_000;

/** Case `number` of a run; the same for the same seed, number and stock. */
export function caseOf(mix: Mix, number: number, stock: Stock): Case {
  const chance = chanceOf(mix.seed, number);
  if (number % mix.hostileEvery === 0) return hostile(mix, number, stock, chance);
  const kind = chance.below(20);
  if (kind < 5) return cut(number, stock, chance);
  if (kind < 9) return inside(number, stock, chance);
  if (kind < 10) return renamed(number, stock, chance);
  return damaged(number, stock, chance);
}

function hostile(mix: Mix, number: number, stock: Stock, chance: Chance): Case {
  const turn = Math.floor(number / mix.hostileEvery);
  const one = HOSTILE[turn % HOSTILE.length];
  if (one === undefined) throw new RangeError('there is no hostile file');
  const size = Math.min(MAX_SIZE, chance.pick(mix.hostileSizes));
  const whole = one.build(size);
  const name = `${one.name}, ${size}`;
  if (!chance.onceIn(3)) return { number, name, extension: one.extension, bytes: whole };
  const [what, bytes] = mutated(whole, [], stock, chance, 1);
  return { number, name: `${name}: ${what}`, extension: one.extension, bytes };
}

function cut(number: number, stock: Stock, chance: Chance): Case {
  const seed = seedOf(stock, chance);
  const { boundaries, bytes } = seed;
  const isAtPart = boundaries.length > 0 && !chance.onceIn(3);
  const length = isAtPart ? chance.pick(boundaries) : chance.below(bytes.length);
  const name = `${seed.name}: cut at byte ${length}`;
  const part = bytes.subarray(0, length);
  return { number, name, extension: seed.extension, bytes: part, ...(seed.isWhole ? { cutFrom: seed } : {}) };
}

/** A damaged piece of metadata in a sound file. */
function inside(number: number, stock: Stock, chance: Chance): Case {
  const payload = chance.pick(stock.payloads);
  const carrier = chance.pick(CARRIERS);
  const [what, bytes] = mutated(payload, [], stock, chance, 1 + chance.below(3));
  const name = `${payload.length} bytes of metadata, ${what}, in a ${carrier.extension}`;
  return { number, name, extension: carrier.extension, bytes: carrier.wrap(bytes) };
}

/** A file under another's name, half the time with that other file in it as well. */
function renamed(number: number, stock: Stock, chance: Chance): Case {
  const seed = seedOf(stock, chance);
  const other = seedOf(stock, chance);
  const order = chance.below(3);
  const parts =
    order === 0 ? [seed.bytes] : order === 1 ? [seed.bytes, other.bytes] : [other.bytes, seed.bytes];
  const extension = chance.pick([other.extension, seed.extension, '', 'zip', 'pdf', 'png']);
  const name = `${seed.name} and ${other.name} (${order}) as ${extension}`;
  return { number, name, extension, bytes: Buffer.concat(parts) };
}

function damaged(number: number, stock: Stock, chance: Chance): Case {
  const seed = seedOf(stock, chance);
  const [what, bytes] = mutated(seed.bytes, seed.boundaries, stock, chance, 1 + chance.below(4));
  return { number, name: `${seed.name}: ${what}`, extension: seed.extension, bytes };
}

const NAMES = Object.keys(MUTATIONS);

function mutated(
  bytes: Buffer,
  boundaries: readonly number[],
  stock: Stock,
  chance: Chance,
  times: number,
): readonly [string, Buffer] {
  const done: string[] = [];
  let now = bytes;
  for (let left = times; left > 0 && now.length > 0; left--) {
    const name = chance.pick(NAMES);
    done.push(name);
    now = MUTATIONS[name]?.({ bytes: now, boundaries, other: seedOf(stock, chance).bytes }, chance) ?? now;
  }
  return [done.join(', '), now];
}

function seedOf(stock: Stock, chance: Chance): Seed {
  const seed = chance.pick(stock.seeds);
  return seed.bytes.length > SMALL_BYTES && !chance.onceIn(6) ? chance.pick(stock.seeds) : seed;
}
