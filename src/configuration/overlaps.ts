import type { Configuration } from '../domain/configuration.ts';
import type { Fault } from './faults.ts';
import { exact, folderOf, tightening } from './patterns.ts';

const UNLIKELY = 'zq7x';
const EXTENSIONS = [
  '',
  '.mov',
  '.mxf',
  '.mp4',
  '.exr',
  '.dpx',
  '.jpg',
  '.png',
  '.tif',
  '.wav',
  `.${UNLIKELY}`,
];
const STATE = ['provgate.json', '.provgate', '.provgate/registry.db', '.provgate/documents/x'];

/**
 * Deliverables patterns that would sweep up more than finals: the root, an origin rule, or provgate's own state
 * (threats 24). Patterns are compared by sample paths, because two globs have no general comparison.
 */
export function overlapsOf(configuration: Pick<Configuration, 'deliverables' | 'origins'>): readonly Fault[] {
  return configuration.deliverables.flatMap((rule, index) => {
    const path = ['deliverables', index, 'path'];
    const say = (words: string): Fault[] => [
      { path, words: `the deliverables pattern "${rule.path}" ${words}` },
    ];
    const match = tightening(rule.path);
    if (coversRoot(match)) return say('covers the whole production; name the folder finals leave from');
    if (STATE.some(match)) return say("covers provgate's own state");
    const origin = configuration.origins.find((other) => covers(match, other.path));
    if (origin !== undefined) return say(`covers files of the origin rule "${origin.path}"`);
    if (rule.onBlock === 'quarantine' && folderOf(rule.path) === '')
      return say('names no folder, and quarantine needs one to move files out of');
    return [];
  });
}

function coversRoot(match: (path: string) => boolean): boolean {
  return [
    UNLIKELY,
    `${UNLIKELY}.${UNLIKELY}`,
    `${UNLIKELY}/${UNLIKELY}`,
    `${UNLIKELY}/${UNLIKELY}.${UNLIKELY}`,
  ].some(match);
}

/** Whether a deliverables pattern matches files an origin rule speaks of, outside the folder deliverables are in. */
function covers(match: (path: string) => boolean, originPattern: string): boolean {
  const isOrigin = exact(originPattern);
  return samplesOf(originPattern).some((path) => isOrigin(path) && match(path));
}

/** Paths a pattern matches, with its wildcards filled in. */
function samplesOf(pattern: string): readonly string[] {
  const glob = pattern.endsWith('/') ? `${pattern}**` : pattern;
  const filled = [UNLIKELY, `${UNLIKELY}/${UNLIKELY}`].map((deep) =>
    glob.replaceAll('**', deep).replaceAll('*', UNLIKELY).replaceAll('?', 'q'),
  );
  const folder = folderOf(pattern);
  const base = folder === '' ? '' : `${folder}/`;
  return [...filled, `${base}${UNLIKELY}`, `${base}${UNLIKELY}/${UNLIKELY}`].flatMap((path) =>
    EXTENSIONS.map((extension) => `${path}${extension}`),
  );
}
