import { Argument, type Command } from 'commander';
import { nearest } from '../configuration/nearest.ts';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import { ENGINE_VERSION } from '../evidence/engine.ts';
import { type RuleGroup, ruleBook } from '../evidence/rule-book.ts';
import type { VerbCli } from './cli.ts';
import { example, formatOption, idleOptions } from './options.ts';
import { print } from './print.ts';
import { ruleDetails, rulesMarkdown, rulesTable } from './rules-text.ts';

interface RulesOptions {
  readonly format: 'table' | 'json' | 'markdown';
}

/** `provgate rules [ID]` */
export function define(command: Command, cli: VerbCli): void {
  command.addArgument(new Argument('[id]', 'a rule or reader, as "inspect" names it'));
  idleOptions(formatOption(command, ['table', 'json', 'markdown']));
  example(command, 'provgate rules', 'provgate rules comfyui.sampler');
  command.action(async (id: string | undefined, options: RulesOptions) => {
    const chosen = id === undefined ? ruleBook : chosenBy(id);
    if (options.format === 'json') await cli.out.write(`${JSON.stringify(rulesJson(chosen), null, 2)}\n`);
    else if (options.format === 'markdown') await print(cli.out, rulesMarkdown(chosen));
    else await print(cli.out, id === undefined ? rulesTable(chosen) : ruleDetails(chosen));
    cli.finish(EXIT.pass);
  });
}

/** One rule, or all rules of one reader. Throws `usage`. */
function chosenBy(id: string): readonly RuleGroup[] {
  const reader = ruleBook.find((group) => group.id === id);
  if (reader !== undefined) return [reader];
  const found = ruleBook.flatMap((group) => {
    const rules = group.rules.filter((rule) => rule.id === id);
    return rules.length === 0 ? [] : [{ ...group, rules }];
  });
  if (found.length > 0) return found;
  const ids = ruleBook.flatMap((group) => [group.id, ...group.rules.map((rule) => rule.id)]);
  const near = nearest(id, ids);
  throw new ProvgateError(
    'usage',
    `There is no rule and no reader "${id}".`,
    near === undefined ? '"provgate rules" lists them all.' : `Did you mean ${near}?`,
  );
}

function rulesJson(chosen: readonly RuleGroup[]): object {
  return {
    schema: 'provgate.rules/1',
    engine: ENGINE_VERSION,
    rules: chosen.flatMap(({ id: reader, version, rules }) =>
      rules.map(({ id, about, source, match, nearMiss }) => ({
        id,
        reader,
        readerVersion: version,
        about,
        source,
        match,
        nearMiss,
      })),
    ),
  };
}
