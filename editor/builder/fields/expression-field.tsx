import { useId, useState } from 'react';
import { type Expression, RESERVED_NAMES } from '../../../runtime/engine/index.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { NewVariable } from '../inspector/new-variable.tsx';
import { TemplateInput } from '../template/template-input.tsx';
import type { Path } from '../inspector/walk.ts';
import { readValue, writtenValue } from '../inspector/written.ts';
import { FieldNotes, WrittenField } from './written-field.tsx';

const KINDS = ['value', 'variable', 'template'] as const;
type Kind = (typeof KINDS)[number];

const kindOf = (expression: Expression): Kind => KINDS.find((kind) => kind in expression) ?? 'value';

interface ExpressionProps {
  path: Path;
  value: Expression | undefined;
  optional?: boolean;
  /** Its title, where it has none of its own in the form. */
  label?: string;
  /** Inside a sentence: titles are heard, not seen. */
  quiet?: boolean;
}

/** Where a value comes from: written down, read from a variable, or put together as a text. */
export function ExpressionField({ path, value, optional, label, quiet }: ExpressionProps) {
  const { t } = useMessages();
  const id = useId();
  const { change } = useInspecting();
  const words = useWords(path);
  const title = label ?? words.title;
  const problem = useProblem(path);
  const kind = value && kindOf(value);
  const choose = (wanted: string) => {
    if (wanted === '') return change(path, undefined);
    const beginnings = {
      value: { value: '' },
      variable: { variable: 'customer' },
      template: { template: '' },
    };
    change(path, beginnings[wanted as Kind]);
  };
  return (
    <fieldset
      className={quiet ? 'inspector-expression quiet' : 'field inspector-expression'}
      aria-label={title}
      data-field={path.join('.')}
    >
      {!quiet && <span className="inspector-title">{title}</span>}
      <div className="inspector-expression-row">
        <select
          className="select"
          aria-label={t('inspector.from', { field: title })}
          value={kind ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          {(optional || !value) && <option value="">–</option>}
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`expression.${one}`)}
            </option>
          ))}
        </select>
        {value && 'value' in value && (
          <WrittenField
            path={[...path, 'value']}
            label={title}
            quiet
            shown={writtenValue(value.value)}
            read={(written) => ({ value: readValue(written) })}
          />
        )}
        {value && 'variable' in value && (
          <VariablePath
            label={title}
            value={value.variable}
            problem={problem}
            onChoose={(variable) => change(path, { variable })}
          />
        )}
        {value && 'template' in value && (
          <TemplateInput
            id={id}
            label={title}
            value={value.template}
            rows={1}
            problem={problem !== undefined}
            onChange={(template) => change(path, { template }, true)}
          />
        )}
      </div>
      <FieldNotes
        id={id}
        problem={value && 'variable' in value ? undefined : problem}
        help={quiet ? undefined : words.help}
      />
    </fieldset>
  );
}

/** A variable, or something inside it or inside what the product knows itself: `customer.name`. */
function VariablePath(props: {
  label: string;
  value: string;
  problem: string | undefined;
  onChoose: (path: string) => void;
}) {
  const { t } = useMessages();
  const { variables } = useFlow();
  const [creating, setCreating] = useState<string>();
  const options = [
    ...variables.map(({ name, type }) => ({ value: name, text: name, note: t(`type.${type}`) })),
    ...RESERVED_NAMES.map((name) => ({ value: name, text: name, note: t('inspector.known') })),
  ];
  return (
    <>
      <Combobox
        label={props.label}
        quiet
        free
        options={options}
        value={props.value}
        problem={props.problem}
        onChoose={props.onChoose}
        create={{
          text: (written) => t('inspector.newVariable', { name: written }),
          onCreate: setCreating,
        }}
      />
      {creating !== undefined && (
        <NewVariable
          name={creating}
          onMade={(name) => {
            setCreating(undefined);
            props.onChoose(name);
          }}
          onCancel={() => setCreating(undefined)}
        />
      )}
    </>
  );
}

/** Values for names of somebody else: the inputs of another flow, or of code. */
export function ExpressionsField({ path, value }: { path: Path; value: { [name: string]: Expression } }) {
  const { t } = useMessages();
  const id = useId();
  const { change, refusal } = useInspecting();
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  const [name, setName] = useState('');
  const refused = name === '' ? undefined : refusal([...path, name], { value: '' });
  const add = () => {
    if (name === '' || refused !== undefined || Object.hasOwn(value, name)) return;
    change([...path, name], { value: '' });
    setName('');
  };
  return (
    <fieldset className="inspector-group" data-field={path.join('.')}>
      <legend>{title}</legend>
      {help !== undefined && <p className="small soft">{help}</p>}
      {Object.entries(value).map(([one, expression]) => (
        <div key={one} className="inspector-named">
          <ExpressionField path={[...path, one]} value={expression} label={one} />
          <Button
            icon
            aria-label={t('inspector.remove', { name: one })}
            onClick={() => change([...path, one], undefined)}
          >
            ×
          </Button>
        </div>
      ))}
      <div className="inspector-add">
        <div className="field">
          <label htmlFor={id} className="unseen">
            {t('inspector.nameFor', { field: title })}
          </label>
          <input
            id={id}
            className="mono"
            dir="ltr"
            value={name}
            placeholder={t('inspector.namePlaceholder')}
            aria-invalid={refused === undefined ? undefined : true}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
          />
        </div>
        <Button onClick={add}>{t('inspector.add')}</Button>
      </div>
      <FieldNotes id={id} problem={refused ?? problem} />
    </fieldset>
  );
}
