import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { noteTried } from './kit/tried.ts';

const folder = join(import.meta.dirname, '../../dist/runtime');
const MODULES = /^(node:)?(vm|child_process|repl|inspector|inspector\/promises)$/;

interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Every place in a program where a text becomes code, or another program starts. */
function codeMakers(name: string, source: string): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    const { type } = node;
    if (type === 'CallExpression' || type === 'NewExpression') {
      const callee = lastOf((node as unknown as { callee: Node }).callee);
      const called = callee.type === 'Identifier' ? callee['name'] : nameOfMember(callee);
      // Of no text no code is made: so zod asks whether the engine would.
      if (
        (called === 'eval' || called === 'Function' || called === 'AsyncFunction') &&
        firstText(node) !== ''
      )
        found.push(called);
      // `x.constructor('…')` is `Function('…')` by another road; a parameter of that name is not.
      if (called === 'constructor' && type === 'CallExpression' && callee.type !== 'Identifier')
        found.push('constructor()');
      if (['setTimeout', 'setInterval', 'setImmediate'].includes(String(called)) && isText(node))
        found.push(`${String(called)} of a text`);
      if (called === 'require' || called === 'getBuiltinModule') keep(firstText(node));
    }
    if (
      ['ImportDeclaration', 'ImportExpression', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(
        type,
      )
    )
      keep((node['source'] as { value?: unknown } | null)?.value);
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
        if (isNode(child)) walk(child);
  };
  const keep = (module: unknown): void => {
    if (typeof module === 'string' && MODULES.test(module)) found.push(module);
  };
  walk(parseSync(name, source).program as unknown as Node);
  return found;
}

/** `(0, eval)` calls `eval`. */
function lastOf(callee: Node): Node {
  if (callee.type === 'ParenthesizedExpression') return lastOf(callee['expression'] as Node);
  return callee.type === 'SequenceExpression' ? lastOf((callee['expressions'] as Node[]).at(-1)!) : callee;
}
const nameOfMember = (callee: Node): unknown => (callee['property'] as Node | undefined)?.['name'];
const firstText = (call: Node): unknown => (call['arguments'] as Node[])[0]?.['value'];
const isText = (call: Node): boolean =>
  typeof firstText(call) === 'string' || (call['arguments'] as Node[])[0]?.type === 'TemplateLiteral';

it('no text becomes code in the server, and it starts no program', (context) => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(files.length).toBeGreaterThan(3);
  const found = files.flatMap((name) =>
    codeMakers(name, readFileSync(join(folder, name), 'utf8')).map((what) => `${name}: ${what}`),
  );
  noteTried(context, files.length, found.length);
  expect(found).toEqual([]);
});

it.each([
  'eval("1")',
  '(0, globalThis.eval)("1")',
  'new Function("return 1")()',
  'globalThis.Function("return 1")',
  '[].constructor.constructor("return process")()',
  'setTimeout("run()", 1)',
  'setTimeout(`run()`, 1)',
  'import { runInNewContext } from "node:vm"',
  'import vm from "vm"',
  'await import("node:child_process")',
  'export * from "node:vm"',
  'require("vm")',
  'process.getBuiltinModule("vm")',
])('is found where it is planted: %s (positive control)', (source) => {
  expect(codeMakers('planted.js', source)).toHaveLength(1);
});

it('leaves what only looks like it alone (positive control)', () => {
  expect(
    codeMakers('fine.js', 'const evaluate = (f) => f(); evaluate(() => "eval(1)"); setTimeout(() => 1, 1);'),
  ).toEqual([]);
});
