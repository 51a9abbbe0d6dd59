import type { Declaration } from '../domain/declaration.ts';
import type { Involvement } from '../domain/origin.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { usage } from './given.ts';
import type { LiveFile } from './live.ts';
import { isAssistiveUse } from './use/compose-use.ts';
import { caseWords, guidancesOf } from './use/use-cases.ts';

/** What a person said of the origin themselves. */
interface Said {
  readonly origin?: Declaration['origin'] | undefined;
  readonly involvement?: Involvement | undefined;
}

const ALLOWED: Readonly<Record<Declaration['origin'], readonly Involvement[]>> = {
  genai: ['full', 'partial', 'derived', 'undetermined'],
  camera: ['none', 'assistive'],
  human: ['none', 'assistive'],
};

/** What the use says of the origin: GenAI, or, for assistive work alone, what the files are without it. */
export function originOf(
  runtime: Runtime,
  files: readonly LiveFile[],
  use: UseStatement | undefined,
  { origin }: Said,
): Declaration['origin'] {
  const cases = use?.useCases ?? [];
  if (use === undefined || cases.length === 0) return origin ?? 'genai';
  const assistive = isAssistiveUse(use, guidancesOf(runtime));
  if (!assistive && origin !== undefined && origin !== 'genai')
    throw usage(
      `A use of GenAI was stated, so the origin cannot be ${origin}.`,
      'Leave --origin away, or state only --use assistive.',
    );
  if (!assistive) return 'genai';
  if (origin === 'genai')
    throw usage(
      'An assistive tool adds no new content, so it makes nothing GenAI.',
      'Give --origin camera or human for what was treated; if new content was made, state that use instead.',
    );
  if (origin !== undefined) return origin;
  const origins = new Set(files.map(({ asset }) => asset.origin));
  const [only] = origins;
  if (origins.size === 1 && (only === 'camera' || only === 'human')) return only;
  throw usage(
    'Nothing tells whether these files were camera or human work before the assistive tool.',
    'Say which with --origin camera or --origin human.',
  );
}

/** How much a model made, as it was said or as the use implies. Throws `usage` where it does not go with the origin. */
export function involvementOf(
  runtime: Runtime,
  origin: Declaration['origin'],
  use: UseStatement | undefined,
  { involvement }: Said,
): Involvement {
  const implied = use !== undefined && isAssistiveUse(use, guidancesOf(runtime)) ? 'assistive' : undefined;
  if (involvement === undefined) return implied ?? (origin === 'genai' ? 'full' : 'none');
  if (ALLOWED[origin].includes(involvement)) return involvement;
  throw usage(
    `What is of origin ${origin} cannot be ${involvement}.`,
    `For ${origin} use one of ${ALLOWED[origin].join(', ')}.`,
  );
}

/** What a stated use rests on where nothing else was said: its own words. */
export function basisOf(runtime: Runtime, use: UseStatement): string {
  const words = caseWords(use.useCases ?? [], guidancesOf(runtime));
  return words === '' ? '' : `Stated use: ${words}`;
}
