import { readFlow } from '../document/read-flow.ts';
import type { Issue } from '../issue.ts';
import type { MachineJson } from '../machine.ts';
import { inspectTemplate } from '../template.ts';
import type { Registry, Surroundings } from '../node-type.ts';
import { assemble } from './assemble.ts';
import { drawingFindings } from './drawing.ts';
import { fold } from './fold.ts';
import { limitFindings } from './limit-findings.ts';
import { offerFindings } from './offer-findings.ts';
import { readNodes } from './read-nodes.ts';
import { ringFindings } from './rings.ts';
import { textFindings } from './texts.ts';
import { variableFindings } from './variables.ts';

export type Compiled = { ok: true; machine: MachineJson; issues: Issue[] } | { ok: false; issues: Issue[] };

/**
 * Compiles a flow document (any known format) to a machine.
 * Never throws on a bad design: `ok: false` comes with issues that name node and field. Warnings do not stop it.
 */
export function compile(document: unknown, registry: Registry, surroundings: Surroundings = {}): Compiled {
  const read = readFlow(document);
  if (!read.ok) return read;
  const { flow } = read;
  const { nodes, issues: nodeIssues } = readNodes(flow, registry, {
    ...surroundings,
    templateIssue: (template) => inspectTemplate(template).issue,
  });
  const issues = [...nodeIssues, ...drawingFindings(flow, nodes), ...limitFindings(flow, nodes)];
  if (issues.some(isError)) return { ok: false, issues };
  const config = assemble(flow, nodes);
  issues.push(
    ...ringFindings(config, nodes),
    ...textFindings(flow, nodes),
    ...variableFindings(flow, nodes),
    ...offerFindings(flow, nodes),
  );
  if (issues.some(isError)) return { ok: false, issues };
  return {
    ok: true,
    issues,
    machine: {
      flow: flow.id,
      languages: flow.languages,
      channels: flow.channels,
      zone: flow.zone,
      variables: flow.variables,
      ...(flow.apology ? { apology: flow.apology } : {}),
      config: fold(config),
    },
  };
}

const isError = (issue: Issue): boolean => issue.severity === 'error';
