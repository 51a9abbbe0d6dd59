import type { Order } from '../../../src/examine/messages.ts';

// Stands still over certain files before reading a byte, as a dead network share does.
process.on('message', (orders: readonly Order[]) => {
  if (orders.some((order) => order.kind === 'file' && String(order.path).includes('stalls'))) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
});
await import('./hostile.ts');
