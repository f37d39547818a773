/** A member of `input`, as code of a node reads it. */
export interface InputMember {
  name: string;
  /** Its type, in TypeScript's words. */
  type: string;
}

/** What may be written next in code, and which part of it that would replace. */
export interface CodeCompletion {
  from: number;
  to: number;
  members: readonly InputMember[];
}

/** Members of `input` by the declarations that come with `GET /api/flows/{id}/completion`: one to a line. */
export const inputMembers = (declarations: string): InputMember[] =>
  [...declarations.matchAll(/^ {2}([a-z]\w*): (.*);$/gm)].map(([, name = '', type = '']) => ({ name, type }));

/** What may be written at a place in code: behind `input.` what comes in, and `input` itself at the beginning of a word. */
export function codeCompletionAt(
  text: string,
  caret: number,
  members: readonly InputMember[],
): CodeCompletion | undefined {
  const before = text.slice(0, caret);
  const member = /(?:^|[^\w$.])input\.(\w*)$/.exec(before);
  const word = member ? member[1]! : /(?:^|[^\w$.])([a-z]\w*)$/.exec(before)?.[1];
  if (word === undefined) return undefined;
  const offered = member ? members : [{ name: 'input', type: 'object' }];
  const fitting = offered.filter(({ name }) => name.startsWith(word) && name !== word);
  return fitting.length === 0 ? undefined : { from: caret - word.length, to: caret, members: fitting };
}
