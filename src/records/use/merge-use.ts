import type { UseStatement } from '../../domain/use-statement.ts';
import { usage } from '../given.ts';

/** A statement with the answers of a later one in place of its own; what the later one leaves open is kept. */
export function over(earlier: UseStatement, later: UseStatement): UseStatement {
  const merged: UseStatement = { ...earlier, ...later, ...toolOver(earlier, later) };
  // An answer about performers replaces the other kind of answer.
  if (later.talent !== undefined) return without(merged, 'talentUnsure');
  return later.talentUnsure === true ? without(merged, 'talent') : merged;
}

/** A statement without one of its answers. */
export function without(use: UseStatement, field: keyof UseStatement): UseStatement {
  return Object.fromEntries(Object.entries(use).filter(([key]) => key !== field));
}

/** Whether two names of tools or models mean the same one. */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  return a === b;
}

/** Throws `usage` where a statement names another tool or model than the template or profile it is made from (DEC-007). */
export function requireSameTool(use: UseStatement, base: UseStatement, what: string): void {
  const [stated, known] = [use.tool?.name, base.tool?.name];
  if (stated !== undefined && known !== undefined && !isSameName(stated, known))
    throw usage(
      `The ${what} is for ${known}, not for ${stated}.`,
      `Leave --tool away, or make a declaration without the ${what.split(' ')[0]}.`,
    );
  const [model, other] = [modelName(use), modelName(base)];
  if (model !== undefined && other !== undefined && !isSameName(model, other))
    throw usage(
      `The ${what} is for the model ${other}, not for ${model}.`,
      `Leave --model away, or make a declaration without the ${what.split(' ')[0]}.`,
    );
}

function toolOver(earlier: UseStatement, later: UseStatement): Pick<UseStatement, 'tool'> {
  if (later.tool === undefined || earlier.tool === undefined) return {};
  return isSameName(later.tool.name, earlier.tool.name) ? { tool: { ...earlier.tool, ...later.tool } } : {};
}

function modelName({ model }: UseStatement): string | undefined {
  return typeof model === 'string' ? undefined : model?.name;
}
