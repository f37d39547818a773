import { useMemo } from 'react';
import { registry } from '../../../nodes/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { changeConfigs } from '../commands/change-configs.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { FieldView } from '../fields/field-view.tsx';
import { type Field, formOf } from './form.ts';
import { InspectingProvider } from './inspecting.tsx';
import { refusalOf } from './refusal-of.ts';
import { type Path, valueAt } from './walk.ts';

/** Sorts of fields that make sense for several nodes at once; what is said is each node's own. */
const SHARED = ['text', 'number', 'yesNo', 'choice', 'pick', 'duration'];

/** What several chosen nodes have in common: a change goes to all of them. */
export function SeveralInspector({ ids }: { ids: readonly string[] }) {
  const messages = useMessages();
  const { t, language } = messages;
  const { draft } = useEditing();
  const flow = useFlow();
  const nodes = ids.map((id) => flow.nodes[id]!);
  const types = useMemo(() => [...new Set(nodes.map(({ type }) => type))], [nodes]);
  const known = types.map((type) => registry(type));
  const [first] = known;
  const value = useMemo(
    () => ({
      view: FieldView,
      scope: `nodes ${ids.join(' ')}`,
      words: first?.words[language].fields ?? {},
      problems: [],
      change: (path: Path, to: unknown, joins?: boolean) => {
        draft.do(
          changeConfigs,
          { nodes: ids, path, to },
          joins ? `${ids.join(' ')} ${path.join('.')}` : undefined,
        );
      },
      refusal: (path: Path, to: unknown) =>
        ids
          .map((id) => draft.read().nodes[id])
          .map((node) => {
            const type = node && registry(node.type);
            return type && refusalOf(type, node.config, path, to, messages);
          })
          .find((refused) => refused !== undefined),
    }),
    [ids, first, messages, language, draft],
  );
  const shared = sharedFields(types);
  const configs = nodes.map(({ config }) => config);
  return (
    <InspectingProvider value={value} languages={flow.languages}>
      <header className="inspector-head">
        <div>
          <h2>{t('inspector.several', { count: ids.length })}</h2>
          <p className="small soft">{known.map((type) => type?.words[language].label ?? '').join(', ')}</p>
        </div>
      </header>
      {shared.length === 0 && <p className="soft">{t('inspector.nothingShared')}</p>}
      {shared.map((field) => {
        const values = configs.map((config) => valueAt(config, [field.name]) ?? field.initial);
        const isSame = values.every((one) => JSON.stringify(one) === JSON.stringify(values[0]));
        return (
          <div key={field.name}>
            <FieldView field={field} path={[field.name]} value={isSame ? values[0] : undefined} />
            {!isSame && <p className="small soft">{t('inspector.different')}</p>}
          </div>
        );
      })}
    </InspectingProvider>
  );
}

/** Fields that all of the types have, of the same sort. */
function sharedFields(types: readonly string[]): Field[] {
  const all = types.map((type) => {
    const known = registry(type);
    const form = known && formOf(known);
    return form?.kind === 'group' ? form.fields : [];
  });
  return (all[0] ?? []).filter(
    ({ name, form }) =>
      SHARED.includes(form.kind) &&
      all.every((fields) =>
        fields.some((one) => one.name === name && JSON.stringify(one.form) === JSON.stringify(form)),
      ),
  );
}
