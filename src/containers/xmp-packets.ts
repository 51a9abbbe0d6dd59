import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { openBudget } from './budget.ts';
import { type Container, type Findings, findings } from './container.ts';
import { refuseCutDatabase } from './indesign.ts';
import { asBuffer, latin1 } from './text.ts';
import { addXmp } from './xmp.ts';

const STEP_BYTES = 1024 * 1024;
/** Begun with at each packet, so that many small ones do not cost a whole step each. */
const FIRST_STEP_BYTES = 256;
const BEGIN = '<?xpacket begin=';
const END = '<?xpacket end=';
const MAX_PACKET_BYTES = 16 * 1024 * 1024;
const MAX_PACKETS = 10_000;
/** Comments of PostScript stand at its beginning (DSC 3.0 §4.6). */
const COMMENT_BYTES = 64 * 1024;

/** Formats of Adobe whose structure is not read: their XMP is found by its wrapper (ISO 16684-3 §4), in one pass. */
export const xmpPackets: Container = {
  id: 'xmp-packets',
  version: 1,
  formats: ['eps', 'indd'],
  read(bytes, type) {
    const found = findings();
    found.attempt(() => {
      if (type.format === 'eps') addComments(found, bytes);
      else refuseCutDatabase(bytes);
      findPackets(found, bytes, type.format);
    });
    return found.contents();
  },
};

function findPackets(found: Findings, source: ByteSource, format: string): void {
  const budget = openBudget(format);
  let packets = 0;
  let stepBytes = FIRST_STEP_BYTES;
  for (let at = 0; at < source.sizeBytes; ) {
    const step = asBuffer(source.read(at, stepBytes + BEGIN.length));
    const begin = step.indexOf(BEGIN, 0, 'latin1');
    if (begin === -1) {
      at += stepBytes;
      stepBytes = Math.min(2 * stepBytes, STEP_BYTES);
      continue;
    }
    packets += 1;
    if (packets > MAX_PACKETS) throw new UnreadableMediaError('limit', format, 'it has too many packets');
    const length = packetLength(source, at + begin, format);
    const packet = budget.spend(source.read(at + begin, budget.room(length)));
    addXmp(found, packet, `${format}.xmp`);
    at += begin + length;
    stepBytes = FIRST_STEP_BYTES;
  }
}

/** Up to the end of the processing instruction that closes the packet. */
function packetLength(source: ByteSource, at: number, format: string): number {
  let stepBytes = FIRST_STEP_BYTES;
  for (let from = 0; from < MAX_PACKET_BYTES; from += stepBytes, stepBytes = Math.min(2 * from, STEP_BYTES)) {
    const step = asBuffer(source.read(at + from, stepBytes + END.length + 16));
    const end = step.indexOf(END, 0, 'latin1');
    const close = end === -1 ? -1 : step.indexOf('?>', end, 'latin1');
    if (close !== -1) return from + close + 2;
    if (at + from + step.length >= source.sizeBytes) {
      throw new UnreadableMediaError('cut', `${format}.xmp`, 'a packet has no end');
    }
  }
  throw new UnreadableMediaError('limit', `${format}.xmp`, 'a packet is too large');
}

function addComments(found: Findings, source: ByteSource): void {
  const head = latin1(source.read(0, COMMENT_BYTES));
  for (const [, name, text] of head.matchAll(
    /^%%(Creator|Title|For|CreationDate):[ \t]*([^\r\n]{1,1000})/gm,
  )) {
    found.field(`eps.${name}`, (text ?? '').replace(/^\(([\s\S]*)\)$/, '$1').trim());
  }
}
