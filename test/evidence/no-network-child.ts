import dgram from 'node:dgram';
import { subscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import net from 'node:net';
import { UnreadableMediaError } from '../../src/domain/errors.ts';

/** Any attempt to reach anything ends the process, so that it cannot be caught by whoever tried. */
function attempt(): never {
  process.exit(9);
}

subscribe('net.client.socket', attempt);
subscribe('undici:request:create', attempt);
net.Socket.prototype.connect = attempt;
dgram.createSocket = attempt;
globalThis.fetch = attempt;
dns.lookup = Object.assign(attempt, dns.lookup);
dns.resolve = Object.assign(attempt, dns.resolve);
dns.promises.lookup = attempt;
dns.promises.resolve = attempt;

const { readMetadata } = await import('../../src/containers/read-metadata.ts');
const { sniff } = await import('../../src/containers/sniff.ts');
const { readEvidence, readState } = await import('../../src/evidence/index.ts');
const { serve } = await import('../../src/examine/serve.ts');

serve({
  engineVersion: 1,
  sniff,
  readMetadata,
  readEvidence: async (source, options) => {
    // The control: a file that asks for it makes the reader go out, in each of the ways there are.
    const told = Buffer.from(source.bytes.read(0, 100)).toString('latin1');
    if (told.startsWith('go out by fetch')) await fetch('http://127.0.0.1:9/');
    if (told.startsWith('go out by socket')) net.connect(9, '127.0.0.1');
    if (told.startsWith('go out by name')) await dns.promises.lookup('example.com');
    if (told.startsWith('go out by')) throw new UnreadableMediaError('damaged', 'here', 'nobody noticed');
    return readEvidence(source, options);
  },
  readState,
});
