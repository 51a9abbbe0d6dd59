import { loadProduction } from '../../src/configuration/find.ts';
import type { RelPath } from '../../src/domain/path.ts';
import { exportFiles } from '../../src/export/export.ts';
import { openRuntime } from '../../src/runtime.ts';

const [root = '', to = ''] = process.argv.slice(2);
const runtime = await openRuntime(loadProduction(root, {}));
const result = await exportFiles(runtime, {
  paths: ['finals' as RelPath],
  to,
  onProgress: ({ phase, done }) => {
    if (phase === 'copy') process.stdout.write(`copied ${done}\n`);
  },
});
process.stdout.write(`${result.kind}\n`);
await runtime.close();
