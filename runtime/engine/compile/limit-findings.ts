import type { FlowDefinition } from '../document/flow.ts';
import type { Issue } from '../issue.ts';
import { LIMITS, WARN_AT } from '../limits.ts';
import { templatesOf, textsSchema } from '../document/text.ts';
import type { ReadNode } from './read-nodes.ts';
import { actionsOf } from './traces-of-config.ts';

/** Findings about limits: an error beyond, a warning from 80 % on, so that nobody meets one first in production. */
export function limitFindings(flow: FlowDefinition, nodes: Map<string, ReadNode>): Issue[] {
  const issues = [
    near('nodes', Object.keys(flow.nodes).length, LIMITS.nodesPerFlow, { path: ['nodes'] }),
    near('variables', flow.variables.length, LIMITS.variablesPerFlow, { path: ['variables'] }),
  ];
  for (const node of nodes.values()) {
    for (const [field, value] of Object.entries(node.config as Record<string, unknown>)) {
      if (field === 'options' && Array.isArray(value))
        issues.push(
          near('options', value.length, LIMITS.optionsPerMenu, { node: node.id, path: ['config', field] }),
        );
      if (field === 'rules' && Array.isArray(value))
        issues.push(
          near('rules', value.length, LIMITS.rulesPerCondition, { node: node.id, path: ['config', field] }),
        );
    }
    for (const action of actionsOf(node)) {
      if (action.type !== 'prompt' || !textsSchema.safeParse(action.params.texts).success) continue;
      for (const { template, language } of templatesOf(action.params.texts))
        issues.push(
          near('characters of a text', template.length, LIMITS.templateSource, {
            node: node.id,
            path: ['config', language],
          }),
        );
    }
  }
  return issues.flatMap((issue) => issue ?? []);
}

function near(
  what: string,
  count: number,
  limit: number,
  at: { node?: string; path: (string | number)[] },
): Issue | undefined {
  if (count <= limit * WARN_AT) return undefined;
  const values = { what, count, limit };
  return count > limit
    ? {
        ...at,
        code: 'limit.exceeded',
        severity: 'error',
        message: `${count} ${what}; at most ${limit} are possible.`,
        values,
      }
    : {
        ...at,
        code: 'limit.near',
        severity: 'warning',
        message: `${count} ${what} of at most ${limit}.`,
        values,
      };
}
