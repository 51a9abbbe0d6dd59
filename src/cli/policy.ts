import type { DefineVerb } from './cli.ts';
import { defineAccept } from './policy/accept.ts';
import { defineExplain } from './policy/explain.ts';
import { defineShow } from './policy/show.ts';
import { defineStates } from './policy/states.ts';
import { defineTest } from './policy/test.ts';
import { defineValidate } from './policy/validate.ts';

/** `provgate policy show | explain | validate | test | accept | states` */
export const define: DefineVerb = (command, cli) => {
  for (const add of [defineShow, defineExplain, defineValidate, defineTest, defineAccept, defineStates])
    add(command, cli);
};
