import { useEffect, useState } from 'react';

interface Page<Item> {
  items: Item[];
  next: string | null;
}

interface Growing<Item> {
  key: string;
  items: Item[];
  next: string | null;
  error?: unknown;
}

/** A list that is loaded page by page, anew whenever `key` changes. */
export interface Pages<Item> {
  /** Undefined until the first page is there. */
  items: Item[] | undefined;
  hasMore: boolean;
  /** Of the last page asked for. */
  error: unknown;
  loading: boolean;
  more: () => void;
  /** From the beginning. */
  again: () => void;
}

export function useGrowing<Item>(
  load: (cursor: string | undefined) => Promise<Page<Item>>,
  key: string,
): Pages<Item> {
  const [grown, setGrown] = useState<Growing<Item>>();
  const [asked, setAsked] = useState<{ round: number; cursor?: string }>({ round: 0 });
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    let current = true;
    // A cursor is of the list it was given for.
    const cursor = grown?.key === key ? asked.cursor : undefined;
    setLoading(true);
    load(cursor)
      .then(
        ({ items, next }) => {
          if (!current) return;
          setGrown((known) => ({
            key,
            next,
            items: cursor === undefined || !known ? items : [...known.items, ...items],
          }));
        },
        (error: unknown) => {
          if (current)
            setGrown((known) =>
              known?.key === key ? { ...known, error } : { key, items: [], next: null, error },
            );
        },
      )
      .finally(() => {
        if (current) setLoading(false);
      });
    return () => {
      current = false;
    };
    // `load` is made anew at every render; key and round say when to ask.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, asked]);
  const next = grown?.next ?? null;
  return {
    items: grown?.key === key ? grown.items : undefined,
    hasMore: next !== null,
    error: grown?.key === key ? grown.error : undefined,
    loading,
    more: () => {
      if (next !== null) setAsked(({ round }) => ({ round: round + 1, cursor: next }));
    },
    again: () => setAsked(({ round }) => ({ round: round + 1 })),
  };
}
