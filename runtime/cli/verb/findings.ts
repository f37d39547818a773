import type { Issue } from '../../engine/index.ts';

/** Findings as lines: `clinic.flow.json: menu.options[1].key: The key 1 is taken by an option above.` */
export function findings(file: string, issues: Issue[]): string[] {
  return issues.map((issue) => {
    const place = placeOf(issue);
    const kind = issue.severity === 'warning' ? 'warning: ' : '';
    return `${[file, place, `${kind}${issue.message}`].filter((part) => part !== '').join(': ')} (${issue.code})`;
  });
}

/** Node and field, in the words of the document: `menu.options[1].key`, `menu.exits.noInput`, `variables[0].name`. */
export function placeOf({ node, exit, path = [] }: Issue): string {
  const inside = path[0] === 'config' ? path.slice(1) : path;
  const field = inside.length === 0 && exit !== undefined ? ['exits', exit] : inside;
  return [...(node === undefined ? [] : [node]), ...field].reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
