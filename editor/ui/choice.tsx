import { type InputHTMLAttributes, type SelectHTMLAttributes, useId } from 'react';

/** A labelled list to choose from. */
export function Choice({
  label,
  options,
  ...rest
}: {
  label: string;
  options: readonly { value: string; text: string }[];
} & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" {...rest}>
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A box to tick, with its words beside it. */
export function Tick({
  label,
  hint,
  ...rest
}: { label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        {...rest}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="small soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
