/** What may be written next in a template, and which part of it that would replace. */
export interface Completion {
  from: number;
  to: number;
  kind: 'variable' | 'filter';
  options: readonly string[];
}

export interface Known {
  variables: readonly string[];
  filters: readonly string[];
}

/** Options shown at once. */
const SHOWN = 8;

/** What may be written at a place in a template: inside `{{` a variable, behind a bar a filter. */
export function completionAt(text: string, caret: number, known: Known): Completion | undefined {
  const before = text.slice(0, caret);
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (open < 0) return undefined;
  const inside = before.slice(open + 2);
  if (/[}%]\}/.test(inside)) return undefined;
  const filter = /\|\s*(\w*)$/.exec(inside);
  if (filter) return offered('filter', filter[1]!, caret, known.filters);
  const variable = /(?:^-?|[\s(:,=<>])([a-zA-Z][\w.]*)?$/.exec(inside);
  // A tag begins with its own word, not with a variable.
  if (!variable || (before[open + 1] === '%' && !/^-?\s*\w+\s/.test(inside))) return undefined;
  return offered('variable', variable[1] ?? '', caret, known.variables);
}

function offered(
  kind: Completion['kind'],
  begun: string,
  caret: number,
  names: readonly string[],
): Completion | undefined {
  const options = names.filter((name) => name.startsWith(begun) && name !== begun).slice(0, SHOWN);
  return options.length === 0 ? undefined : { from: caret - begun.length, to: caret, kind, options };
}

/** The text with an option in its place, and where one goes on writing; braces that are open are closed. */
export function completed(
  text: string,
  { from, to }: Completion,
  option: string,
): { text: string; caret: number } {
  const rest = text.slice(to);
  const isOutput = text.slice(0, from).lastIndexOf('{{') > text.slice(0, from).lastIndexOf('{%');
  const end = isOutput && !/^[^{]*\}\}/.test(rest) ? ' }}' : '';
  const put = `${text.slice(0, from)}${option}`;
  return { text: `${put}${end}${rest}`, caret: put.length };
}
