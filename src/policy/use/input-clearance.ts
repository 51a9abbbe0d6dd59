import type { Guidance } from '../../domain/guidance.ts';
import type { UsedInput, UseStatement } from '../../domain/use-statement.ts';
import { isDocumented, type UseContext } from './context.ts';

/** Classes of input that belong to the production or to people, whatever the tool. */
const GUARDED: ReadonlySet<string> = new Set([
  'studio_proprietary',
  'script',
  'production_image',
  'unreleased_footage',
  'contract',
  'personal_data',
  'cast_details',
  'talent_likeness',
]);

/**
 * Inputs that went into a tool without clearance (A1, A2). Inside an enterprise-secured tool only the most sensitive classes need
 * one (TB-2); a clearance names the input and the tool, and one for another tool clears nothing.
 */
export function unclearedInputs(
  use: UseStatement,
  guidance: Guidance,
  context: UseContext,
): readonly UsedInput[] {
  const sensitive = new Set(guidance.tieBreaks.enterpriseInput.alwaysEscalate);
  return (use.inputs ?? []).filter((input) => {
    if (!GUARDED.has(input.class)) return false;
    if (use.enterpriseSecured === 'yes' && !sensitive.has(input.class)) return false;
    return !isCleared(input, use, context);
  });
}

function isCleared(input: UsedInput, use: UseStatement, context: UseContext): boolean {
  return context.evidence.some((paper) => {
    const { type, subject, tool, expiresAt } = paper.body;
    return (
      type === 'EV-INPUT-CLEARANCE' &&
      (isSame(subject, input.kind) || isSame(subject, input.class)) &&
      isSame(tool, use.tool?.name) &&
      (expiresAt === undefined || context.now < expiresAt) &&
      isDocumented(paper, context)
    );
  });
}

/** Whether two names are the same but for case, blanks and the way words are joined. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [a, b] = [one, other].map((name) =>
    name
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim(),
  );
  return a === b && a !== '';
}
