import { EXIT } from '../../domain/errors.ts';
import type { LoadedPolicy } from '../../domain/policy.ts';
import { type CaseRun, runCases } from '../../policy/run-cases.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import { type CommonOptions, commonOptions, example, formatOption } from '../call/options.ts';
import type { DefineVerb } from '../cli.ts';
import { policiesAtHand, policyNamed } from './policy-of.ts';

interface TestOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

interface PackRun {
  readonly policy: LoadedPolicy;
  readonly runs: readonly CaseRun[];
}

/** `provgate policy test [PACK|FILE]` */
export const defineTest: DefineVerb = (command, cli) => {
  const test = command.command('test').description("run a pack's own cases");
  test.argument('[pack]', 'a pack by its id or file; by default those of the production');
  commonOptions(formatOption(test, ['table', 'json']));
  example(test, 'provgate policy test our-pack.json', 'provgate policy test netflix-genai-2025');
  test.action(async (name: string | undefined, options: TestOptions) => {
    const atHand = policiesAtHand(cli, options);
    const policies = name === undefined ? atHand.policies : [policyNamed(cli, name, atHand)];
    const tested = policies.map((policy) => ({ policy, runs: runCases(policy.pack) }));
    await cli.out.write(options.format === 'json' ? json(tested) : tested.map(table).join('\n'));
    const holds = tested.every(({ runs }) => runs.every((run) => run.holds));
    cli.finish(holds ? EXIT.pass : EXIT.usage);
  });
};

function table({ policy: { pack }, runs }: PackRun): string {
  const failed = runs.filter(({ holds }) => !holds).length;
  const lines = runs.flatMap(({ case: each, verdict, codes, holds }) => [
    `  ${holds ? 'ok  ' : 'FAIL'}  ${each.destination.padEnd(5)}  ${verdict.padEnd(10)}  ${codes.join(',').padEnd(16)}  ${each.what}`,
    ...(holds ? [] : [`        expected ${each.verdict}: ${each.codes.join(',')}`]),
  ]);
  const sum = failed === 0 ? 'all hold' : `${failed} do not hold`;
  return [`${pack.id} ${pack.version}: ${plural(runs.length, 'case')}, ${sum}`, ...lines]
    .map((line) => `${escapeTerminal(line)}\n`)
    .join('');
}

function json(tested: readonly PackRun[]): string {
  const value = {
    schema: 'provgate.policy-test/1',
    packs: tested.map(({ policy, runs }) => ({
      pack: policy.pack.id,
      version: policy.pack.version,
      sha256: policy.sha256,
      cases: runs.map(({ case: each, verdict, codes, holds }) => ({
        what: each.what,
        destination: each.destination,
        expected: { verdict: each.verdict, codes: each.codes },
        got: { verdict, codes },
        holds,
      })),
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
