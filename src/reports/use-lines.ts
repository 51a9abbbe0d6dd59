import type { Paper } from '../domain/paper.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { escapeTerminal } from './escape.ts';

/** A tool in one line: its name, model and what its vendor does with data. */
export function profileLine({ body }: Paper<'profile'>): string {
  const { use } = body;
  const secured =
    use.enterpriseSecured === 'yes'
      ? 'enterprise-secured'
      : `secured: ${use.enterpriseSecured ?? 'not said'}`;
  const data = [use.storesIo, use.reusesIo, use.trainsOnIo].map((each) => each ?? 'not said').join('/');
  return escapeTerminal(
    `${body.name} (${body.class}; ${toolWords(use)}; ${secured}; stores/reuses/trains: ${data})`,
  );
}

/** A template in one line: its name and the tool it fits. */
export function templateLine({ body }: Paper<'template'>): string {
  return escapeTerminal(`${body.name} (for ${toolWords(body.use)})`);
}

/** Every answer of a statement, one a line. Persons are left out. */
export function useLines(use: UseStatement): readonly string[] {
  return Object.entries(use)
    .filter(([field]) => field !== 'operator')
    .map(([field, value]) => escapeTerminal(`  ${field}: ${valueWords(value)}`));
}

function toolWords({ tool, model }: UseStatement): string {
  const name = typeof model === 'string' ? 'model not disclosed' : model?.name;
  return [tool?.name ?? 'no tool', ...(name === undefined ? [] : [name])].join(', ');
}

function valueWords(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
