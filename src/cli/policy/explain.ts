import { nearest } from '../../configuration/nearest.ts';
import { EXIT, ProvgateError } from '../../domain/errors.ts';
import type { NeededEvidence } from '../../domain/guidance.ts';
import {
  type ExplainedCode,
  type ExplainedUse,
  type Explanation,
  explain,
  explainable,
} from '../../policy/explain.ts';
import type { Cited } from '../../policy/passages.ts';
import { allowedWords } from '../../policy/settings.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { wordsOf } from '../../reports/words.ts';
import { type CommonOptions, commonOptions, example, formatOption } from '../call/options.ts';
import type { DefineVerb } from '../cli.ts';
import { policiesAtHand } from './policy-of.ts';

interface ExplainOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate policy explain CODE` */
export const defineExplain: DefineVerb = (command, cli) => {
  const why = command
    .command('explain')
    .description('what a finding code, use case, rule or setting means, and what to do');
  why.argument('<code>', 'such as APR-001, UC-BACKGROUND, B2 or unknownInFinal');
  commonOptions(formatOption(why, ['table', 'json']));
  example(why, 'provgate policy explain APR-005', 'provgate policy explain UC-BACKGROUND');
  why.action(async (asked: string, options: ExplainOptions) => {
    const { policies } = policiesAtHand(cli, options);
    const found = explain(asked, policies);
    if (found.length === 0) throw unknown(asked, explainable(policies));
    await cli.out.write(
      options.format === 'json'
        ? `${JSON.stringify({ schema: 'provgate.explanation/1', asked, found: found.map(withNext) }, null, 2)}\n`
        : found.map(text).join('\n'),
    );
    cli.finish(EXIT.pass);
  });
};

function unknown(asked: string, names: readonly string[]): ProvgateError {
  const near = nearest(asked, names);
  const stem = asked.toUpperCase().slice(0, 3);
  const alike = names.filter((name) => name.toUpperCase().startsWith(stem));
  const shown = [...new Set([...(near === undefined ? [] : [near]), ...alike])].slice(0, 6);
  return new ProvgateError(
    'usage',
    `There is no code, use case, rule or setting "${asked}".`,
    shown.length === 0
      ? '"provgate policy show" lists the codes of each pack.'
      : `Did you mean ${shown.join(', ')}?`,
  );
}

/** The cheapest legal way out of a finding, in the words every report uses. */
function nextOf({ code }: ExplainedCode): string {
  return wordsOf({ code, args: { id: 'ID', needed: 'WHOM IT NEEDS' } }, undefined, undefined, () => 'FILE')
    .next;
}

function withNext(found: Explanation): object {
  return found.kind === 'code' ? { ...found, next: nextOf(found) } : found;
}

function text(found: Explanation): string {
  return lines(found)
    .map((line) => `${escapeTerminal(line)}\n`)
    .join('');
}

function lines(found: Explanation): readonly string[] {
  switch (found.kind) {
    case 'code':
      return codeLines(found);
    case 'use':
      return useLines(found);
    case 'rule':
      return [
        `${found.rule.id}: ${found.rule.text}`,
        ...(found.rule.area === undefined ? [] : [`  area: ${found.rule.area}`]),
        ...(found.codes.length === 0 ? [] : [`  codes that rest on it: ${found.codes.join(', ')}`]),
        ...(found.useCases.length === 0 ? [] : [`  use cases that rest on it: ${found.useCases.join(', ')}`]),
        `  ${found.pack}, source: ${found.source}`,
      ];
    case 'setting':
      return [
        `${found.name} (setting of ${found.pack}): ${found.setting.about}`,
        `  is ${JSON.stringify(found.value)}, by default ${JSON.stringify(found.setting.default)}; may be ${allowedWords(found.setting)}`,
        `  set it in provgate.json: "policy": [{ "pack": "${found.pack}", "settings": { "${found.name}": … } }]`,
      ];
  }
}

function codeLines(found: ExplainedCode): readonly string[] {
  return [
    `${found.code} (${found.area}): ${found.about}`,
    ...(found.always === undefined ? [] : [`  in every policy: ${found.always} in a final`]),
    ...found.policies.map(({ pack, final, temp, rules }) => {
      const weights = [
        ...(final === undefined ? [] : [`${final} in a final`]),
        ...(temp === undefined ? [] : [`${temp} for temp`]),
      ];
      return `  ${pack}: ${weights.join(', ')} (${rules.map(({ id }) => id).join(', ')})`;
    }),
    ...cited([...found.rules, ...found.policies.flatMap(({ rules }) => rules)]),
    ...found.sources.map((source) => `  source: ${source}`),
    `  next: ${nextOf(found)}`,
  ];
}

function useLines({ pack, source, useCase, rules }: ExplainedUse): readonly string[] {
  const proofs = useCase.evidenceFinal.map(proofWords).join(', ') || 'none';
  return [
    `${useCase.code}: ${useCase.title}`,
    `  triage: ${useCase.triage}${useCase.triageTemp === undefined ? '' : ` (${useCase.triageTemp} for temp)`}`,
    ...(useCase.escalateWhen === undefined
      ? []
      : ['  escalates outside a tool under an enterprise agreement']),
    ...(useCase.finalAllowed === false
      ? [`  not for a final: there it is ${useCase.finalBecomes ?? 'another use'}`]
      : [
          `  for a final: approved by ${useCase.authority} or higher${useCase.authorityWhenNotIncidental === undefined ? '' : `, by ${useCase.authorityWhenNotIncidental} where it is not incidental`}`,
          `  proofs for a final: ${proofs}`,
        ]),
    ...(useCase.hardStops.length === 0 ? [] : [`  can run into: ${useCase.hardStops.join(', ')}`]),
    ...cited(rules),
    `  ${pack}, source: ${source}`,
    `  next: provgate declare FILE --use ${useCase.code} --profile TOOL --by NAME`,
  ];
}

function proofWords(proof: NeededEvidence): string {
  return typeof proof === 'string' ? proof : proof.anyOf.join(' or ');
}

function cited(rules: readonly Cited[]): readonly string[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule.text]));
  return [...byId].map(([id, words]) => (words === '' ? `  rests on ${id}` : `  rests on ${id}: ${words}`));
}
