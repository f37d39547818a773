import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type Suggestion, Suggestions } from './suggestions.tsx';

export type Pickable = Suggestion;

interface ComboboxProps {
  label: string;
  options: readonly Pickable[];
  value: string | undefined;
  onChoose: (value: string) => void;
  /** The label is not shown: something beside the field says it already. */
  quiet?: boolean;
  hint?: string;
  problem?: string | undefined;
  placeholder?: string;
  disabled?: boolean;
  /** Takes what is written even where it is none of the options. */
  free?: boolean;
  /** Offers to make what is written and is none of the options. */
  create?: { text: (written: string) => string; onCreate: (written: string) => void };
}

/** A field with a list that is narrowed by what one writes. */
export function Combobox(props: ComboboxProps) {
  const { label, options, value, quiet, hint, problem, free, create } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [written, setWritten] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);

  const shown = options.find((one) => one.value === value)?.text ?? value ?? '';
  const wanted = (written ?? '').trim().toLocaleLowerCase();
  const fitting = options.filter(({ text, note = '', value: own }) =>
    [text, note, own].some((one) => one.toLocaleLowerCase().includes(wanted)),
  );
  const isNew = create && wanted !== '' && !options.some(({ text }) => text.toLocaleLowerCase() === wanted);
  const rows = isNew ? [...fitting, { value: NEW, text: create.text(written!.trim()) }] : fitting;

  const isListed = isOpen && rows.length > 0;

  const close = () => {
    setOpen(false);
    setWritten(undefined);
  };
  const take = (row: Pickable | undefined) => {
    const text = (written ?? '').trim();
    close();
    if (row?.value === NEW) create?.onCreate(text);
    else if (row) props.onChoose(row.value);
    else if (free && text !== '') props.onChoose(text);
  };
  const go = (to: number) => {
    const next = Math.max(0, Math.min(to, rows.length - 1));
    setOpen(true);
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: { [key: string]: number } = { ArrowDown: isOpen ? at + 1 : 0, ArrowUp: at - 1 };
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (event.key === 'Enter' && isOpen)
      take(free && written !== undefined && at === 0 ? exact() : rows[at]);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // What was written may be an option by name, and else is taken as it is.
  const exact = () => rows.find(({ text, value: own }) => [text, own].includes((written ?? '').trim()));

  const described = [problem === undefined ? '' : `${id}-problem`, hint === undefined ? '' : `${id}-hint`];
  return (
    <div className="field">
      <label htmlFor={id} className={quiet ? 'unseen' : undefined}>
        {label}
      </label>
      <div className="combobox-place">
        <input
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={isListed}
          aria-controls={isListed ? `${id}-list` : undefined}
          aria-activedescendant={isListed ? `${id}-list-${at}` : undefined}
          aria-describedby={described.filter(Boolean).join(' ') || undefined}
          aria-invalid={problem === undefined ? undefined : true}
          placeholder={props.placeholder}
          disabled={props.disabled}
          value={written ?? shown}
          onChange={(event) => {
            setWritten(event.target.value);
            setOpen(true);
            setAt(0);
          }}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (free && written !== undefined && written.trim() !== '' && written !== shown) take(exact());
            else close();
          }}
        />
        {isListed && (
          <Suggestions
            list={list}
            id={`${id}-list`}
            label={label}
            rows={rows}
            at={at}
            chosen={value}
            onTake={take}
          />
        )}
      </div>
      {problem !== undefined && (
        <span id={`${id}-problem`} className="refusal">
          {problem}
        </span>
      )}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="small soft">
          {hint}
        </span>
      )}
    </div>
  );
}

/** No option has this value: ids have no blanks. */
const NEW = ' new ';
