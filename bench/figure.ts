/** One published figure: what was measured against which yardstick in the same run, and the bar it must reach. */
export interface Figure {
  readonly name: string;
  readonly ours: string;
  readonly yardstick: string;
  /** The compared number. */
  readonly value: number;
  readonly bar: number;
  readonly better: 'higher' | 'lower';
  readonly note?: string;
}

/** Whether a figure reaches its bar. */
export function holds(figure: Figure): boolean {
  return figure.better === 'higher' ? figure.value >= figure.bar : figure.value <= figure.bar;
}

/** The figures as a table for people. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    holds(figure) ? 'holds' : 'SHORT',
    figure.name,
    `${figure.value.toFixed(2)} (bar ${figure.better === 'higher' ? '≥' : '≤'} ${figure.bar})`,
    figure.ours,
    figure.yardstick,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
