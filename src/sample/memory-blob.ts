/** A blob whose bytes can be had at once; Node's own gives them only later. */
export class MemoryBlob extends Blob {
  readonly content: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array) {
    const copy = new Uint8Array(bytes);
    super([copy]);
    this.content = copy;
  }

  override slice(start = 0, end = this.size): MemoryBlob {
    return new MemoryBlob(this.content.subarray(start, end));
  }
}

/** The reader of blobs that browsers give to workers (File API §6.4), as far as memory blobs go. */
class SyncReader {
  readAsArrayBuffer(blob: unknown): ArrayBuffer {
    if (!(blob instanceof MemoryBlob)) throw new TypeError('only a blob in memory can be read at once');
    return blob.content.slice().buffer;
  }
}

/** Runs `work` while the global `FileReaderSync`, which Node lacks, exists; puts back what was there before. */
export async function withSyncReader<T>(work: () => Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'FileReaderSync');
  Object.defineProperty(globalThis, 'FileReaderSync', {
    value: SyncReader,
    configurable: true,
    writable: true,
  });
  try {
    return await work();
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'FileReaderSync');
    else Object.defineProperty(globalThis, 'FileReaderSync', before);
  }
}
