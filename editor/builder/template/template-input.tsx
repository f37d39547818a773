import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';
import { completed, type Completion, completionAt } from './completion.ts';
import { knownIn } from './known.ts';

interface TemplateInputProps {
  id: string;
  label: string;
  value: string;
  rows: number;
  language?: string;
  dir?: 'ltr' | 'rtl';
  /** Shown above the field; without one the label is only heard. */
  shownLabel?: string;
  problem?: boolean;
  describedBy?: string | undefined;
  onChange: (text: string) => void;
}

/** A text with values in it: `{{` offers variables, a bar behind one offers filters. */
export function TemplateInput(props: TemplateInputProps) {
  const { id, value, rows, onChange } = props;
  const { t } = useMessages();
  const { variables } = useFlow();
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const [completion, setCompletion] = useState<Completion>();
  const [at, setAt] = useState(0);

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    // As high as its text, so that nothing has to be scrolled inside it.
    area.style.blockSize = 'auto';
    area.style.blockSize = `${area.scrollHeight + 2}px`;
    if (caret.current !== undefined) area.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [value]);

  const look = (text: string, place: number) => {
    setCompletion(completionAt(text, place, knownIn(variables)));
    setAt(0);
  };
  const take = (option: string) => {
    const done = completed(value, completion!, option);
    caret.current = done.caret;
    setCompletion(undefined);
    onChange(done.text);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!completion) return;
    const { options } = completion;
    if (event.key === 'ArrowDown') setAt((at + 1) % options.length);
    else if (event.key === 'ArrowUp') setAt((at + options.length - 1) % options.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(options[at]!);
    else if (event.key === 'Escape') setCompletion(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="template-input">
      <label htmlFor={id} className={props.shownLabel === undefined ? 'unseen' : 'small soft'}>
        {props.shownLabel ?? props.label}
      </label>
      <textarea
        ref={field}
        id={id}
        lang={props.language}
        dir={props.dir ?? 'auto'}
        rows={rows}
        value={value}
        aria-label={props.shownLabel === undefined ? undefined : props.label}
        aria-autocomplete="list"
        aria-controls={completion ? `${id}-list` : undefined}
        aria-activedescendant={completion ? `${id}-list-${at}` : undefined}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          look(event.target.value, event.target.selectionStart);
          onChange(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setCompletion(undefined)}
      />
      {completion && (
        <Suggestions
          id={`${id}-list`}
          label={t(`template.${completion.kind}`)}
          rows={completion.options.map((option) => ({ value: option, text: option }))}
          at={at}
          onTake={({ value: option }) => take(option)}
        />
      )}
    </div>
  );
}
