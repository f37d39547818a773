import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Given, Misuse, type Verb } from './verb.ts';

const everyVerb: ParseArgsConfig['options'] = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** Reads what follows a verb; `undefined` when its help is wanted. Throws `Misuse`. */
export function readArguments(verb: Verb, written: string[]): Given | undefined {
  const { values, positionals } = parse(verb, written);
  if (values['help'] === true) return undefined;
  const [fewest, most] = verb.words;
  if (positionals.length < fewest) throw new Misuse('something is missing');
  if (positionals.length > most) throw new Misuse(`"${positionals[most]}" is too much`);
  return {
    words: positionals,
    text: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
    has: (option) => values[option] === true,
    json: values['json'] === true,
  };
}

function parse(verb: Verb, args: string[]) {
  try {
    return parseArgs({ args, options: { ...everyVerb, ...verb.options }, allowPositionals: true });
  } catch (error) {
    // Node explains after the first sentence how to write positionals that begin with a dash.
    const [first = ''] = (error as Error).message.split('. ');
    throw new Misuse(first.replace(/\.$/, ''), { cause: error });
  }
}
