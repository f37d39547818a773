import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { beginningOf } from '../inspector/beginnings.ts';
import type { Field, Form } from '../inspector/form.ts';
import { useHasProblem, useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { itemTitle } from '../inspector/item-title.ts';
import { forgetPending } from '../inspector/pending.ts';
import { type Path, valueAt } from '../inspector/walk.ts';

type ListForm = Extract<Form, { kind: 'list' }>;

/** Items in an order that counts: added, removed, and moved with the mouse or by key. */
export function ListField({ form, path, value }: { form: ListForm; path: Path; value: readonly unknown[] }) {
  const { t } = useMessages();
  const { draft, field } = useEditing();
  const { variables } = useFlow();
  const { scope, change } = useInspecting();
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  const [told, setTold] = useState('');
  const [open, setOpen] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const titleOf = useItemTitle();

  const here = path.join('.');
  const [seen, setSeen] = useState<typeof field>();
  if (seen !== field) {
    setSeen(field);
    // A problem inside an item opens it.
    const asked = field?.path.replace(/^config\./, '');
    if (asked?.startsWith(`${here}.`)) setOpen(Number(asked.slice(here.length + 1).split('.')[0]));
  }

  const put = (items: readonly unknown[]) => {
    forgetPending(draft, `${scope}.${here}.`);
    change(path, items);
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= value.length || to === from) return;
    put(value.toSpliced(from, 1).toSpliced(to, 0, value[from]));
    if (open === from) setOpen(to);
    setTold(t('inspector.moved', { name: titleOf(value[from], from), place: to + 1, count: value.length }));
  };
  const add = () => {
    const pick = variables[0]?.name ?? t('inspector.newName');
    const item = beginningOf(form.item, { name: t('inspector.newName'), pick });
    put([...value, withFreeId(item, value, String(path.at(-1)))]);
    setOpen(value.length);
  };
  return (
    <fieldset className="inspector-list" data-field={here}>
      <legend>{title}</legend>
      {help !== undefined && <p className="small soft">{help}</p>}
      {problem !== undefined && <p className="refusal">{problem}</p>}
      <ol ref={list}>
        {value.map((item, index) => (
          <Item
            // Ids change while they are written: only the place stays the same.
            key={index}
            form={form.item}
            path={[...path, index]}
            value={item}
            title={titleOf(item, index)}
            isOpen={open === index || form.item.kind !== 'group'}
            mayGo={value.length > form.least}
            onToggle={() => setOpen(open === index ? undefined : index)}
            onMove={(by) => {
              move(index, index + by);
              // The handle goes along, so that one can go on moving.
              requestAnimationFrame(() =>
                list.current?.querySelectorAll<HTMLElement>('.inspector-handle')[index + by]?.focus(),
              );
            }}
            onDrop={(y) => move(index, placeAt(list.current, y, index))}
            onRemove={() => {
              put(value.toSpliced(index, 1));
              setOpen(undefined);
              setTold(t('inspector.removed', { name: titleOf(item, index) }));
            }}
          />
        ))}
      </ol>
      <output className="unseen">{told}</output>
      {value.length < form.most && (
        <Button onClick={add} aria-label={t('inspector.addTo', { field: title })}>
          {t('inspector.add')}
        </Button>
      )}
    </fieldset>
  );
}

/** What one writes comes before what it is called inside. */
const idsLast = (fields: readonly Field[]): Field[] =>
  fields.toSorted((one, other) => Number(one.name === 'id') - Number(other.name === 'id'));

interface ItemProps {
  form: Form;
  path: Path;
  value: unknown;
  title: string;
  isOpen: boolean;
  mayGo: boolean;
  onToggle: () => void;
  onMove: (by: -1 | 1) => void;
  onDrop: (y: number) => void;
  onRemove: () => void;
}

function Item(props: ItemProps) {
  const { form, path, value, title, isOpen, onMove } = props;
  const { t } = useMessages();
  const { view: View } = useInspecting();
  const isWrong = useHasProblem(path);
  const hint = useId();
  const [by, setBy] = useState<number>();
  const from = useRef(0);
  const grab = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = event.clientY;
    setBy(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      data-dragged={by === undefined ? undefined : true}
      style={by === undefined ? undefined : { transform: `translateY(${by}px)` }}
    >
      <div className="inspector-item">
        <button
          type="button"
          className="inspector-handle"
          aria-label={t('inspector.move', { name: title })}
          aria-describedby={hint}
          onKeyDown={onKeyDown}
          onPointerDown={grab}
          onPointerMove={(event) => by !== undefined && setBy(event.clientY - from.current)}
          onPointerUp={(event) => {
            setBy(undefined);
            props.onDrop(event.clientY);
          }}
          onPointerCancel={() => setBy(undefined)}
        >
          <span aria-hidden="true">⠿</span>
        </button>
        <span id={hint} hidden>
          {t('inspector.moveHint')}
        </span>
        {form.kind === 'group' ? (
          <button
            type="button"
            className="inspector-item-title"
            aria-expanded={isOpen}
            onClick={props.onToggle}
          >
            <bdi>{title}</bdi>
            {isWrong && <span className="inspector-wrong">{t('inspector.hasProblem')}</span>}
          </button>
        ) : (
          <View field={{ name: String(path.at(-1)), form, optional: false }} path={path} value={value} />
        )}
        <Button
          icon
          disabled={!props.mayGo}
          aria-label={t('inspector.remove', { name: title })}
          onClick={props.onRemove}
        >
          ×
        </Button>
      </div>
      {form.kind === 'group' && isOpen && (
        <div className="inspector-item-fields">
          {idsLast(form.fields).map((field) => (
            <View
              key={field.name}
              field={field}
              path={[...path, field.name]}
              value={valueAt(value, [field.name])}
            />
          ))}
        </div>
      )}
    </li>
  );
}

/** What an item is called: by what it says, else by its place. */
function useItemTitle(): (item: unknown, index: number) => string {
  const { t } = useMessages();
  const flow = useFlow();
  const { language } = useInspecting();
  return (item, index) => itemTitle(item, language, flow) ?? t('inspector.item', { number: index + 1 });
}

/** Where an item that is let go of at a height belongs among the others. */
function placeAt(list: HTMLElement | null, y: number, own: number): number {
  const others = [...(list?.children ?? [])].filter((_item, index) => index !== own);
  return others.filter((item) => {
    const { top, height } = item.getBoundingClientRect();
    return top + height / 2 < y;
  }).length;
}

/** Ids name exits: a new item gets one that no other has. */
function withFreeId(item: unknown, items: readonly unknown[], list: string): unknown {
  const ids = items.map((one) => (typeof one === 'string' ? one : valueAt(one, ['id'])));
  const wish = list.replace(/s$/, '').toLowerCase();
  const free = (number = items.length + 1): string =>
    ids.includes(`${wish}-${number}`) ? free(number + 1) : `${wish}-${number}`;
  if (typeof item === 'string' && item !== '') return free();
  return valueAt(item, ['id']) === undefined ? item : { ...(item as object), id: free() };
}
