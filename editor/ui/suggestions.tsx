import type { Ref } from 'react';
import './suggestions.css';

export interface Suggestion {
  value: string;
  text: string;
  /** Says more about it, softly. */
  note?: string;
}

/** A list under a field that keeps the focus: the keys are those of the field, which says by `aria-activedescendant` where one is. */
export function Suggestions(props: {
  /** Its options are `<id>-<index>`. */
  id: string;
  label: string;
  rows: readonly Suggestion[];
  /** Index of the one that Enter would take. */
  at: number;
  chosen?: string | undefined;
  onTake: (row: Suggestion) => void;
  list?: Ref<HTMLDivElement>;
}) {
  const { id, rows, at, list } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist looks and behaves differently in every browser
    <div ref={list} id={id} className="suggestions" role="listbox" aria-label={props.label}>
      {rows.map((row, index) => (
        <div
          key={row.value}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
          role="option"
          tabIndex={-1}
          aria-selected={row.value === props.chosen}
          data-at={index === at || undefined}
          onMouseDown={(event) => {
            // Keeps the focus in the field.
            event.preventDefault();
            props.onTake(row);
          }}
        >
          <bdi>{row.text}</bdi>
          {row.note !== undefined && <span className="small soft">{row.note}</span>}
        </div>
      ))}
    </div>
  );
}
