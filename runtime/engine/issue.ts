import type { z } from 'zod';

/** Something the designer should mend before publishing: data, never thrown. */
export interface Issue {
  /** Stable, `thing.problem`. */
  code: string;
  severity: 'error' | 'warning';
  node?: string;
  exit?: string;
  /** Field inside the node's config, or inside the flow when there is no node. */
  path?: (string | number)[];
  /** What is wrong and what would be right, in English. */
  message: string;
  /** Values for the message catalogue of the editor. */
  values?: { [name: string]: string | number };
}

/**
 * Zod's findings as issues that name the field, unknown ones too. In a flow document, findings inside a node name the node;
 * with `node`, what was read is that node's config.
 */
export function schemaIssues(error: z.ZodError, code: string, node?: string): Issue[] {
  return error.issues.flatMap((found) => {
    const path = found.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const inside = node === undefined && path[0] === 'nodes' && typeof path[1] === 'string';
    const owner = inside ? (path[1] as string) : node;
    const field = inside ? path.slice(2) : node === undefined ? path : ['config', ...path];
    const unknown = found.code === 'unrecognized_keys' ? found.keys : undefined;
    return (unknown ?? [undefined]).map((key): Issue => ({
      code,
      severity: 'error',
      ...(owner === undefined ? {} : { node: owner }),
      path: key === undefined ? field : [...field, key],
      message: key === undefined ? found.message : `There is no field "${key}".`,
      values: key === undefined ? ruleOf(found) : { rule: 'unknown', field: key },
    }));
  });
}

/**
 * Which rule a value breaks, and its bounds, so that it can be said in other languages: `rule` is stable. A rule that speaks in
 * its own words is `said`; those are the message.
 */
function ruleOf(found: z.core.$ZodIssue): { [name: string]: string | number } {
  switch (found.code) {
    case 'invalid_type':
      return found.message.endsWith('received undefined')
        ? { rule: 'missing' }
        : { rule: 'type', expected: found.expected };
    case 'invalid_value':
      return { rule: 'choice', options: found.values.map(String).join(', ') };
    case 'too_small':
      return { rule: `least-${measureOf(found.origin)}`, limit: Number(found.minimum) };
    case 'too_big':
      return { rule: `most-${measureOf(found.origin)}`, limit: Number(found.maximum) };
    case 'not_multiple_of':
      return { rule: 'step', limit: found.divisor };
    case 'invalid_union':
      return { rule: 'form' };
    default:
      // A sentence with values in it names its rule, and brings them.
      if (found.code === 'custom' && found.params !== undefined)
        return found.params as { [name: string]: string | number };
      // Zod's own sentences begin like this; every other one was written where the rule is.
      return { rule: found.message.startsWith('Invalid') ? 'form' : 'said' };
  }
}

/** What a bound counts: letters of a text, items of a list, or the number itself. */
function measureOf(origin: string): 'letters' | 'items' | 'number' {
  if (origin === 'string') return 'letters';
  return ['array', 'set', 'map', 'record', 'object'].includes(origin) ? 'items' : 'number';
}
