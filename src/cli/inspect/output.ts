import type { Origin } from '../../domain/origin.ts';
import { type AssetReport, assetJson } from '../../reports/asset-json.ts';
import { assetTable } from '../../reports/asset-table.ts';
import type { Colours } from '../../reports/colours.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { plural } from '../../reports/plural.ts';
import { reasonWords } from '../../reports/reason-words.ts';
import { shownPath } from '../../reports/words.ts';
import { aboutRule } from '../rules/about-rule.ts';

export type InspectFormat = 'table' | 'json' | 'jsonl';

/** Turns reports into text as they come. */
export interface InspectWriter {
  readonly row: (report: AssetReport) => string;
  readonly end: () => string;
}

/** A JSON object for one file, an array for folders and lists; one object a line as jsonl; lines for people as table. */
export function inspectWriter(
  format: InspectFormat,
  shape: { readonly single: boolean; readonly explain: boolean; readonly colours: Colours },
): InspectWriter {
  if (format === 'jsonl') return { row: (report) => `${JSON.stringify(assetJson(report))}\n`, end: () => '' };
  if (format === 'json') return shape.single ? singleJson() : arrayJson();
  const counts = openCounts();
  const whole = shape.single || shape.explain;
  return {
    row(report) {
      counts.add(report);
      return whole ? [...assetTable(report, { ...shape, aboutRule })].join('') : line(report, shape.colours);
    },
    end: () => (shape.single ? '' : counts.text()),
  };
}

function singleJson(): InspectWriter {
  return { row: (report) => `${JSON.stringify(assetJson(report), null, 2)}\n`, end: () => '' };
}

function arrayJson(): InspectWriter {
  let first = true;
  return {
    row(report) {
      const text = `${first ? '[\n' : ',\n'}${JSON.stringify(assetJson(report))}`;
      first = false;
      return text;
    },
    end: () => (first ? '[]\n' : '\n]\n'),
  };
}

function line(report: AssetReport, colours: Colours): string {
  const marks = [
    ...(report.suspected ? ['suspected'] : []),
    ...(report.conflict ? ['conflict'] : []),
    ...(report.state === 'ok' || report.state === 'unsupported' ? [] : [report.state]),
  ].join(' ');
  const tool = report.tool === undefined ? '' : `  (${report.tool})`;
  const reason = reasonWords(report, aboutRule);
  const because = reason === undefined ? '' : `\n${' '.repeat(20)}${colours.quiet(escapeTerminal(reason))}`;
  const stress = report.origin === 'genai' ? colours.bad : marks === '' ? colours.quiet : colours.caution;
  const origin = `${stress(report.origin)}${' '.repeat(9 - report.origin.length)}`;
  return `${origin}${escapeTerminal(`${marks.padEnd(11)}${shownPath(report.path)}${tool}`)}${because}\n`;
}

function openCounts(): { add(report: AssetReport): void; text(): string } {
  const origins = new Map<Origin, number>([
    ['genai', 0],
    ['camera', 0],
    ['human', 0],
    ['unknown', 0],
  ]);
  let [files, suspected, conflict, unread] = [0, 0, 0, 0];
  return {
    add(report) {
      files += 1;
      origins.set(report.origin, (origins.get(report.origin) ?? 0) + 1);
      suspected += Number(report.suspected);
      conflict += Number(report.conflict);
      unread += Number(report.state === 'unreadable' || report.state === 'incomplete');
    },
    text() {
      const parts = [...origins]
        .filter(([, count]) => count > 0)
        .map(([origin, count]) => `${count} ${origin}`);
      const open = [
        ...(suspected > 0 ? [`${suspected} suspected`] : []),
        ...(conflict > 0 ? [`${conflict} in conflict`] : []),
        ...(unread > 0 ? [`${unread} not read to the end`] : []),
      ];
      const said = [parts.join(', '), ...open].filter((part) => part !== '').join('; ');
      return `\n${plural(files, 'file')}${said === '' ? '' : `: ${said}`}.\n`;
    },
  };
}
