// Watches the folder given with fewer watches than it has folders, and says what became of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RelPath } from '../../src/domain/path.ts';
import { openHints } from '../../watcher/hints.ts';
import { systemTimers } from '../../watcher/timers.ts';

const root = process.argv[2] ?? '';
// Outside a user namespace of its own this would lower the limit of the whole machine.
if (/\b4294967295\b/.test(readFileSync('/proc/self/uid_map', 'utf8')))
  throw new Error('run this through unshare -U');
writeFileSync('/proc/sys/user/max_inotify_watches', '10');
const troubles = new Set<string>();
let heard = false;
const hints = openHints({
  root,
  timers: systemTimers,
  onHint: () => {
    heard = true;
  },
  onFolderHint: () => undefined,
  onTrouble: (reason) => troubles.add(reason),
});
await hints.add(Array.from({ length: 30 }, (_, index) => `f${index}` as RelPath));
writeFileSync(join(root, 'f0/new.txt'), 'new');
for (let wait = 0; wait < 100 && !heard; wait++) await new Promise((resolve) => setTimeout(resolve, 20));
await hints.close();
process.stdout.write(JSON.stringify({ troubles: [...troubles], heard }));
