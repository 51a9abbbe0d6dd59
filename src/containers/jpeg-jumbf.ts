import { UnreadableMediaError } from '../domain/errors.ts';
import type { Findings } from './container.ts';
import { jumbfLabel } from './jumbf-boxes.ts';
import { fourCc, u16, u32, u64 } from './numbers.ts';

/** What an APP11 segment holds after its common identifier `JP`. */
export interface BoxPart {
  readonly payload: Uint8Array;
}

interface Piece {
  readonly instance: number;
  readonly sequence: number;
  readonly boxBytes: number;
  readonly headerBytes: number;
  readonly type: string;
  /** The box's own header and data in the first piece; later pieces repeat the header, which is left out. */
  readonly data: Uint8Array;
}

/** JUMBF boxes in APP11 segments (ISO/IEC 19566-5 §D.2), split over as many as they need: by box instance, then sequence. */
export function addApp11(found: Findings, parts: readonly BoxPart[]): void {
  const pieces: Piece[] = [];
  for (const part of parts) found.attempt(() => pieces.push(readPiece(part.payload)));
  for (const ofOneBox of Map.groupBy(pieces, (piece) => piece.instance).values()) {
    found.attempt(() => {
      const box = assemble(ofOneBox);
      if (box !== undefined && jumbfLabel(box) === 'c2pa') found.manifest('jpeg.app11', box);
    });
  }
}

function readPiece(payload: Uint8Array): Piece {
  const instance = u16(payload, 0, 'big');
  const sequence = u32(payload, 2, 'big');
  const short = u32(payload, 6, 'big');
  const headerBytes = short === 1 ? 16 : 8;
  return {
    instance,
    sequence,
    boxBytes: short === 1 ? u64(payload, 14, 'big') : short,
    headerBytes,
    type: fourCc(payload, 10),
    data: payload.subarray(6),
  };
}

function assemble(pieces: readonly Piece[]): Uint8Array | undefined {
  const ordered = [...pieces].sort((a, b) => a.sequence - b.sequence);
  const [first] = ordered;
  if (first?.type !== 'jumb') return undefined;
  const seen = new Set<number>();
  const data: Uint8Array[] = [];
  for (const piece of ordered) {
    if (seen.has(piece.sequence)) continue;
    seen.add(piece.sequence);
    data.push(piece === first ? piece.data : piece.data.subarray(piece.headerBytes));
  }
  const box = Buffer.concat(data);
  if (box.length < first.boxBytes) {
    const missing = first.boxBytes - box.length;
    throw new UnreadableMediaError(
      'cut',
      'jpeg.app11',
      `${missing} of ${first.boxBytes} bytes of a box are missing`,
    );
  }
  return box.subarray(0, first.boxBytes === 0 ? box.length : first.boxBytes);
}
