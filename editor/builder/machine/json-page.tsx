import { lazy, type ReactNode, Suspense } from 'react';
import { useMessages } from '../../messages/index.tsx';
import './machine.css';

const JsonView = lazy(() => import('./json-view.tsx'));

/** JSON with a line that says what it is, and what can be done with it. */
export function JsonPage(props: { json: unknown; label: string; hint: string; children?: ReactNode }) {
  const { t } = useMessages();
  return (
    <div className="json-page">
      <div className="json-bar">
        <p className="small soft">{props.hint}</p>
        {props.children}
      </div>
      <Suspense fallback={<p className="notice">{t('state.loading')}</p>}>
        <JsonView json={props.json} label={props.label} />
      </Suspense>
    </div>
  );
}
