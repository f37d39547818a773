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
    }));
  });
}
