import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HttpProblem } from './problem.ts';
import { THUMBNAIL_EXIT, type ThumbnailLimits } from './thumbnail-limits.ts';

const CHILD = fileURLToPath(
  new URL(`./thumbnail-child${extname(import.meta.url) === '.ts' ? '.ts' : '.js'}`, import.meta.url),
);
const SHELL = '/bin/sh';
/** RLIMIT_DATA binds native memory too, which no limit of Node's does (threats 29). */
const GUARD = 'ulimit -c 0; ulimit -d "$1"; shift; exec "$@"';
/** Code and heap of an idle child. */
const BASELINE_BYTES = 512 * 1024 * 1024;
const MOST_OUTPUT_BYTES = 4 * 1024 * 1024;

const NODE_FLAGS = [
  '--max-old-space-size=128',
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
];

/** Makes a WebP of the picture behind `fd`, in a process that may only read. Throws 422 `not-shown` with the reason. */
export async function decodeApart(
  fd: number,
  sizeBytes: number,
  edge: number,
  limits: ThumbnailLimits,
): Promise<Buffer> {
  if (sizeBytes > limits.fileBytes) throw notShown('The file is too large for a preview.');
  const numbers = [edge, sizeBytes, limits.pixels, limits.memoryBytes].map(String);
  const node = [process.execPath, ...NODE_FLAGS, CHILD, ...numbers];
  const dataKiB = String(Math.ceil((limits.memoryBytes + BASELINE_BYTES) / 1024));
  const [command = process.execPath, ...args] = existsSync(SHELL)
    ? [SHELL, '-c', GUARD, SHELL, dataKiB, ...node]
    : node;
  const child = spawn(command, args, {
    stdio: [fd, 'pipe', 'ignore'],
    // No secret of our environment belongs in a process that decodes foreign bytes.
    env: { PATH: '/usr/bin:/bin' },
    timeout: limits.timeMs,
    killSignal: 'SIGKILL',
  });
  const parts: Buffer[] = [];
  let bytes = 0;
  child.stdout?.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
    else parts.push(part);
  });
  const ended = Promise.withResolvers<number | undefined>();
  child.once('error', ended.reject);
  child.once('close', (code) => ended.resolve(code ?? undefined));
  const code = await ended.promise;
  if (code !== 0)
    throw notShown(REASONS.get(code) ?? 'Its decoder was stopped: it used too much time or memory.');
  return Buffer.concat(parts);
}

/** 422: there is a file, and no picture of it will be shown. */
export function notShown(reason: string): HttpProblem {
  return new HttpProblem(
    'not-shown',
    `No preview is shown. ${reason}`,
    'Look at the file itself in a program you trust.',
  );
}

const REASONS: ReadonlyMap<number | undefined, string> = new Map([
  [THUMBNAIL_EXIT.format, 'Its format is not decoded here.'],
  [THUMBNAIL_EXIT.pixels, 'Its header announces more pixels than are decoded here.'],
  [THUMBNAIL_EXIT.damaged, 'The picture is damaged.'],
  [THUMBNAIL_EXIT.memory, 'It needs too much memory to decode.'],
]);
