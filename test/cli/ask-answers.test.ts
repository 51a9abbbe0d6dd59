import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Cli } from '../../src/cli/cli.ts';
import { askAnswers } from '../../src/cli/terminal/ask-answers.ts';

function terminal(lines: string, isTerminal = true): { readonly cli: Cli; readonly told: string[] } {
  const told: string[] = [];
  const output = {
    write: (text: string) => {
      told.push(text);
      return Promise.resolve();
    },
    flush: () => Promise.resolve(),
    isTerminal,
    columns: 100,
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: isTerminal });
  stdin.write(lines);
  const cli = { cwd: '/', env: {}, out: output, err: output, stdin, signal: new AbortController().signal };
  return { cli: { ...cli, endsOnTerm: () => {} }, told };
}

test('asks only what is open, once for fields one answer settles, and again where it is not understood', async () => {
  const { cli, told } = terminal('scrpt\nscript: page 3\n\nnone\n');
  const answers = await askAnswers(cli, ['inputs', 'talent', 'keyCharacter', 'keyVisual', 'centralSetting']);
  expect(answers).toEqual({ inputs: ['script: page 3'], story: 'none' });
  expect(told.join('')).toMatch(/3 answers are still open[\s\S]*did you mean "script"/);
});

test('asks nobody where nobody sits at a terminal', async () => {
  const { cli, told } = terminal('none\n', false);
  expect(await askAnswers(cli, ['inputs'])).toEqual({});
  expect(told).toEqual([]);
});
