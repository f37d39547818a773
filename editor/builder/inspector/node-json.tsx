import { lazy, Suspense, useState } from 'react';
import { registry } from '../../../nodes/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { replaceNode } from '../commands/replace-node.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { nodeSchema } from '../machine/schemas.ts';
import { useApply } from '../machine/use-apply.ts';

const JsonEditor = lazy(() => import('../machine/json-editor.tsx'));

/** One node as JSON, for whoever likes to write it down; Monaco is loaded when it is opened. */
export function NodeJson({ node: id }: { node: string }) {
  const { t } = useMessages();
  const { draft, mayEdit } = useEditing();
  const node = useFlow().nodes[id]!;
  const [isOpen, setOpen] = useState(false);
  const { refused, apply } = useApply((document) => draft.do(replaceNode, { node: id, document }));
  const [text, setText] = useState('');
  const type = registry(node.type);
  return (
    <details className="inspector-more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('json.node')}</summary>
      {isOpen && (
        <Suspense fallback={<p>{t('state.loading')}</p>}>
          <div className="inspector-json">
            <JsonEditor
              label={t('json.node')}
              value={node}
              name={`node-${id}`}
              schema={type && nodeSchema(type)}
              isReadOnly={!mayEdit}
              onChange={setText}
            />
          </div>
          {refused !== undefined && (
            <p className="refusal" role="alert">
              {refused}
            </p>
          )}
          <Button main disabled={text === ''} onClick={() => apply(text)}>
            {t('json.apply')}
          </Button>
        </Suspense>
      )}
    </details>
  );
}
