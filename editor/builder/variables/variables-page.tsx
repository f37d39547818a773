import { useMemo, useState } from 'react';
import { registry } from '../../../nodes/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useFlow, useEditing } from '../draft/use-draft.tsx';
import { NewVariable } from '../inspector/new-variable.tsx';
import { variablesOf } from './summary.ts';
import { VariableRow } from './variable-row.tsx';
import './variables.css';

/** Everything a flow keeps in mind: what it is, where it comes from and where it goes. */
export default function VariablesPage({ onShow }: { onShow: () => void }) {
  const { t } = useMessages();
  const { mayEdit } = useEditing();
  const flow = useFlow();
  const [isNew, setNew] = useState(false);
  const variables = useMemo(() => variablesOf(flow, registry), [flow]);
  return (
    <div className="builder-page">
      <div className="builder-page-head">
        <div>
          <h2>{t('variables.title')}</h2>
          <p className="soft">{t('variables.hint')}</p>
        </div>
        {mayEdit && !isNew && (
          <Button main onClick={() => setNew(true)}>
            {t('variables.new')}
          </Button>
        )}
      </div>
      {isNew && <NewVariable name="" onMade={() => setNew(false)} onCancel={() => setNew(false)} />}
      {variables.length === 0 ? (
        <p className="notice">{t('variables.none')}</p>
      ) : (
        <div className="table-place">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('variables.name')}</th>
                <th scope="col">{t('variables.type')}</th>
                <th scope="col">{t('variables.initial')}</th>
                <th scope="col">{t('variables.between')}</th>
                <th scope="col">{t('variables.written')}</th>
                <th scope="col">{t('variables.read')}</th>
                <th scope="col">
                  <span className="unseen">{t('variables.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {variables.map((one) => (
                <VariableRow key={one.name} variable={one} onShow={onShow} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
