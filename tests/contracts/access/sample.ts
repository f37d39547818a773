import { flowOf, node } from '../../kit/flow-builder.ts';

type Schema = { [keyword: string]: unknown };

const FLOW = flowOf({ bye: node('end') }, { id: 'sample', name: 'Sample', channels: ['chat'] });

const FLOW_TEST = { name: 'Sample', channels: ['chat'], languages: ['en'], steps: [] };

/** Members whose schema asks for more than a description can tell. */
const KNOWN: { [member: string]: unknown } = { document: FLOW, draft: FLOW, zone: 'Europe/Istanbul' };

/** A value a described schema takes, so that a request gets as far as looking for what it is about. */
export function sampleOf(schema: unknown, document: unknown): unknown {
  const described = (schema ?? {}) as Schema;
  const reference = described['$ref'];
  if (reference === '#/components/schemas/FlowDocument') return FLOW;
  if (reference === '#/components/schemas/FlowTest') return FLOW_TEST;
  if (typeof reference === 'string') return sampleOf(at(document, reference), document);
  if ('const' in described) return described['const'];
  const [chosen] = (described['enum'] ?? []) as unknown[];
  if (chosen !== undefined) return chosen;
  const [first] = (described['anyOf'] ?? described['oneOf'] ?? []) as unknown[];
  if (first !== undefined) return sampleOf(first, document);
  const type = Array.isArray(described['type']) ? (described['type'] as unknown[])[0] : described['type'];
  switch (type) {
    case 'object':
      return objectOf(described, document);
    case 'array':
      return Array.from({ length: Number(described['minItems'] ?? 0) }, () =>
        sampleOf(described['items'], document),
      );
    case 'string':
      return textOf(described);
    case 'number':
    case 'integer':
      return Number(described['minimum'] ?? described['exclusiveMinimum'] ?? 0) + 1;
    case 'boolean':
      return true;
    default:
      return {};
  }
}

function objectOf({ properties = {}, required = [] }: Schema, document: unknown): unknown {
  const names = Object.keys(properties as object);
  if (names.length === 0) return {};
  const wanted = (required as string[]).length > 0 ? (required as string[]) : names;
  return Object.fromEntries(
    wanted.map((name) => [name, KNOWN[name] ?? sampleOf((properties as Schema)[name], document)]),
  );
}

function textOf({ format, minLength = 1, pattern }: Schema): string {
  if (format === 'email') return 'sample@example.com';
  if (format === 'uri') return 'https://sample.example';
  if (typeof pattern === 'string' && pattern.includes('0-9]{6')) return '123456';
  return 'sample'.padEnd(Number(minLength), 'x');
}

/** `#/components/schemas/Name`. */
function at(document: unknown, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((found, part) => (found as Schema | undefined)?.[part], document);
}
