import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import type { Draft } from './draft.ts';
import { onlyWords } from './only-words.ts';

/** What everything in the builder shares: the draft, what is chosen in it, and whether one may change it. */
export interface Editing {
  draft: Draft;
  /** Whether one may change the drawing. */
  mayEdit: boolean;
  /** Whether one may write texts: also while the drawing is locked. */
  mayWrite: boolean;
  /** The drawing is locked: nothing but texts can be changed. */
  isOnlyWords: boolean;
  setOnlyWords: (is: boolean) => void;
  /** Ids of nodes, frames and notes. */
  chosen: readonly string[];
  /** `at` is the field to show, as a path in the node's config: how a problem leads to its field. */
  choose: (ids: readonly string[], at?: string) => void;
  /** The field that was asked for last; a new object each time, so that asking twice shows it twice. */
  field: { path: string } | undefined;
}

const Context = createContext<Editing | undefined>(undefined);

export function EditingProvider(props: { draft: Draft; mayEdit: boolean; children: ReactNode }) {
  const { mayEdit: mayWrite, children } = props;
  const [isOnlyWords, setOnlyWords] = useState(false);
  const draft = useMemo(
    () => (isOnlyWords ? onlyWords(props.draft) : props.draft),
    [props.draft, isOnlyWords],
  );
  const [chosen, setChosen] = useState(() => ofAddress(props.draft));
  const [field, setField] = useState<{ path: string }>();
  const editing = useMemo(
    () => ({
      draft,
      mayEdit: mayWrite && !isOnlyWords,
      mayWrite,
      isOnlyWords,
      setOnlyWords,
      chosen,
      field,
      choose(ids: readonly string[], at?: string) {
        setChosen(ids);
        setField(at === undefined ? undefined : { path: at });
        draft.tell({ chosen: ids });
      },
    }),
    [draft, mayWrite, isOnlyWords, chosen, field],
  );
  return <Context value={editing}>{children}</Context>;
}

/** The node or note a link leads to, behind the `#` of the page's address. */
function ofAddress(draft: Draft): readonly string[] {
  const id = location.hash.slice(1);
  const { nodes, annotations } = draft.read();
  return Object.hasOwn(nodes, id) || Object.hasOwn(annotations?.notes ?? {}, id) ? [id] : [];
}

export function useEditing(): Editing {
  const editing = useContext(Context);
  if (!editing) throw new Error('There is no EditingProvider above.');
  return editing;
}

/** The flow as it is now; whoever uses this is drawn anew when it changes. */
export function useFlow(): FlowDefinition {
  const { draft } = useEditing();
  return useSyncExternalStore(draft.subscribe, draft.read);
}

/** Something of the draft that is a primitive or stays the same object: its history, whether it is saved, who is there. */
export function useOfDraft<Value>(read: (draft: Draft) => Value): Value {
  const { draft } = useEditing();
  return useSyncExternalStore(draft.subscribe, () => read(draft));
}
