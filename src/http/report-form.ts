import { relative } from 'node:path';
import { z } from 'zod';
import type { RelPath } from '../domain/path.ts';
import { ansiColours } from '../reports/ansi.ts';
import { type Colours, PLAIN } from '../reports/colours.ts';
import { quoteShell } from '../reports/escape.ts';
import type { CommandPath } from '../reports/words.ts';
import { requestPath } from './request-path.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** How a report is to be written, in a query. */
export const formQuery = {
  from: z
    .string()
    .max(4096)
    .optional()
    .describe('The folder the reader stands in, for the commands it advises'),
  colours: flag.optional().describe('Stress words for a terminal'),
};

/** How a report is written. */
export interface ReportForm {
  readonly format: 'json' | 'table' | 'csv';
  readonly colours: Colours;
  readonly commandPath: CommandPath;
}

/** The form a query asks for; paths in advised commands are relative to the reader's folder below the media root `root`. */
export function reportForm(
  root: string,
  query: {
    readonly format: ReportForm['format'];
    readonly from?: string | undefined;
    readonly colours?: boolean | undefined;
  },
): ReportForm {
  const from = query.from === undefined ? '' : requestPath(root, query.from);
  return {
    format: query.format,
    colours: query.colours === true ? ansiColours : PLAIN,
    commandPath: (path: RelPath) => quoteShell(relative(`/${from}`, `/${path}`) || '.'),
  };
}

/** Content types of the formats. */
export const TYPES: Readonly<Record<ReportForm['format'], string>> = {
  json: 'application/json; charset=utf-8',
  table: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};
