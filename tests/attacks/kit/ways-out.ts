import { parseAst } from 'vite';

/** What opens connections: module by module, all of it or all but what only listens or only describes. */
const MODULES: { [module: string]: readonly string[] } = {
  undici: [],
  http: ['createServer', 'Server'],
  https: ['createServer'],
  http2: ['createServer', 'createSecureServer'],
  net: ['isIP', 'isIPv4', 'isIPv6', 'createServer'],
  tls: ['createServer'],
  dgram: [],
  dns: [],
  'dns/promises': [],
  child_process: [],
  ws: ['WebSocketServer'],
  axios: [],
  got: [],
  'node-fetch': [],
  ky: [],
  superagent: [],
  nodemailer: [],
};

/** What every module has without importing it. */
const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

interface Node {
  type: string;
  [field: string]: unknown;
}

/** Ways to the outside that a source holds: imported modules, and globals it mentions by name. Types are none. */
export function waysOut(source: string, lang: 'ts' | 'tsx' | 'js' = 'ts'): string[] {
  const found = new Set<string>();
  walk(parseAst(source, { lang }) as unknown as Node, undefined, '', (node, parent, field) => {
    for (const way of waysOf(node, parent, field)) found.add(way);
  });
  return [...found].toSorted();
}

function waysOf(node: Node, parent: Node | undefined, field: string): string[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node['importKind'] === 'type' || node['exportKind'] === 'type' ? [] : imported(node);
    case 'ImportExpression':
      return moduleOf(node['source'] as Node);
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      const named = callee['name'] === 'require' || callee['name'] === 'createRequire';
      return named ? (node['arguments'] as Node[]).flatMap(moduleOf) : [];
    }
    case 'Identifier':
      return GLOBALS.includes(node['name'] as string) && !isOnlyAName(parent, field)
        ? [node['name'] as string]
        : [];
    case 'Literal':
      // `globalThis['fetch']`
      return parent?.type === 'MemberExpression' &&
        field === 'property' &&
        GLOBALS.includes(node['value'] as string)
        ? [node['value'] as string]
        : [];
    default:
      return [];
  }
}

function imported(node: Node): string[] {
  const [module] = node['source'] ? moduleOf(node['source'] as Node) : [];
  if (module === undefined) return [];
  const specifiers = (node['specifiers'] as Node[] | undefined) ?? [];
  const harmless = (one: Node) =>
    one['importKind'] === 'type' ||
    one['exportKind'] === 'type' ||
    MODULES[module]?.includes(((one['imported'] ?? one['local']) as Node)['name'] as string);
  return specifiers.length > 0 && specifiers.every(harmless) ? [] : [module];
}

/** The name of a module on the list, with or without `node:`. */
function moduleOf(source: Node): string[] {
  const name = source['value'];
  if (typeof name !== 'string')
    return source.type === 'TemplateLiteral' || source.type === 'Identifier' ? [] : [];
  const bare = name.replace(/^node:/, '');
  return Object.hasOwn(MODULES, bare) ? [bare] : [];
}

/** A member (`running.fetch`), a key, a parameter or a type of that name is another thing; a global object's member is not. */
function isOnlyAName(parent: Node | undefined, field: string): boolean {
  if (!parent) return false;
  if (parent.type === 'MemberExpression' && field === 'property' && !parent['computed']) {
    const { name } = parent['object'] as Node;
    return !['globalThis', 'window', 'self', 'global'].includes(name as string);
  }
  if (field === 'key') return parent['shorthand'] !== true;
  return /^TS|MethodDefinition|PropertyDefinition|^(?:Import|Export)\w*Specifier$/.test(parent.type);
}

function walk(
  node: Node,
  parent: Node | undefined,
  field: string,
  visit: (node: Node, parent: Node | undefined, field: string) => void,
): void {
  visit(node, parent, field);
  for (const [key, value] of Object.entries(node))
    for (const inner of Array.isArray(value) ? (value as unknown[]) : [value])
      if (typeof inner === 'object' && inner !== null && 'type' in inner)
        walk(inner as Node, node, key, visit);
}
