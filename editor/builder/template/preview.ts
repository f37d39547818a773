import {
  inspectTemplate,
  renderTemplate,
  type TemplateContext,
  type Value,
  type Variable,
} from '../../../runtime/engine/index.ts';

/** A template as a customer might get it: values by what they begin with, else by their names. */
export function previewOf(
  template: string,
  variables: readonly Variable[],
  about: TemplateContext,
): { text: string } | { problem: string } {
  const { variables: read, issue } = inspectTemplate(template);
  if (issue) return { problem: issue.message };
  const values: { [name: string]: Value } = { language: about.language };
  for (const path of read) stand(values, path.split('.'), path);
  for (const { name, initial } of variables)
    if (initial !== undefined && initial !== null) values[name] = initial;
  try {
    return { text: renderTemplate(template, values, about) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** Puts `‹path›` where a template will read. */
function stand(values: { [name: string]: Value }, [key, ...rest]: string[], path: string): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    values[key] ??= `‹${path}›`;
    return;
  }
  const inner = values[key];
  const record = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  values[key] = record;
  stand(record, rest, path);
}
