import { EXIT } from '../../domain/errors.ts';
import { AREAS } from '../../domain/guidance.ts';
import type { LoadedPolicy, PolicySetting, SettingValue } from '../../domain/policy.ts';
import { codesByArea } from '../../policy/explain.ts';
import { packs } from '../../policy/index.ts';
import { allowedWords } from '../../policy/settings.ts';
import { isSourceOld } from '../../policy/source-age.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { systemClock } from '../../runtime/clock.ts';
import { type CommonOptions, commonOptions, example, formatOption } from '../call/options.ts';
import type { DefineVerb } from '../cli.ts';
import { type AtHand, policiesAtHand, policyNamed, tellOldSources } from './policy-of.ts';

interface ShowOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate policy show [PACK]` */
export const defineShow: DefineVerb = (command, cli) => {
  const show = command.command('show').description('the packs this production uses, and those there are');
  show.argument('[pack]', 'one pack, by its id or file');
  commonOptions(formatOption(show, ['table', 'json']));
  example(show, 'provgate policy show', 'provgate policy show netflix-genai-2025 --format json');
  show.action(async (name: string | undefined, options: ShowOptions) => {
    const atHand = policiesAtHand(cli, options);
    const shown = name === undefined ? atHand.policies : [policyNamed(cli, name, atHand)];
    await tellOldSources(cli, shown, options);
    await cli.out.write(options.format === 'json' ? showJson(shown, atHand) : showText(shown, atHand));
    cli.finish(EXIT.pass);
  });
};

/** Where the value of a setting comes from. */
function fromOf({ production }: AtHand, policy: LoadedPolicy, name: string): 'provgate.json' | 'default' {
  const choice = production?.configuration.policy.find(
    ({ pack }) => pack === (policy.file ?? policy.pack.id),
  );
  return choice !== undefined && Object.hasOwn(choice.settings, name) ? 'provgate.json' : 'default';
}

function showJson(shown: readonly LoadedPolicy[], atHand: AtHand): string {
  const value = {
    schema: 'provgate.policies/1',
    policies: shown.map((policy) => ({
      ...policy.pack,
      sha256: policy.sha256,
      chosen: policy.settings,
      settingsSha256: policy.settingsSha256,
      from: Object.fromEntries(
        Object.keys(policy.settings).map((name) => [name, fromOf(atHand, policy, name)]),
      ),
      file: policy.file ?? null,
      areas: codesByArea(policy),
      sourceOld: isSourceOld(policy, systemClock.now()),
    })),
    available: packs.map(({ id, version, title }) => ({ id, version, title })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function showText(shown: readonly LoadedPolicy[], atHand: AtHand): string {
  const used = new Set(shown.map(({ pack }) => pack.id));
  const others = packs.filter((pack) => !used.has(pack.id));
  return [
    ...shown.flatMap((policy) => [...policyLines(policy, atHand), '']),
    ...(others.length === 0
      ? []
      : ['Also available:', ...others.map((pack) => `  ${pack.id} ${pack.version}  ${pack.title}`), '']),
    'provgate policy explain CODE tells what a code, use case or rule means.',
  ]
    .map((line) => `${escapeTerminal(line)}\n`)
    .join('');
}

function policyLines(policy: LoadedPolicy, atHand: AtHand): readonly string[] {
  const { pack, settings, sha256, file } = policy;
  const areas = codesByArea(policy);
  return [
    `${pack.id} ${pack.version}: ${pack.title}`,
    ...(file === undefined ? [] : [`  file: ${file}`]),
    `  source: ${pack.source} (captured ${pack.capturedAt})`,
    `  ${pack.disclaimer}`,
    ...Object.entries(pack.settings).map(
      ([name, setting]) =>
        `  ${name} = ${valueWords(settings[name])}  [${fromOf(atHand, policy, name)}; ${rangeWords(setting)}] ${setting.about}`,
    ),
    ...AREAS.map((area) => `  ${area}: ${areas[area].join(', ') || 'none'}`),
    `  sha256 ${sha256}`,
  ];
}

function valueWords(value: SettingValue | undefined): string {
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join(', ');
  return String(value ?? '');
}

function rangeWords(setting: PolicySetting): string {
  return 'allowed' in setting ? setting.allowed.join(', ') : allowedWords(setting);
}
