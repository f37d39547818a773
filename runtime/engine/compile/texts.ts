import type { FlowDefinition } from '../document/flow.ts';
import type { Issue } from '../issue.ts';
import type { Action } from '../machine.ts';
import { inspectTemplate } from '../template.ts';
import { templatesOf, type Texts } from '../document/text.ts';
import type { ReadNode } from './read-nodes.ts';
import { actionsOf, pathsOf } from './traces-of-config.ts';

/** Findings about what is said: a language without words, a template that cannot be read. */
export function textFindings(flow: FlowDefinition, nodes: Map<string, ReadNode>): Issue[] {
  const issues: Issue[] = [];
  for (const node of nodes.values()) {
    const paths = pathsOf(node.config);
    for (const texts of new Set(actionsOf(node).flatMap(textsIn)))
      issues.push(
        ...findingsOf(texts, flow, { node: node.id, path: ['config', ...(paths.get(texts) ?? [])] }),
      );
  }
  if (flow.apology) issues.push(...findingsOf(flow.apology, flow, { path: ['apology'] }));
  return issues;
}

function textsIn(action: Action): Texts[] {
  switch (action.type) {
    case 'prompt':
      return [action.params.texts, ...(action.params.announce ?? []).map((choice) => choice.label)];
    case 'collect':
      return (action.params.choices ?? []).map((choice) => choice.label);
    case 'note':
      return [action.params.text];
    default:
      return [];
  }
}

function findingsOf(
  texts: Texts,
  flow: FlowDefinition,
  at: { node?: string; path: (string | number)[] },
): Issue[] {
  const issues: Issue[] = [];
  const written = Object.keys(texts);
  // A text left out altogether is silence on purpose; one language left out is an oversight.
  if (written.length > 0)
    for (const language of flow.languages)
      if (!written.includes(language))
        issues.push({
          ...at,
          code: 'text.missing',
          severity: language === flow.languages[0] ? 'error' : 'warning',
          path: [...at.path, language],
          message: `This text has no words in "${language}".`,
          values: { language },
        });
  for (const { language, template } of templatesOf(texts)) {
    const { issue } = inspectTemplate(template);
    if (issue)
      issues.push({
        ...at,
        code: issue.code,
        severity: 'error',
        path: [...at.path, language],
        message: issue.message,
      });
  }
  return issues;
}
