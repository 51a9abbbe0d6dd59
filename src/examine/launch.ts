import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BASELINE_DATA_MIB, HEAP_MIB } from './limits.ts';

/** The child's entry beside this file: `.ts` when run from source, `.js` when built. */
export const CHILD_MODULE = fileURLToPath(
  new URL(`./child${extname(import.meta.url) === '.ts' ? '.ts' : '.js'}`, import.meta.url),
);

const SHELL = '/bin/sh';
/**
 * RLIMIT_DATA counts what a process may write to, so it binds Buffers, wasm and native code but not the address space
 * V8 merely reserves (RLIMIT_AS breaks wasm). `setpriv` lets the kernel end a child that loops when its parent dies.
 */
const GUARD = [
  'ulimit -c 0',
  'ulimit -d "$1"',
  'shift',
  'if command -v setpriv >/dev/null 2>&1; then exec setpriv --pdeathsig KILL "$@"; fi',
  'exec "$@"',
].join('; ');

/** Whether this system can start a child under limits of the operating system. */
export const CAN_GUARD = process.platform !== 'win32' && existsSync(SHELL);

/**
 * Starts a process that examines files: it may read files, and may not write, start processes or load what is outside
 * its modules. `guarded` puts the operating system's memory limit around it.
 */
export function launch(childModule: string, memoryMiB: number, guarded: boolean): ChildProcess {
  const node = [
    `--max-old-space-size=${HEAP_MIB}`,
    '--permission',
    '--allow-fs-read=*',
    // sharp is a native addon; the permission model otherwise refuses it.
    '--allow-addons',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
  ];
  const dataKiB = String((memoryMiB + BASELINE_DATA_MIB) * 1024);
  return fork(childModule, [], {
    execPath: guarded ? SHELL : process.execPath,
    execArgv: guarded ? ['-c', GUARD, SHELL, dataKiB, process.execPath, ...node] : node,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // No secret of the parent's environment belongs in a process that parses foreign bytes.
    env: { PATH: '/usr/bin:/bin' },
  });
}
