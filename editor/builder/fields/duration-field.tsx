import { useId } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { type Path, written } from '../inspector/walk.ts';
import { readNumber } from '../inspector/written.ts';
import { FieldNotes } from './written-field.tsx';

const UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;

/** A length of time: a number for each unit that one needs. */
export function DurationField(props: { path: Path; value: unknown; optional: boolean }) {
  const { path, optional } = props;
  const { t } = useMessages();
  const id = useId();
  const { change, refusal } = useInspecting();
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  const value = (props.value ?? {}) as { [unit: string]: number };

  const write = (unit: string, text: string) => {
    const number = text.trim() === '' ? undefined : readNumber(text);
    const next = written(value, [unit], number) as typeof value;
    const to = optional && Object.keys(next).length === 0 ? undefined : next;
    if (refusal(path, to) === undefined) change(path, to, true);
  };
  return (
    <fieldset
      className="inspector-duration"
      data-field={path.join('.')}
      aria-describedby={problem === undefined ? undefined : `${id}-problem`}
    >
      <legend>{title}</legend>
      <div>
        {UNITS.map((unit) => (
          <label key={unit}>
            <input
              type="number"
              min={0}
              inputMode="numeric"
              // What cannot be taken, as no time at all, stays as it is written.
              defaultValue={value[unit] ?? ''}
              key={String(value[unit])}
              onChange={(event) => write(unit, event.target.value)}
            />
            <span className="small soft">{t(`inspector.${unit}`)}</span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} problem={problem} help={help} />
    </fieldset>
  );
}
