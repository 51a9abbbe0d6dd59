import { CLEARANCE_STATES } from '../domain/clearance.ts';
import { clearanceWord } from './clearance-state.ts';
import { transitions } from './transitions.ts';

/** The states, the word people see for each, and every legal step, as Markdown. */
export function statesMarkdown(): string {
  const states = CLEARANCE_STATES.map((state) => `| \`${state}\` | ${clearanceWord(state)} |`);
  const steps = transitions.map(
    ({ id, from, event, to }) => `| ${id} | ${from.join(', ')} | ${event} | ${to.join(', ')} |`,
  );
  const lines = [
    '| State | Word |',
    '| --- | --- |',
    ...states,
    '',
    '| Step | From | Event | To |',
    '| --- | --- | --- | --- |',
    ...steps,
  ];
  return lines.map((line) => `${line}\n`).join('');
}
