import type { Engine } from '../domain/engine.ts';

/** Version of what no single reader owns: telling formats apart, finding files in files, and classification. Raised by hand. */
export const SHARED_VERSION = 2;

/**
 * Which version of the engine this is, and since when its readers read each format as they do. Follows from the versions of
 * containers, readers and rules; `PUBLISH=1 npx vitest run test/evidence/engine.test.ts` writes it.
 */
export const ENGINE: Engine = { version: 2, places: 1, everyFormat: 2, formats: {} };
