import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { EXIT } from '../domain/errors.ts';
import { ROLES, type Role, type TokenRecord } from '../domain/registry.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import { newSecret } from '../http/secrets.ts';
import { escapeTerminal } from '../reports/escape.ts';
import { showInstant } from '../reports/instant.ts';
import { type CommonOptions, commonOptions, example, formatOption } from './call/options.ts';
import { withRuntime } from './call/with-runtime.ts';
import type { VerbCli } from './cli.ts';

interface CreateOptions extends CommonOptions {
  readonly name: string;
  readonly role: Role;
  readonly output?: string;
}

interface ListOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate token create | list | revoke` */
export function define(command: Command, cli: VerbCli): void {
  defineCreate(command.command('create').description('make a token; its secret is shown once'), cli);
  defineList(command.command('list').description('who may use the API'), cli);
  defineRevoke(command.command('revoke').description('end a token'), cli);
}

function defineCreate(command: Command, cli: VerbCli): void {
  command
    .requiredOption('--name <name>', 'whose token it is')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--output <file>', 'write the secret to a file only you can read, instead of standard output');
  commonOptions(command);
  example(command, 'provgate token create --name "Kim Lee" --role editor');
  command.action(async ({ name, role, output, ...options }: CreateOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, async ({ registry, actor, clock }) => {
      const { secret, sha256 } = newSecret();
      const token = await registry.tokens.create({ name, role, secretSha256: sha256 }, actor, clock.now());
      if (output === undefined) await cli.out.write(`${secret}\n`);
      else writeAtomic(resolve(cli.cwd, output), `${secret}\n`);
      if (options.quiet !== true)
        await cli.err.write(
          `Token ${token.id} for ${escapeTerminal(token.name)} (${token.role}). Only its hash is kept.\n`,
        );
    });
    cli.finish(EXIT.pass);
  });
}

function defineList(command: Command, cli: VerbCli): void {
  commonOptions(formatOption(command, ['table', 'json']));
  example(command, 'provgate token list');
  command.action(async (options: ListOptions) => {
    const tokens = await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, ({ registry }) =>
      registry.tokens.list(),
    );
    await cli.out.write(options.format === 'json' ? tokensJson(tokens) : tokensTable(tokens));
    cli.finish(EXIT.pass);
  });
}

function defineRevoke(command: Command, cli: VerbCli): void {
  command.argument('<id>', 'id of the token, as "provgate token list" shows it');
  commonOptions(command);
  example(command, 'provgate token revoke 0199f3a0-…');
  command.action(async (id: string, options: CommonOptions) => {
    await withRuntime(cli, [], { ...options, mediaMayBeAway: true }, ({ registry, actor, clock }) =>
      registry.tokens.revoke(id, actor, clock.now()),
    );
    await cli.out.write(`Token ${escapeTerminal(id)} is revoked.\n`);
    cli.finish(EXIT.pass);
  });
}

function tokensJson(tokens: readonly TokenRecord[]): string {
  const value = {
    schema: 'provgate.tokens/1',
    tokens: tokens.map(({ id, name, role, createdAt, revokedAt }) => ({
      id,
      name,
      role,
      createdAt,
      revokedAt: revokedAt ?? null,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function tokensTable(tokens: readonly TokenRecord[]): string {
  if (tokens.length === 0) return 'There are no tokens.\n';
  return tokens
    .map(({ id, name, role, createdAt, revokedAt }) => {
      const state = revokedAt === undefined ? 'valid' : `revoked ${showInstant(revokedAt)}`;
      return `${escapeTerminal(`${id}  ${role.padEnd(13)}  ${showInstant(createdAt)}  ${state}  ${name}`)}\n`;
    })
    .join('');
}
