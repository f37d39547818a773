import { useState } from 'react';
import {
  coerce,
  VALUE_TYPES,
  type Value,
  type ValueType,
  type Variable,
} from '../../../runtime/engine/index.ts';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { SureButton } from '../../ui/sure-button.tsx';
import { changeVariable } from '../commands/change-variable.ts';
import { declareVariable } from '../commands/declare-variable.ts';
import { removeVariable } from '../commands/remove-variable.ts';
import { renameVariable } from '../commands/rename-variable.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { readValue, writtenValue } from '../inspector/written.ts';
import type { VariableSummary } from './summary.ts';
import { typeOfUse } from './type-of-use.ts';
import type { Use } from './uses.ts';

/** One variable in the table: renamed, changed and taken away in place. */
export function VariableRow({ variable, onShow }: { variable: VariableSummary; onShow: () => void }) {
  const { t } = useMessages();
  const { draft, mayEdit } = useEditing();
  const flow = useFlow();
  const { name, declared, writes, reads, neverSet, neverRead } = variable;
  const [refused, setRefused] = useState<string>();
  const tell = (edit: { refused: string; values?: { [name: string]: string | number } } | object) =>
    setRefused(
      'refused' in edit ? t(`commands.refused.${edit.refused}` as MessageKey, edit.values) : undefined,
    );
  return (
    <tr>
      <th scope="row">
        {declared ? (
          <NameField
            name={name}
            refused={refused}
            onRename={(to) => tell(draft.do(renameVariable, { from: name, to }))}
          />
        ) : (
          <>
            <code>{name}</code> <span className="refusal">{t('variables.undeclared')}</span>
          </>
        )}
        {declared && neverSet && <span className="chip warn">{t('variables.neverSet')}</span>}
        {declared && neverRead && <span className="chip warn">{t('variables.neverRead')}</span>}
      </th>
      {declared ? (
        <Facts declared={declared} />
      ) : (
        <td colSpan={3}>
          {mayEdit && (
            <Button onClick={() => tell(draft.do(declareVariable, { name, type: typeOfUse(flow, name) }))}>
              {t('variables.declare')}
            </Button>
          )}
        </td>
      )}
      <td>
        <Places uses={writes} onShow={onShow} />
      </td>
      <td>
        <Places uses={reads} onShow={onShow} />
      </td>
      <td>
        {declared && mayEdit && (
          <SureButton
            text={t('variables.remove')}
            label={t('inspector.remove', { name })}
            sure={t('variables.removeSure', { name })}
            cancel={t('inspector.cancel')}
            onSure={() => tell(draft.do(removeVariable, { name }))}
          />
        )}
      </td>
    </tr>
  );
}

/** The name, taken when one leaves the field or presses Enter: half a name must not be written everywhere. */
function NameField(props: { name: string; refused: string | undefined; onRename: (to: string) => void }) {
  const { t } = useMessages();
  const { mayEdit } = useEditing();
  const { name, refused, onRename } = props;
  const [text, setText] = useState(name);
  return (
    <>
      <input
        className="mono cell"
        dir="ltr"
        aria-label={t('variables.nameOf', { name })}
        aria-invalid={refused === undefined ? undefined : true}
        disabled={!mayEdit}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onRename(text);
          else if (event.key === 'Escape') setText(name);
        }}
        onBlur={() => text !== name && onRename(text)}
      />
      {refused !== undefined && (
        <span className="refusal" role="alert">
          {refused}
        </span>
      )}
    </>
  );
}

/** What it is, what it begins with, and whether it comes in from outside or is given back. */
function Facts({ declared }: { declared: Variable }) {
  const { t } = useMessages();
  const { draft, mayEdit } = useEditing();
  const { name, ...facts } = declared;
  const put = (change: Partial<Variable>, joins?: string) => {
    const { initial, input, output, type } = { ...facts, ...change };
    const to = {
      type,
      ...(initial === undefined ? {} : { initial }),
      ...(input ? { input } : {}),
      ...(output ? { output } : {}),
    };
    draft.do(changeVariable, { name, to }, joins);
  };
  return (
    <>
      <td>
        <select
          className="select"
          aria-label={t('variables.typeOf', { name })}
          disabled={!mayEdit}
          value={facts.type}
          onChange={(event) => put({ type: event.target.value as ValueType })}
        >
          {VALUE_TYPES.map((one) => (
            <option key={one} value={one}>
              {t(`type.${one}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Initial declared={declared} onChange={(initial) => put({ initial }, `${name} initial`)} />
      </td>
      <td className="ticks-cell">
        {(['input', 'output'] as const).map((way) => (
          <label key={way}>
            <input
              type="checkbox"
              disabled={!mayEdit}
              checked={facts[way] === true}
              onChange={(event) => put({ [way]: event.target.checked })}
            />
            {t(`variables.${way}`)}
          </label>
        ))}
      </td>
    </>
  );
}

function Initial(props: { declared: Variable; onChange: (value: Value | undefined) => void }) {
  const { name, type, initial } = props.declared;
  const { t } = useMessages();
  const { mayEdit } = useEditing();
  const [pending, setPending] = useState<string>();
  const write = (text: string) => {
    if (text === '') {
      setPending(undefined);
      return props.onChange(undefined);
    }
    const value = type === 'text' ? text : readValue(text);
    try {
      props.onChange(coerce(type, value));
      setPending(undefined);
    } catch {
      setPending(text);
    }
  };
  return (
    <input
      className="cell"
      dir="auto"
      aria-label={t('variables.initialOf', { name })}
      aria-invalid={pending === undefined ? undefined : true}
      disabled={!mayEdit}
      value={
        pending ??
        (initial === undefined ? '' : typeof initial === 'string' ? initial : writtenValue(initial))
      }
      onChange={(event) => write(event.target.value)}
    />
  );
}

/** Nodes in which it is read or written; one click leads to the field. */
function Places({ uses, onShow }: { uses: readonly Use[]; onShow: () => void }) {
  const { choose } = useEditing();
  const { nodes, name } = useFlow();
  const { t, number } = useMessages();
  if (uses.length === 0) return <span className="soft">–</span>;
  // A node that reads it in four languages is one place.
  const places = [...new Set(uses.map(({ node }) => node))].map((node) =>
    uses.filter((use) => use.node === node),
  );
  return (
    <ul className="places">
      {places.map(([first, ...others]) => (
        <li key={first!.node ?? ''}>
          <button
            type="button"
            className="link"
            onClick={() => {
              const { node, path } = first!;
              choose(node === undefined ? [] : [node], path.join('.'));
              onShow();
            }}
          >
            <bdi>{first!.node === undefined ? name : nodes[first!.node]?.name || first!.node}</bdi>
          </button>
          {others.length > 0 && (
            <span className="small soft"> {t('variables.times', { count: number(others.length + 1) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
