import type { Engine } from '../../src/domain/engine.ts';
import { openRuntime } from '../../src/runtime.ts';
import { sweep } from '../../watcher/sweep.ts';
import { productionAt } from './show.ts';

/** A process of its own that sweeps a production under another engine: `reread-child.ts DIR ENGINE`. Prints a line a file read again. */
const [dir = '', engine = '{}'] = process.argv.slice(2);
const parsed: Engine = JSON.parse(engine);
const runtime = await openRuntime(productionAt(dir), { engine: parsed });
await sweep(runtime, {
  onProgress: ({ files, isRereading }) => {
    if (isRereading) process.stdout.write(`${files}\n`);
  },
});
await runtime.close();
