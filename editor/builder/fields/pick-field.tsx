import { useState } from 'react';
import { useFlow } from '../draft/use-draft.tsx';
import { useAround } from '../problems/use-problems.ts';
import { useMessages } from '../../messages/index.tsx';
import { Combobox, type Pickable } from '../../ui/combobox.tsx';
import type { PickFrom } from '../inspector/form.ts';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { NewVariable } from '../inspector/new-variable.tsx';
import type { Path } from '../inspector/walk.ts';

interface PickProps {
  from: PickFrom;
  optional: boolean;
  path: Path;
  value: unknown;
}

/** One of the things there are, found by name: a variable with its type, a calendar, a flow, a credential. */
export function PickField({ from, optional, path, value }: PickProps) {
  const { t } = useMessages();
  const { change } = useInspecting();
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  const options = useOptions(from);
  const [creating, setCreating] = useState<string>();
  const none: Pickable[] = optional ? [{ value: '', text: t('inspector.none') }] : [];
  return (
    <div data-field={path.join('.')}>
      <Combobox
        label={title}
        options={[...none, ...options]}
        value={typeof value === 'string' ? value : ''}
        problem={problem}
        {...(help === undefined ? {} : { hint: help })}
        placeholder={t('inspector.pick')}
        free={from === 'credential'}
        onChoose={(to) => change(path, to === '' ? undefined : to)}
        {...(from === 'variable'
          ? {
              create: {
                text: (written) => t('inspector.newVariable', { name: written }),
                onCreate: setCreating,
              },
            }
          : {})}
      />
      {creating !== undefined && (
        <NewVariable
          name={creating}
          onMade={(name) => {
            setCreating(undefined);
            change(path, name);
          }}
          onCancel={() => setCreating(undefined)}
        />
      )}
    </div>
  );
}

function useOptions(from: PickFrom): Pickable[] {
  const { t } = useMessages();
  const { id, variables } = useFlow();
  const { flows = [], calendars = [], credentials = [] } = useAround();
  switch (from) {
    case 'variable':
      return variables.map(({ name, type }) => ({ value: name, text: name, note: t(`type.${type}`) }));
    case 'calendar':
      return calendars.map((one) => ({ value: one.id, text: one.name, note: one.id }));
    case 'credential':
      return credentials.map(({ name }) => ({ value: name, text: name }));
    case 'flow':
      return flows
        .filter((one) => one.id !== id)
        .map((one) => ({ value: one.id, text: one.name, note: one.id }));
  }
}
