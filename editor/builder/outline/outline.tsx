import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMessages } from '../../messages/index.tsx';
import type { Act } from '../menu/act.ts';
import { isStroke } from '../menu/shortcut.ts';
import { useAsking } from '../asking/use-asking.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { openInspector } from '../open-inspector.ts';
import { problemsOf, useProblems } from '../problems/use-problems.ts';
import { usePicture } from '../use-picture.tsx';
import { OutlineRow } from './outline-row.tsx';
import { type Row, rowsOf } from './rows.ts';
import { foundBy, NOTHING, typedOn } from './type-ahead.ts';
import './outline.css';

const ROW = 34;

/**
 * Every node, what is wrong with it and where it leads, as a tree one walks by key: what the canvas shows, for whoever does
 * not see it, or searches. All that can be done on the canvas can be done from here. Only what is in sight is in the page.
 */
export function Outline({ acts }: { acts: readonly Act[] }) {
  const { t } = useMessages();
  const { chosen, choose } = useEditing();
  const { drawing } = usePicture();
  const { ask } = useAsking();
  const problems = useProblems();
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const typed = useRef(NOTHING);
  const one = chosen.length === 1 ? chosen[0] : undefined;

  const rows = useMemo(() => {
    return rowsOf(drawing, opened, (node) => problemsOf(problems, node));
  }, [drawing, opened, problems]);
  const found = rows.findIndex(({ id }) => id === current);
  const at =
    found >= 0
      ? found
      : Math.max(
          0,
          rows.findIndex(({ id }) => id === one),
        );
  const row = rows[at];
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    // Until it is measured; tests of the page see rows at once.
    initialRect: { width: 240, height: 600 },
  });

  // What is chosen elsewhere is the current line here.
  useEffect(() => {
    if (one !== undefined) setCurrent(one);
  }, [one]);
  useEffect(() => {
    list.scrollToIndex(at, { align: 'auto' });
    // Only when another line is the current one: whoever scrolls stays where they are.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [row?.id]);

  const go = (to: Row | undefined) => {
    if (!to) return;
    setCurrent(to.id);
    // The choice follows from node to node, so that every act means the current one.
    choose([to.node.id]);
  };
  const walkTo = (node: string) => {
    setCurrent(node);
    choose([node]);
  };
  const setOpen = (node: string, isOpen: boolean) =>
    setOpened((before) => new Set(isOpen ? [...before, node] : [...before].filter((id) => id !== node)));

  const take = (taken: Row) => {
    if (taken.kind === 'exit') {
      if (taken.exit.target === undefined) ask({ what: 'connect', node: taken.node.id, exit: taken.exit.id });
      else walkTo(taken.exit.target);
    } else if (taken.kind === 'problem') {
      choose([taken.node.id], taken.problem.path?.slice(1).join('.') ?? '');
    } else {
      walkTo(taken.id);
      openInspector();
    }
  };
  /** Letters find the next node whose name begins with them; those that are shortcuts only after a slash. */
  const find = ({ key, nativeEvent }: KeyboardEvent): boolean => {
    const isAct = acts.some(
      ({ can, shortcut, alsoBy }) =>
        can && [shortcut, alsoBy].some((keys) => keys !== undefined && isStroke(nativeEvent, keys)),
    );
    const next = typedOn(typed.current, key, nativeEvent.timeStamp, isAct);
    if (!next) return false;
    typed.current = next;
    const { nodes } = drawing;
    const from = nodes.findIndex(({ id }) => id === row?.node.id);
    const node =
      nodes[
        foundBy(
          next,
          nodes.map(({ name }) => name),
          from,
        )
      ];
    if (node) walkTo(node.id);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (find(event)) {
      event.preventDefault();
      return;
    }
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const [forth, back] = rtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const next: { [key: string]: number } = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: at + 12,
      PageUp: at - 12,
    };
    const to = next[event.key];
    if (to !== undefined) go(rows[Math.max(0, Math.min(to, rows.length - 1))]);
    else if (event.key === forth && row.kind === 'node') {
      if (!row.isOpen) setOpen(row.id, true);
      else go(rows[at + 1]);
    } else if (event.key === forth && row.kind === 'exit' && row.exit.target !== undefined)
      walkTo(row.exit.target);
    else if (event.key === back && row.kind !== 'node') go(rows.find(({ id }) => id === row.node.id));
    else if (event.key === back && row.kind === 'node' && row.isOpen) setOpen(row.id, false);
    else if (event.key === 'Enter' || event.key === ' ') take(row);
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const { x = 0, y = 0 } =
        scroller.current?.querySelector('[data-current]')?.getBoundingClientRect() ?? {};
      ask({ what: 'menu', place: 'node', near: { x: x + 24, y: y + ROW } });
    } else return;
    event.preventDefault();
  };

  return (
    <nav className="outline" aria-labelledby="outline-title">
      <h2 id="outline-title">{t('builder.outline')}</h2>
      <p className="small soft">{t('builder.nodes', { count: drawing.nodes.length })}</p>
      <p className="unseen" id="outline-hint">
        {t('outline.hint')}
      </p>
      <div
        ref={scroller}
        className="outline-tree"
        role="tree"
        tabIndex={0}
        aria-labelledby="outline-title"
        aria-describedby="outline-hint"
        aria-activedescendant={row && `row-${row.id}`}
        // Acts mean what is chosen: whoever comes here by key has chosen the current line. A pointer chooses what it is on.
        onFocus={({ currentTarget }) => {
          if (chosen.length === 0 && row && currentTarget.matches(':focus-visible')) choose([row.node.id]);
        }}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className="outline-rows" style={{ blockSize: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, start, key }) => {
            const shown = rows[index];
            return (
              shown && (
                <OutlineRow
                  key={key}
                  row={shown}
                  top={start}
                  isCurrent={index === at}
                  isChosen={shown.kind === 'node' && chosen.includes(shown.id)}
                  onTake={() => {
                    setCurrent(shown.id);
                    if (shown.kind === 'node') {
                      setOpen(shown.id, true);
                      walkTo(shown.id);
                    } else take(shown);
                    scroller.current?.focus();
                  }}
                  onOpen={(isOpen) => setOpen(shown.id, isOpen)}
                />
              )
            );
          })}
        </div>
      </div>
    </nav>
  );
}
