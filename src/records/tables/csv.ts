import { usage } from '../given.ts';

/** A line of a table: its cells, and the line of the file it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a CSV text (RFC 4180): separated by commas, or by the semicolons or tabs its first line uses; quotes, line breaks inside
 * them, a byte-order mark and empty lines are understood. Throws `usage` for a quote that is never closed.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(plain);
  const rows: CsvRow[] = [];
  let [cells, cell, line, begun]: [string[], string, number, number] = [[], '', 1, 1];
  let quoted = false;
  let isQuotedCell = false;
  const endCell = (): void => {
    cells.push(isQuotedCell ? cell : cell.trim());
    [cell, isQuotedCell] = ['', false];
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((each) => each !== '')) rows.push({ line: begun, cells });
    cells = [];
  };
  for (let at = 0; at < plain.length; at++) {
    const character = plain[at] ?? '';
    if (character === '\n') line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') [quoted, isQuotedCell, cell] = [true, true, ''];
    else if (character === separator) endCell();
    else if (character === '\n') {
      endRow();
      begun = line;
    } else if (character !== '\r') cell += character;
  }
  if (quoted)
    throw usage(
      `A quotation mark opened on line ${begun} is never closed.`,
      'Close it and run the command again.',
    );
  endRow();
  return rows;
}

function separatorOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  const counts = [',', ';', '\t'].map((each) => ({ each, count: head.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}
