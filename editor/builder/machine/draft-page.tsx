import { lazy, Suspense, useMemo, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { replaceFlow } from '../commands/replace-flow.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { useDraftMachine } from '../problems/use-problems.ts';
import { CopyMachine } from './copy-machine.tsx';
import { wholeSchema } from './schemas.ts';
import { useApply } from './use-apply.ts';
import './machine.css';

const JsonView = lazy(() => import('./json-view.tsx'));
const JsonEditor = lazy(() => import('./json-editor.tsx'));

/** The draft as a document to write in, and beside it the machine it would run as. */
export default function DraftPage() {
  const { t } = useMessages();
  const { draft, mayEdit } = useEditing();
  const flow = useFlow();
  const machine = useDraftMachine();
  const schema = useMemo(() => wholeSchema(), []);
  const [text, setText] = useState('');
  const { refused, apply } = useApply((document) => draft.do(replaceFlow, { document }));
  return (
    <Suspense fallback={<p className="notice">{t('state.loading')}</p>}>
      <div className="json-pair">
        <section className="json-page" aria-label={t('builder.document')}>
          <div className="json-bar">
            <p className="small soft">{t('json.documentHint')}</p>
            {mayEdit && (
              <Button main disabled={text === ''} onClick={() => apply(text)}>
                {t('json.apply')}
              </Button>
            )}
          </div>
          <div className="json-place">
            {refused !== undefined && (
              <p className="refusal json-refusal" role="alert">
                {refused}
              </p>
            )}
            <JsonEditor
              label={t('builder.document')}
              name="flow"
              value={flow}
              schema={schema}
              isReadOnly={!mayEdit}
              onChange={setText}
            />
          </div>
        </section>
        <section className="json-page" aria-label={t('json.machine')}>
          <div className="json-bar">
            <p className="small soft">{t(machine ? 'json.machineHint' : 'json.noMachine')}</p>
            {machine && <CopyMachine machine={machine} />}
          </div>
          {machine && <JsonView json={machine} label={t('json.machine')} />}
        </section>
      </div>
    </Suspense>
  );
}
