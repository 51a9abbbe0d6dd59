import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/**
 * A slow copy, as a program of its own: `slow-writer-child.ts PATH MILLISECONDS grow|prealloc`.
 * `grow` appends a block every tenth of a second; `prealloc` sets the full size first and fills it in.
 */
const [path = '', milliseconds = '0', manner = 'grow'] = process.argv.slice(2);
const BLOCK = Buffer.alloc(64 * 1024, 'provgate');
const TICK_MS = 100;
const ticks = Math.ceil(Number(milliseconds) / TICK_MS);
const fd = openSync(path, 'w');
if (manner === 'prealloc') ftruncateSync(fd, ticks * BLOCK.length);

let tick = 0;
const timer = setInterval(() => {
  writeSync(fd, BLOCK, 0, BLOCK.length, tick * BLOCK.length);
  tick += 1;
  if (tick < ticks) return;
  clearInterval(timer);
  closeSync(fd);
}, TICK_MS);
