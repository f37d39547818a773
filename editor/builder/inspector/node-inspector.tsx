import { useMemo } from 'react';
import { registry } from '../../../nodes/index.ts';
import { apart } from '../../apart.tsx';
import { useMessages } from '../../messages/index.tsx';
import { docsOf, iconOf } from '../../node-looks.ts';
import { Icon } from '../../ui/icon.tsx';
import { Docs } from '../../ui/docs.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { changeConfig } from '../commands/change-config.ts';
import { nameNode } from '../commands/name-node.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { useProblemText } from '../problems/problem-text.ts';
import { problemsOf, useProblems } from '../problems/use-problems.ts';
import { Exits } from './exits.tsx';
import { FieldView } from '../fields/field-view.tsx';
import { Fields } from '../fields/group-field.tsx';
import { formOf } from './form.ts';
import { fieldOf, InspectingProvider } from './inspecting.tsx';
import { NodeJson } from './node-json.tsx';
import { refusalOf } from './refusal-of.ts';

const tryRequest = apart(() => import('./try-request.tsx'), null);

/** Everything about one node: its name, the settings of its type, where its exits lead. */
export function NodeInspector({ id }: { id: string }) {
  const messages = useMessages();
  const { t, language } = messages;
  const { draft } = useEditing();
  const flow = useFlow();
  const node = flow.nodes[id]!;
  const problems = problemsOf(useProblems(), id);
  const type = registry(node.type);
  const value = useMemo(
    () => ({
      view: FieldView,
      scope: `node ${id}`,
      node: id,
      words: type?.words[language].fields ?? {},
      problems,
      change: (path: readonly (string | number)[], to: unknown, joins?: boolean) => {
        draft.do(changeConfig, { node: id, path, to }, joins ? `${id} ${path.join('.')}` : undefined);
      },
      refusal: (path: readonly (string | number)[], to: unknown) =>
        type && refusalOf(type, draft.read().nodes[id]?.config ?? {}, path, to, messages),
    }),
    [id, type, messages, language, problems, draft],
  );
  const form = type && formOf(type);
  const textOf = useProblemText();
  const whole = problems.filter((issue) => fieldOf(issue) === '' && issue.exit === undefined);
  return (
    <InspectingProvider value={value} languages={flow.languages}>
      <header className="inspector-head" data-group={type?.group}>
        <span className="tile">
          <Icon svg={iconOf(node.type)} />
        </span>
        <div>
          <p className="small soft">{type?.words[language].label ?? node.type}</p>
          <h2>
            <bdi>{node.name || id}</bdi>
          </h2>
        </div>
      </header>
      {whole.map((issue) => (
        <p key={`${issue.code} ${issue.message}`} className="refusal">
          {textOf(issue)}
        </p>
      ))}
      <div className="field">
        <label htmlFor="inspector-name">{t('inspector.name')}</label>
        <input
          id="inspector-name"
          dir="auto"
          maxLength={200}
          value={node.name}
          onChange={(event) => draft.do(nameNode, { node: id, name: event.target.value }, `${id} name`)}
        />
      </div>
      {type ? (
        <Help type={node.type} summary={type.words[language].summary} />
      ) : (
        <p>{t('inspector.unknownType')}</p>
      )}
      {form?.kind === 'group' ? (
        <Fields fields={form.fields} at={[]} value={node.config} />
      ) : (
        form && <FieldView field={{ name: '', form, optional: false }} path={[]} value={node.config} />
      )}
      <tryRequest.show node={id} />
      <Exits node={id} />
      <NodeJson key={id} node={id} />
    </InspectingProvider>
  );
}

/** What the node type is for, from its own folder. */
function Help({ type, summary }: { type: string; summary: string }) {
  const { t } = useMessages();
  const [docs] = useLoaded(() => docsOf(type), type);
  return (
    <details className="inspector-more">
      <summary>{t('inspector.help')}</summary>
      <p>{summary}</p>
      {docs && 'value' in docs && <Docs text={docs.value} />}
    </details>
  );
}
