import { defineNode } from '../../runtime/engine/index.ts';
import { collectIssues } from './collect-issues.ts';
import { config, type Config, refusalWords } from './config.ts';
import { EXAMPLES } from './examples.ts';
import { statesOf } from './states.ts';
import words from './words.json';

/** Asks for a value: digits, a number, a date, an address, a yes. */
export default defineNode<Config>({
  type: 'collect',
  version: 1,
  group: 'collect',
  words,
  channels: 'any',
  config,
  exits: (given) => [
    { id: 'valid' },
    { id: 'noInput' },
    { id: 'invalid' },
    ...(refusalWords(given).length > 0 ? [{ id: 'refused' }] : []),
  ],
  compile: statesOf,
  check: collectIssues,
  examples: EXAMPLES,
});
