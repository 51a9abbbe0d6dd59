import { Argument, type Command } from 'commander';
import { nearest } from '../configuration/nearest.ts';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import { ENGINE } from '../evidence/engine.ts';
import { type RuleGroup, ruleBook } from '../evidence/rule-book.ts';
import type { RulesJson } from '../reports/rules-schema.ts';
import { example, formatOption, idleOptions } from './call/options.ts';
import type { VerbCli } from './cli.ts';
import { type RuleFacts, ruleFacts } from './rules/rule-facts.ts';
import { ruleDetails, rulesMarkdown, rulesTable } from './rules/rules-text.ts';
import { print } from './terminal/print.ts';

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
    if (options.format === 'markdown') await print(cli.out, rulesMarkdown(chosen));
    else {
      const facts = await ruleFacts(chosen);
      if (options.format === 'json') await cli.out.write(`${JSON.stringify(rulesJson(facts), null, 2)}\n`);
      else await print(cli.out, id === undefined ? rulesTable(facts) : ruleDetails(facts));
    }
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
  const near = likeIt(id);
  throw new ProvgateError(
    'usage',
    `There is no rule and no reader "${id}".`,
    near.length === 0 ? '"provgate rules" lists them all.' : `Did you mean ${near.join(', ')}?`,
  );
}

const MOST_NEAR = 5;

/** What was most likely meant: the nearest spelling first, then rules of the same tool and ids that hold the word. */
function likeIt(id: string): readonly string[] {
  const ids = ruleBook.flatMap((group) => [group.id, ...group.rules.map((rule) => rule.id)]);
  const word = id.toLowerCase();
  const tool = `${word.replace(/\..*$/, '')}.`;
  const spelt = nearest(word, ids);
  const alike = ids.filter((known) => known.startsWith(tool) || (word.length > 2 && known.includes(word)));
  return [...new Set([...(spelt === undefined ? [] : [spelt]), ...alike])].slice(0, MOST_NEAR);
}

function rulesJson(facts: readonly RuleFacts[]): RulesJson {
  return {
    schema: 'provgate.rules/1',
    engine: ENGINE.version,
    rules: facts.map((rule) => ({
      id: rule.id,
      reader: rule.reader,
      readerVersion: rule.readerVersion,
      about: rule.about,
      source: rule.source,
      strength: rule.strength ?? null,
      points: rule.points ?? null,
      tool: rule.tool ?? null,
      carriers: [...rule.carriers],
      match: rule.match,
      nearMiss: rule.nearMiss,
    })),
  };
}
