import { readFileSync } from 'node:fs';
import { Refusal } from './verb.ts';

/** Reads a flow document from a file, or from standard input when it is called `-`. Throws `Refusal`. */
export function readFlowFile(file: string): unknown {
  const text = read(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Refusal('file.not-json', `${file}${place(text, error as Error)}: this is not JSON.`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Refusal('file.unreadable', `${file}: it cannot be read (${(error as Error).message}).`);
  }
}

/** `:12:5`, as editors and terminals turn into a link; JSON.parse gives only an offset, or nothing at the end of the text. */
function place(text: string, { message }: Error): string {
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, offset).split('\n');
  return `:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}
