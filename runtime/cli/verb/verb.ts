import type { ParseArgsConfig } from 'node:util';

/** What was written behind a verb. */
export interface Given {
  words: string[];
  /** Value of an option that takes one. */
  text: (option: string) => string | undefined;
  /** Whether a switch was given. */
  has: (option: string) => boolean;
  /** Machine-readable output is wanted. */
  json: boolean;
}

/** A file of `runtime/cli/` exports one of these; its name is the verb. */
export interface Verb {
  /** One line for the list of verbs. */
  summary: string;
  /** What follows the verb: `FILE [--note TEXT]`. `--json` and `--help` are understood by every verb. */
  synopsis: string;
  /** The rest of `--help`. */
  details: string;
  options?: ParseArgsConfig['options'];
  /** Fewest and most words it takes. */
  words: [fewest: number, most: number];
  /** Gives the exit code: 0 done, 1 refused. Undefined while a server goes on. */
  run(given: Given): Promise<number | undefined>;
}

/** Checks the shape of a verb. */
export const defineVerb = (verb: Verb): Verb => verb;

/** What was written does not make sense: exit code 2. */
export class Misuse extends Error {
  readonly code = 'cli.misuse';
}

/** It was understood and cannot be done: exit code 1, the message is all there is to say. */
export class Refusal extends Error {
  readonly code: string;
  /** More for `--json`. */
  readonly more: { [name: string]: unknown };

  constructor(code: string, message: string, more: { [name: string]: unknown } = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}
