import { useEffect, useId, useRef, useState } from 'react';
import { RESERVED_NAMES, VALUE_TYPES, type ValueType, VARIABLE_NAME } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { declareVariable } from '../commands/declare-variable.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';

/** Declares a variable in the very place where it is needed. */
export function NewVariable(props: { name: string; onMade: (name: string) => void; onCancel: () => void }) {
  const { t } = useMessages();
  const { draft } = useEditing();
  const { variables } = useFlow();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(() => asName(props.name));
  const [type, setType] = useState<ValueType>('text');
  useEffect(() => field.current?.focus(), []);
  const isTaken =
    (RESERVED_NAMES as readonly string[]).includes(name) || variables.some((one) => one.name === name);
  const problem = isTaken
    ? t('commands.refused.name-taken', { name })
    : VARIABLE_NAME.test(name)
      ? undefined
      : t('commands.refused.variable-name', { name });
  const make = () => {
    if (problem !== undefined) return;
    draft.do(declareVariable, { name, type });
    props.onMade(name);
  };
  return (
    <fieldset className="inspector-new" aria-label={t('variables.new')}>
      <div className="field">
        <label htmlFor={id}>{t('variables.name')}</label>
        <input
          ref={field}
          id={id}
          className="mono"
          dir="ltr"
          value={name}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') make();
            else if (event.key === 'Escape') props.onCancel();
          }}
        />
        {problem !== undefined && (
          <span id={`${id}-problem`} className="refusal">
            {problem}
          </span>
        )}
      </div>
      <Choice
        label={t('variables.type')}
        options={VALUE_TYPES.map((one) => ({ value: one, text: t(`type.${one}`) }))}
        value={type}
        onChange={(event) => setType(event.target.value as ValueType)}
      />
      <div className="inspector-row">
        <Button main onClick={make}>
          {t('variables.declare')}
        </Button>
        <Button onClick={props.onCancel}>{t('inspector.cancel')}</Button>
      </div>
    </fieldset>
  );
}

/** A name as variables have it: `Order number` becomes `orderNumber`. */
export const asName = (written: string): string =>
  written
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\w]+(\w?)/g, (_gap, next: string) => next.toUpperCase())
    .replace(/^[^a-zA-Z]+/, '')
    .replace(/^[A-Z]/, (first) => first.toLowerCase());
