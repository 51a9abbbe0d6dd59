import { existsSync } from 'node:fs';
import { UnreadableMediaError } from '../../../src/domain/errors.ts';
import type { MediaSource } from '../../../src/domain/media.ts';
import { serve } from '../../../src/examine/serve.ts';

/** Readers that do what the first word of a file tells them, however bad. */
const deeds: Readonly<Record<string, (argument: string) => void>> = {
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  abort: () => process.abort(),
  allocate: () => {
    const held: Buffer[] = [];
    while (held.length < 64) held.push(Buffer.alloc(32 * 1024 * 1024, 1));
  },
  'allocate-at-once': () => void Buffer.alloc(2 ** 31, 1),
  loop: () => {
    for (;;);
  },
  wait: (path) => {
    while (!existsSync(path)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  },
  throw: () => {
    throw new TypeError('a mistake of ours');
  },
  damaged: () => {
    throw new UnreadableMediaError('damaged', 'here', 'nonsense');
  },
};

function obey(source: MediaSource): void {
  const [word = '', argument = ''] = Buffer.from(source.bytes.read(0, 1000)).toString().split('\n');
  deeds[word]?.(argument);
}

serve({
  engineVersion: 1,
  sniff: () => ({ kind: 'text', format: 'told', holdsMedia: false }),
  readMetadata: () => Promise.resolve({ fields: [], manifests: [], problems: [], supported: true }),
  readEvidence: (source) => {
    obey(source);
    const [first] = source.manifests;
    return Promise.resolve([
      {
        subject: 'content',
        reader: 'told',
        readerVersion: 1,
        rule: 'told.size',
        strength: 'tool',
        where: 'told',
        excerpt: `${source.bytes.sizeBytes} bytes of ${source.extension}, manifest ${first?.jumbf.length ?? 0}`,
        status: 'read',
      },
    ]);
  },
  readState: () => ({ state: 'ok', reason: undefined }),
});
