import {
  type Expression,
  type FlowDefinition,
  inspectTemplate,
  isTemplate,
  type Registry,
  type Rule,
  type Texts,
} from '../../../runtime/engine/index.ts';
import { formOf } from '../inspector/form.ts';
import { type Leaf, leavesOf, type Path } from '../inspector/walk.ts';

/** A place in the flow where a variable is read or written. */
export interface Use {
  /** Name of the variable, without what is read inside it. */
  variable: string;
  how: 'reads' | 'writes';
  /** Missing for the flow's own texts. */
  node?: string;
  /** In the config of the node; in the flow where there is none. */
  path: Path;
  /** What stands there: the name, a path that begins with it, or a whole template. */
  text: string;
  isTemplate: boolean;
}

/** Every place where variables are read or written, as the forms of the node types tell. Names kept for the product too. */
export function usesOf(flow: FlowDefinition, registry: Registry): Use[] {
  const inNodes = Object.entries(flow.nodes).flatMap(([id, { type, config }]) => {
    const known = registry(type);
    const leaves = known ? [...leavesOf(formOf(known), config)] : [];
    return leaves.flatMap((leaf) => usesInLeaf(leaf).map((use): Use => ({ ...use, node: id })));
  });
  return [...inNodes, ...usesInTexts(flow.apology ?? {}, ['apology'])];
}

function usesInLeaf({ form, value, path }: Leaf): Use[] {
  switch (form.kind) {
    case 'pick':
      return form.from === 'variable' && typeof value === 'string'
        ? [{ variable: value, how: 'writes', path, text: value, isTemplate: false }]
        : [];
    case 'expression':
      return usesInExpression(value as Expression, path);
    case 'expressions':
      return Object.entries(value as { [name: string]: Expression }).flatMap(([name, one]) =>
        usesInExpression(one, [...path, name]),
      );
    case 'rule':
      return ((value as Partial<Rule>).comparisons ?? []).flatMap(({ left, right }, index) => [
        ...usesInExpression(left, [...path, 'comparisons', index, 'left']),
        ...(right ? usesInExpression(right, [...path, 'comparisons', index, 'right']) : []),
      ]);
    case 'texts':
      return usesInTexts(value as Texts, path);
    case 'json':
      return usesInJson(value, path);
    case 'text':
      // Designers' code reads its inputs, and nothing else.
      return form.look === 'code' ? [] : usesInJson(value, path);
    default:
      return [];
  }
}

function usesInExpression(expression: Expression, path: Path): Use[] {
  if ('template' in expression) return usesInTemplate(expression.template, [...path, 'template']);
  if (!('variable' in expression)) return [];
  const { variable: text } = expression;
  return [{ variable: rootOf(text), how: 'reads', path: [...path, 'variable'], text, isTemplate: false }];
}

const usesInTexts = (texts: Texts, path: Path): Use[] =>
  Object.entries(texts).flatMap(([language, entry]) => usesInJson(entry, [...path, language]));

function usesInJson(value: unknown, path: Path): Use[] {
  if (typeof value === 'string') return usesInTemplate(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    usesInJson(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function usesInTemplate(text: string, path: Path): Use[] {
  if (!isTemplate(text)) return [];
  const roots = new Set(inspectTemplate(text).variables.map(rootOf));
  return [...roots].map((variable) => ({ variable, how: 'reads', path, text, isTemplate: true }));
}

const rootOf = (dotted: string): string => dotted.split('.', 1)[0]!;
