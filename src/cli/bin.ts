#!/usr/bin/env node
// This file must run on any Node since 14.18, and nothing native may load before the version is known:
// better-sqlite3 ends the process without a word on Node 20.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = 2;
const FAILED = 4;
const RERUN = 'PROVGATE_RERUN';

if (isRecent()) start();
else rerun();

function isRecent(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 22);
}

/** Runs the program. An end it did not decide itself, as Node's own codes 1 and 13 or an emptied event loop, is a failure. */
function start(): void {
  let decided = false;
  const leave = (code: number): void => {
    decided = true;
    process.exit(code);
  };
  process.on('exit', () => {
    if (!decided) process.exitCode = FAILED;
  });
  process.on('uncaughtException', (error) => {
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(`provgate failed: ${words}\nThis is a bug in provgate; nothing was let through.\n`);
    if (process.env['PROVGATE_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exit(FAILED);
  });
  // In a cache of the user's own: what lies in a shared temporary folder could be somebody else's code.
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  nodeModule.enableCompileCache(join(cache, 'provgate/compiled'));
  import('./main.ts').then(({ main }) => main(process.argv.slice(2)).then(leave));
}

/** Runs the same command with the Node that was installed beside the program, handing on signals and the way it ended. */
function rerun(): void {
  const node = process.env[RERUN] ? undefined : bundledNode();
  if (node === undefined) {
    process.stderr.write(
      `provgate needs Node 22.22 or newer; this is ${process.versions.node} at ${process.execPath}.\n`,
    );
    process.exit(USAGE);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [RERUN]: '1' },
  });
  const signals: NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGINT'];
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well; twice would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`provgate could not start ${node}: ${error.message}\n`);
    process.exit(FAILED);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? FAILED : code);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/** The binary of the npm package `node`, nearest above this file. */
function bundledNode(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const binary = join(folder, 'node_modules/node/bin/node');
    if (existsSync(binary)) return binary;
    if (dirname(folder) === folder) return undefined;
  }
}
