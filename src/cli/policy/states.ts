import { CLEARANCE_STATES } from '../../domain/clearance.ts';
import { EXIT } from '../../domain/errors.ts';
import { clearanceWord } from '../../policy/clearance-state.ts';
import { statesMarkdown } from '../../policy/states-table.ts';
import { transitions } from '../../policy/transitions.ts';
import { type CommonOptions, example, formatOption, idleOptions } from '../call/options.ts';
import type { DefineVerb } from '../cli.ts';

interface StatesOptions extends CommonOptions {
  readonly format: 'table' | 'json';
}

/** `provgate policy states` */
export const defineStates: DefineVerb = (command, cli) => {
  const states = command.command('states').description('the states of an asset on its way to a final');
  idleOptions(formatOption(states, ['table', 'json']));
  example(states, 'provgate policy states');
  states.action(async (options: StatesOptions) => {
    const value = {
      schema: 'provgate.states/1',
      states: CLEARANCE_STATES.map((state) => ({ state, word: clearanceWord(state) })),
      transitions,
    };
    await cli.out.write(options.format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : statesMarkdown());
    cli.finish(EXIT.pass);
  });
};
