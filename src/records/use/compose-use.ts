import { patternsOf } from '../../configuration/patterns-of.ts';
import type { Guidance, UseCase } from '../../domain/guidance.ts';
import type { PaperBodies } from '../../domain/paper.ts';
import type { RelPath } from '../../domain/path.ts';
import type { Runtime } from '../../domain/runtime.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import { missingFields } from '../../policy/use/completeness.ts';
import { usage } from '../given.ts';
import { requireNamed } from '../named-paper.ts';
import { over, requireSameTool } from './merge-use.ts';
import { guidancesOf, useCasesIn } from './use-cases.ts';
import { statementOf } from './use-input.ts';
import type { UseInput } from './use-schema.ts';

/** What a statement is made from: what was typed, a profile of the tool, a template. */
export interface UseParts {
  readonly use?: UseInput | undefined;
  readonly profile?: string | undefined;
  readonly template?: string | undefined;
  /** Keep the text of prompts, not only their hashes. */
  readonly keepPrompts?: boolean | undefined;
}

const NEW_PROFILE =
  'provgate profile record NAME --vendor … --model … --enterprise yes|no --stores no --reuses no --trains no';

/** The answers of all parts, what was typed over the profile over the template; undefined where there is none. Throws `usage` or `not-found`. */
export async function composedUse(runtime: Runtime, parts: UseParts): Promise<UseStatement | undefined> {
  const { use, profile, template, keepPrompts } = parts;
  if (use === undefined && profile === undefined && template === undefined) return undefined;
  const { people } = runtime.registry;
  let typed = await statementOf(withoutTool(use ?? {}, profile), {
    people,
    guidances: guidancesOf(runtime),
    keepPrompts,
  });
  if (profile !== undefined) {
    const known = await requireNamed(runtime, 'profile', profile, NEW_PROFILE);
    requireSameTool(typed, known.body.use, `profile "${known.body.name}"`);
    typed = over(known.body.use, asClassed(toolOf(use, typed, known.body.use), known.body, runtime));
  }
  if (template === undefined) return typed;
  const known = await requireNamed(runtime, 'template', template, 'provgate template save NAME --from ID');
  requireSameTool(typed, known.body.use, `template "${known.body.name}"`);
  return { ...over(known.body.use, typed), template: known.body.name };
}

/** The use as it is recorded: with the accountable company of these files, and what its use cases themselves say. */
export function completedUse(
  use: UseStatement,
  paths: readonly RelPath[],
  runtime: Pick<Runtime, 'production' | 'policies'>,
): UseStatement {
  const cases = caseList(use, guidancesOf(runtime));
  const temp = cases.length > 0 && cases.every((each) => each?.finalAllowed === false);
  return {
    ...use,
    company: use.company ?? companyOf(paths, runtime),
    ...(use.intendedUse === undefined && temp ? { intendedUse: 'temp' } : {}),
  };
}

/** The use cases a statement names, undefined for one no guidance knows. */
export function caseList(
  use: UseStatement,
  guidances: readonly Guidance[],
): readonly (UseCase | undefined)[] {
  const known = useCasesIn(guidances);
  return (use.useCases ?? []).map((code) => known.find((each) => each.code === code));
}

/** Whether nothing but assistive work is stated. */
export function isAssistiveUse(use: UseStatement, guidances: readonly Guidance[]): boolean {
  const cases = caseList(use, guidances);
  return cases.length > 0 && cases.every((each) => each?.generative === false);
}

/** Fields the production's policies still ask of a use, in their order. */
export function openAnswers(use: UseStatement, { policies }: Pick<Runtime, 'policies'>): readonly string[] {
  const destination = use.intendedUse === 'final' ? 'final' : 'temp';
  const missing = policies.flatMap(({ pack }) =>
    pack.guidance === undefined ? [] : missingFields(use, pack.guidance, destination),
  );
  return [...new Set(missing)];
}

/** The supplier whose folder the files stand in, else the production itself. Throws `usage` for files of several. */
function companyOf(paths: readonly RelPath[], { production }: Pick<Runtime, 'production'>): string {
  const patterns = patternsOf(production.configuration);
  const names = new Set(
    paths.map((path) => patterns.supplierOf(path)?.name ?? production.configuration.title),
  );
  const [only = production.configuration.title] = names;
  if (names.size < 2) return only;
  throw usage(
    `These files come from ${names.size} companies: ${[...names].sort().slice(0, 5).join(', ')}.`,
    'Name the accountable one with --company NAME, or declare the folder of each by itself.',
  );
}

/** A use as the class of its tool has it: an assistive tool says itself that the work is, and a generating one cannot be. */
function asClassed(use: UseStatement, profile: PaperBodies['profile'], runtime: Runtime): UseStatement {
  const guidances = guidancesOf(runtime);
  if (profile.class === 'generative' && isAssistiveUse(use, guidances))
    throw usage(
      `${profile.name} is recorded as a tool that generates, so its work is not assistive.`,
      'State what was generated with --use; a tool that does both is recorded with --class mixed.',
    );
  if (profile.class !== 'assistive' || use.useCases !== undefined) return use;
  const assistive = useCasesIn(guidances).filter(({ generative }) => generative === false);
  return { ...use, useCases: assistive.map(({ code }) => code) };
}

/** A typed tool without a name adds to the profile's tool; it is put aside until the profile is known. */
function withoutTool(use: UseInput, profile: string | undefined): UseInput {
  const { tool, ...rest } = use;
  return profile !== undefined && typeof tool === 'object' && tool.name === undefined ? rest : use;
}

function toolOf(use: UseInput | undefined, typed: UseStatement, known: UseStatement): UseStatement {
  const tool = use?.tool;
  if (typeof tool !== 'object' || typed.tool !== undefined || known.tool === undefined) return typed;
  return { ...typed, tool: { ...known.tool, ...tool, name: known.tool.name } };
}
