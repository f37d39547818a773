import { DatabaseError } from '../../db/errors.ts';
import { BadSettings } from '../settings.ts';
import { readArguments } from './verb/read-arguments.ts';
import { Misuse, Refusal, type Verb } from './verb/verb.ts';

/** Every verb, found by file. Each is loaded when it is needed: a server is not needed to check a document. */
const files = import.meta.glob<Verb>(['./*.ts', '!./cli.ts'], { import: 'default' });
const nameOf = (file: string): string => file.slice('./'.length, -'.ts'.length);
const verbs = new Map(Object.entries(files).map(([file, load]) => [nameOf(file), load]));

/** Runs one verb of `npx patchbay` and gives its exit code: 0 done, 1 refused, 2 not understood; undefined while a server goes on. */
export async function run(argv: string[]): Promise<number | undefined> {
  const [name, ...written] = argv;
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    process.stdout.write(await overview());
    return 0;
  }
  const json = written.includes('--json');
  try {
    const verb = await verbs.get(name)?.();
    if (!verb) throw new Misuse(`There is no command "${name}". Try "patchbay --help".`);
    return await runVerb(name, verb, written);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    const { code, message } = error;
    const more = error instanceof Refusal ? error.more : {};
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, code, message, ...more })}\n`);
    else process.stderr.write(`${message}\n`);
    return error instanceof Misuse ? 2 : 1;
  }
}

async function runVerb(name: string, verb: Verb, written: string[]): Promise<number | undefined> {
  const usage = `patchbay ${name} ${verb.synopsis}`.trimEnd();
  try {
    const given = readArguments(verb, written);
    if (given) return await verb.run(given);
    process.stdout.write(`Usage: ${usage}\n\n${verb.summary}\n\n${verb.details.trim()}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    throw new Misuse(`patchbay ${name}: ${error.message}.\nUsage: ${usage}`, { cause: error });
  }
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(
    [...verbs].map(async ([name, load]) => ({ name, summary: (await load()).summary })),
  );
  const width = Math.max(...loaded.map(({ name }) => name.length));
  const lines = loaded
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: patchbay <command> [--json] [--help]\n\nCommands:\n${lines.join('\n')}\n\nSettings come from the environment; the README lists them.\n`;
}

/** Errors whose message says all there is to say; any other is our mistake and comes with its stack. */
function isForPeople(error: unknown): error is Error & { code: string } {
  return [Misuse, Refusal, BadSettings, DatabaseError].some((kind) => error instanceof kind);
}
