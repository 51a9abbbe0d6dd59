import { openExaminer } from '../../../src/examine/pool.ts';

/** Examines one file with readers that loop for ever, until it is killed. */
const [, , childModule = '', path = ''] = process.argv;
const examiner = openExaminer({ childModule, parseMs: 600_000, askBytes: 0 });
await examiner.examine(path, {
  isKnown: () => {
    process.stdout.write('reading\n');
    return Promise.resolve(false);
  },
});
