import { useMessages } from '../../messages/index.tsx';
import { iconOf } from '../../node-looks.ts';
import { Icon } from '../../ui/icon.tsx';
import { useProblemText } from '../problems/problem-text.ts';
import { usePicture } from '../use-picture.tsx';
import type { Row } from './rows.ts';

interface RowProps {
  row: Row;
  /** Pixels from the top of the list. */
  top: number;
  isCurrent: boolean;
  isChosen: boolean;
  onTake: () => void;
  onOpen: (isOpen: boolean) => void;
}

/** One line of the outline. */
export function OutlineRow({ row, top, isCurrent, isChosen, onTake, onOpen }: RowProps) {
  const { t } = useMessages();
  const isNode = row.kind === 'node';
  return (
    // The tree has the focus, and hears the keys for its lines.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`row-${row.id}`}
      role="treeitem"
      className="outline-row"
      data-kind={row.kind}
      data-group={row.node.group}
      data-current={isCurrent || undefined}
      aria-selected={isChosen}
      aria-level={isNode ? 1 : 2}
      aria-posinset={row.at}
      aria-setsize={row.of}
      {...(isNode ? { 'aria-expanded': row.isOpen } : {})}
      style={{ insetBlockStart: top }}
      onClick={onTake}
    >
      {isNode && (
        <span
          className="outline-twist"
          aria-hidden="true"
          title={t(row.isOpen ? 'outline.shut' : 'outline.open')}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(!row.isOpen);
          }}
        >
          ▸
        </span>
      )}
      <Words row={row} />
    </div>
  );
}

function Words({ row }: { row: Row }) {
  const { t, number } = useMessages();
  const { drawing } = usePicture();
  const told = useProblemText();
  if (row.kind === 'problem') return <bdi className="outline-problem">{told(row.problem)}</bdi>;
  if (row.kind === 'exit') {
    const { label, target } = row.exit;
    const name = target === undefined ? undefined : drawing.flow.nodes[target]?.name;
    return (
      <>
        <span className="unseen">
          {name === undefined
            ? t('outline.loose', { exit: label })
            : t('builder.leadsTo', { exit: label, target: name })}
        </span>
        <bdi className="soft" aria-hidden="true">
          {label}
        </bdi>
        <bdi aria-hidden="true" className={name === undefined ? 'outline-loose' : undefined}>
          {name ?? '+'}
        </bdi>
      </>
    );
  }
  const { node, problems } = row;
  return (
    <>
      <Icon svg={iconOf(node.type)} />
      <bdi>{node.name}</bdi>
      <span className="unseen">, {node.label}</span>
      {problems > 0 && (
        <>
          <span className="unseen">, {t('canvas.problems', { count: number(problems) })}</span>
          <span className="outline-count" aria-hidden="true">
            {number(problems)}
          </span>
        </>
      )}
    </>
  );
}
