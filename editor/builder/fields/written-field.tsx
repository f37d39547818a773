import { useId } from 'react';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { usePending } from '../inspector/pending.ts';
import type { Path } from '../inspector/walk.ts';

interface WrittenFieldProps {
  path: Path;
  /** What is there now, as it is written. */
  shown: string;
  /** What is written, as a value; a refusal is a text that says why it is none. */
  read: (written: string) => { value: unknown } | { refusal: string };
  /** Where the value belongs, and as what, if not simply here. */
  into?: { path: Path; value: (given: unknown) => unknown };
  rows?: number;
  mono?: boolean;
  numeric?: boolean;
  label?: string;
  placeholder?: string | undefined;
  quiet?: boolean;
  disabled?: boolean;
}

/** A field one writes in. What cannot be taken stays in it with its message, and is not lost. */
export function WrittenField(props: WrittenFieldProps) {
  const { path, shown, read, rows, mono, numeric, quiet } = props;
  const id = useId();
  const { scope, change, refusal } = useInspecting();
  const words = useWords(path);
  const found = useProblem(path);
  const { pending, keep, drop } = usePending([scope, ...path].join('.'));
  const problem = pending?.problem ?? found;

  const write = (written: string) => {
    const given = read(written);
    const where = props.into?.path ?? path;
    const to =
      'value' in given && props.into ? props.into.value(given.value) : 'value' in given && given.value;
    const refused = 'refusal' in given ? given.refusal : refusal(where, to);
    if (refused !== undefined) return keep({ text: written, problem: refused });
    drop();
    change(where, to, true);
  };

  const title = props.label ?? words.title;
  const field = {
    id,
    value: pending?.text ?? shown,
    placeholder: props.placeholder,
    disabled: props.disabled,
    dir: mono ? 'ltr' : 'auto',
    className: mono ? 'mono' : undefined,
    spellCheck: !mono,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby':
      [problem === undefined ? '' : `${id}-problem`, words.help === undefined ? '' : `${id}-help`]
        .filter(Boolean)
        .join(' ') || undefined,
  } as const;
  return (
    <div className="field" data-field={path.join('.')}>
      <label htmlFor={id} className={quiet ? 'unseen' : undefined}>
        {title}
      </label>
      {rows === undefined ? (
        <input
          {...field}
          inputMode={numeric ? 'decimal' : undefined}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && drop()}
        />
      ) : (
        <textarea {...field} rows={rows} onChange={(event) => write(event.target.value)} />
      )}
      <FieldNotes id={id} problem={problem} help={quiet ? undefined : words.help} />
    </div>
  );
}

/** What stands below a field: what is wrong, and what it is for. */
export function FieldNotes(props: { id: string; problem?: string | undefined; help?: string | undefined }) {
  const { id, problem, help } = props;
  return (
    <>
      {problem !== undefined && (
        <span id={`${id}-problem`} className="refusal">
          {problem}
        </span>
      )}
      {help !== undefined && (
        <span id={`${id}-help`} className="small soft">
          {help}
        </span>
      )}
    </>
  );
}
