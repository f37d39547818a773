import { type KeyboardEvent, useRef, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { iconOf } from '../../node-looks.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Drawing, DrawnNode } from '../read-drawing.ts';
import './outline.css';

interface OutlineProps {
  drawing: Drawing;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** Every node in a list that can be walked by key: what the canvas shows, for whoever does not see it, or searches. */
export function Outline({ drawing, chosen, onChoose }: OutlineProps) {
  const { t, number } = useMessages();
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(drawing.flow.start);
  const names = new Map(drawing.nodes.map(({ id, name }) => [id, name]));
  const stop = names.has(current) ? current : drawing.nodes[0]?.id;

  const focus = (id: string | undefined) => {
    if (id === undefined) return;
    setCurrent(id);
    list.current?.querySelector<HTMLElement>(`[data-node="${id}"]`)?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const at = drawing.nodes.findIndex(({ id }) => id === stop);
    const last = drawing.nodes.length - 1;
    const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    focus(drawing.nodes[next]?.id);
  };
  const choose = (id: string) => {
    focus(id);
    onChoose(id);
  };

  return (
    <nav className="outline" aria-labelledby="outline-title">
      <h2 id="outline-title">{t('builder.outline')}</h2>
      <p className="small soft">{t('builder.nodes', { count: number(drawing.nodes.length) })}</p>
      <p className="unseen" id="outline-hint">
        {t('builder.hint')}
      </p>
      <ul ref={list} aria-describedby="outline-hint">
        {drawing.nodes.map((node) => (
          <li key={node.id} data-group={node.group}>
            <button
              type="button"
              data-node={node.id}
              tabIndex={node.id === stop ? 0 : -1}
              aria-current={node.id === chosen ? 'true' : undefined}
              onKeyDown={move}
              onFocus={() => setCurrent(node.id)}
              onClick={() => choose(node.id)}
            >
              <Icon svg={iconOf(node.type)} />
              <bdi>{node.name}</bdi>
              <span className="unseen">, {node.label}</span>
            </button>
            {node.id === chosen && <Ways node={node} names={names} onChoose={choose} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where one can go on from a node. */
function Ways(props: { node: DrawnNode; names: Map<string, string>; onChoose: (id: string) => void }) {
  const { t } = useMessages();
  return (
    <ul className="ways">
      {props.node.exits.map(({ id, label, target }) => (
        <li key={id}>
          <button
            type="button"
            disabled={target === undefined}
            aria-label={t('builder.leadsTo', { exit: label, target: props.names.get(target ?? '') ?? '–' })}
            onClick={() => target !== undefined && props.onChoose(target)}
          >
            <bdi className="soft">{label}</bdi>
            <bdi>{props.names.get(target ?? '') ?? '–'}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
