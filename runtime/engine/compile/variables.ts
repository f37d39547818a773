import { type FlowDefinition, RESERVED_NAMES } from '../document/flow.ts';
import type { Issue } from '../issue.ts';
import { inspectTemplate } from '../template.ts';
import type { ReadNode } from './read-nodes.ts';
import { actionsOf, objectsIn, pathsOf, type Path, transitionsOf } from './traces-of-config.ts';

/** Findings about variables: read or written without being declared. */
export function variableFindings(flow: FlowDefinition, nodes: Map<string, ReadNode>): Issue[] {
  const declared = new Set<string>([...flow.variables.map((one) => one.name), ...RESERVED_NAMES]);
  const issues: Issue[] = [];
  for (const node of nodes.values()) {
    const paths = pathsOf(node.config);
    const report = (name: string, severity: Issue['severity'], path: Path | undefined) => {
      const root = name.split('.')[0]!;
      if (
        declared.has(root) ||
        issues.some((issue) => issue.node === node.id && issue.values?.['name'] === root)
      )
        return;
      issues.push({
        code: 'variable.unknown',
        severity,
        node: node.id,
        path: ['config', ...(path ?? [])],
        message: `There is no variable "${root}". Declare it, or choose another.`,
        values: { name: root },
      });
    };
    const parts = [
      ...actionsOf(node),
      ...Object.values(node.states)
        .flatMap(transitionsOf)
        .flatMap((one) => one.guard ?? []),
    ];
    for (const part of objectsIn(parts)) {
      if (part['type'] === 'assign' || part['type'] === 'assignResult') {
        for (const one of (part['params'] as { set: { variable: string }[] }).set)
          report(one.variable, 'error', paths.get(one));
      } else if (part['type'] === 'assignItem') {
        report((part['params'] as { variable: string }).variable, 'error', undefined);
      }
      // Expressions are the objects with just this one key; parsing every object as one takes most of a compilation.
      if (Object.keys(part).length !== 1) continue;
      const { variable, template } = part;
      if (typeof variable === 'string') report(variable, 'error', paths.get(part));
      if (typeof template === 'string') readByTemplate(template, paths.get(part));
    }
    for (const text of templateTexts(node.config)) readByTemplate(text.template, text.path);

    function readByTemplate(template: string, path: Path | undefined): void {
      // A name a template reads and nobody declares renders as nothing: odd, but not a trap.
      for (const name of inspectTemplate(template).variables) report(name, 'warning', path);
    }
  }
  return issues;
}

/** Texts of a config that hold a template. */
function* templateTexts(value: unknown, path: Path = []): Generator<{ template: string; path: Path }> {
  if (typeof value === 'string') {
    if (/\{[{%]/.test(value)) yield { template: value, path };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      yield* templateTexts(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
