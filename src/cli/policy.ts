import { Argument, type Command } from 'commander';
import { findProduction } from '../configuration/find.ts';
import { nearest } from '../configuration/nearest.ts';
import { EXIT, ProvgateError } from '../domain/errors.ts';
import { FINDING_CODES, type FindingCode } from '../domain/finding.ts';
import type { LoadedPolicy, PolicyPack } from '../domain/policy.ts';
import { type Explanation, explain } from '../policy/explain.ts';
import { loadPolicies, packs } from '../policy/index.ts';
import type { VerbCli } from './cli.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './options.ts';

interface PolicyOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate policy show | explain` */
export function define(command: Command, cli: VerbCli): void {
  const show = command.command('show').description('the packs this production uses, and those there are');
  commonOptions(formatOption(show, ['table', 'json']));
  example(show, 'provgate policy show');
  show.action(async (options: PolicyOptions) => {
    const loaded = policiesFor(cli, options);
    const text = options.format === 'json' ? showJson(loaded) : showText(loaded);
    await cli.out.write(text);
    cli.finish(EXIT.pass);
  });

  const why = command.command('explain').description('what a finding code means and how it weighs');
  why.addArgument(new Argument('<code>', 'such as APR-001'));
  commonOptions(formatOption(why, ['table', 'json']));
  example(why, 'provgate policy explain APR-005');
  why.action(async (given: string, options: PolicyOptions) => {
    const explanation = explain(codeOf(given), policiesFor(cli, options));
    await cli.out.write(
      options.format === 'json'
        ? `${JSON.stringify({ schema: 'provgate.explanation/1', ...explanation }, null, 2)}\n`
        : explainText(explanation),
    );
    cli.finish(EXIT.pass);
  });
}

/** The policies of the production at hand; outside any production, every pack with its defaults. */
function policiesFor(cli: VerbCli, options: PolicyOptions): readonly LoadedPolicy[] {
  try {
    const production = findProduction({
      paths: [],
      production: options.production,
      env: cli.env,
      cwd: cli.cwd,
      mediaMayBeAway: true,
    });
    return loadPolicies(production.configuration.policy);
  } catch (error) {
    if (options.production !== undefined || !isWithoutProduction(error)) throw error;
    return loadPolicies(packs.map(({ id }) => ({ pack: id, settings: {} })));
  }
}

function isWithoutProduction(error: unknown): boolean {
  return (
    error instanceof ProvgateError &&
    (error.code === 'no-production' || error.code === 'ambiguous-production')
  );
}

function codeOf(given: string): FindingCode {
  const wanted = given.toUpperCase();
  const code = FINDING_CODES.find((each) => each === wanted);
  if (code !== undefined) return code;
  const near = nearest(wanted, FINDING_CODES);
  throw new ProvgateError(
    'usage',
    `There is no finding code "${given}".`,
    near === undefined ? `The codes are ${FINDING_CODES.join(', ')}.` : `Did you mean ${near}?`,
  );
}

function showJson(loaded: readonly LoadedPolicy[]): string {
  const value = {
    schema: 'provgate.policies/1',
    policies: loaded.map(({ pack, sha256, settings, settingsSha256 }) => ({
      ...pack,
      sha256,
      chosen: settings,
      settingsSha256,
    })),
    available: packs.map(({ id, version, title }) => ({ id, version, title })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function showText(loaded: readonly LoadedPolicy[]): string {
  const used = new Set(loaded.map(({ pack }) => pack.id));
  const others = packs.filter((pack) => !used.has(pack.id));
  return [
    ...loaded.flatMap(({ pack, settings, sha256 }) => [
      ...packLines(pack, settings),
      `  sha256 ${sha256}`,
      '',
    ]),
    ...(others.length === 0
      ? []
      : ['Also available:', ...others.map((pack) => `  ${pack.id} ${pack.version}  ${pack.title}`), '']),
    'provgate policy explain CODE tells what a code means.',
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function packLines(pack: PolicyPack, settings: Readonly<Record<string, string>>): readonly string[] {
  return [
    `${pack.id} ${pack.version}: ${pack.title}`,
    `  source: ${pack.source} (captured ${pack.capturedAt})`,
    `  ${pack.disclaimer}`,
    ...Object.entries(pack.settings).map(
      ([name, { allowed, about }]) => `  ${name} = ${settings[name] ?? ''}  (${allowed.join(', ')}) ${about}`,
    ),
    `  codes: ${[...new Set(pack.rules.map((rule) => rule.code))].join(', ')}`,
  ];
}

function explainText({ code, area, about, always, policies }: Explanation): string {
  const weights = policies.map(
    (policy) =>
      `  ${policy.pack}: ${policy.final} in a final, ${policy.temp} for temporary use (${policy.rules.join(', ')})`,
  );
  const fixed = always === undefined ? [] : [`  in every policy: ${always} in a final`];
  return [`${code} (${area}): ${about}`, ...fixed, ...weights].map((line) => `${line}\n`).join('');
}
