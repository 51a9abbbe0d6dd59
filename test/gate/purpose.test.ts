import { describe, expect, test } from 'vitest';
import { compilePatterns } from '../../src/configuration/patterns.ts';
import type { DeliverableRule } from '../../src/domain/configuration.ts';
import { purposeOf } from '../../src/gate/purpose.ts';
import type { CheckRequest } from '../../src/gate/request.ts';
import { path } from '../helpers/gate-values.ts';

const rule = (change: Partial<DeliverableRule> & { readonly path: string }): DeliverableRule => ({
  type: 'master',
  episode: undefined,
  territories: undefined,
  channels: undefined,
  onBlock: 'report',
  ...change,
});
const purpose = (
  deliverables: readonly DeliverableRule[],
  paths: readonly string[],
  items: readonly string[],
  options: Partial<CheckRequest> = {},
) => {
  const patterns = compilePatterns({ deliverables, origins: [], suppliers: [], ignore: [] });
  const asked = paths.map(path);
  return purposeOf('Quayside', patterns, asked, items.map(path), { paths: asked, ...options });
};
const refusal = expect.objectContaining({ code: 'usage' });
const master = rule({ path: 'finals/**', episode: '101', territories: ['fr', 'DE'], channels: ['SVOD'] });
const trailers = rule({ path: 'finals/trailers/**', type: 'trailer' });

describe('what leaves', () => {
  test('comes from the entry its path belongs to, normalised', () => {
    expect(purpose([master], ['finals'], ['finals/a.mov']).deliverable).toEqual({
      title: 'Quayside',
      type: 'master',
      episode: '101',
      territories: ['FR', 'DE'],
      channels: ['svod'],
    });
  });

  test('is unspecified and worldwide where no entry matches (threat 6)', () => {
    expect(purpose([master], ['stills'], ['stills/a.png'])).toEqual({
      destination: 'final',
      deliverable: {
        title: 'Quayside',
        type: 'unspecified',
        episode: undefined,
        territories: ['worldwide'],
        channels: [],
      },
      overrides: [],
    });
  });

  test('of a folder above the deliverables is unspecified too, which only an unrestricted approval covers', () => {
    expect(purpose([master], [''], ['finals/a.mov', 'notes.txt']).deliverable.type).toBe('unspecified');
    expect(purpose([master], ['finals', 'stills'], []).deliverable.type).toBe('unspecified');
  });

  test('may be said by option, and the purpose names what an option overrode', () => {
    const said = purpose([master], ['finals'], [], { type: 'trailer', episode: '101', territories: ['us'] });
    expect(said.deliverable).toMatchObject({ type: 'trailer', episode: '101', territories: ['US'] });
    expect(said.overrides).toEqual(['type', 'territories']);
    expect(purpose([], ['finals'], [], { type: 'trailer' }).overrides).toEqual([]);
  });
});

describe('a wrong call', () => {
  test('paths that belong to entries of different type', () => {
    const both = [master, rule({ path: 'art/**', type: 'key_art' })];
    expect(() => purpose(both, ['finals', 'art'], [])).toThrowError(refusal);
    const typed = { type: 'promo', episode: '101', territories: ['worldwide'], channels: ['press'] } as const;
    expect(purpose(both, ['finals', 'art'], [], typed).deliverable.type).toBe('promo');
  });

  test('a folder that holds deliverables of another type than its own', () => {
    expect(() =>
      purpose([master, trailers], ['finals'], ['finals/a.mov', 'finals/trailers/t.mov']),
    ).toThrowError(refusal);
    expect(purpose([master, trailers], ['finals/trailers'], ['finals/trailers/t.mov']).deliverable.type).toBe(
      'trailer',
    );
  });

  test('temp on a deliverables path, on something inside one, or on a folder that holds one (threat 23)', () => {
    const temp = { destination: 'temp' } as const;
    expect(() => purpose([master], ['finals'], [], temp)).toThrowError(refusal);
    expect(() => purpose([master], ['FINALS/a.mov'], ['FINALS/a.mov'], temp)).toThrowError(refusal);
    expect(() => purpose([master], [''], ['finals/a.mov'], temp)).toThrowError(refusal);
    expect(purpose([master], ['dailies'], ['dailies/a.mov'], temp).destination).toBe('temp');
  });

  test.each([{ territories: ['France'] }, { episode: ' ' }, { channels: ['no such channel'] }])(
    '%j',
    (options) => {
      expect(() => purpose([], ['finals'], [], options)).toThrowError(refusal);
    },
  );
});
