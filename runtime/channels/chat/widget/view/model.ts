import type { Words } from './words.ts';

/** One line of the conversation as the window draws it. */
export interface ShownItem {
  key: string;
  from: 'customer' | 'flow' | 'divider';
  at: number;
  text: string;
  dir: 'ltr' | 'rtl' | 'auto';
  language?: string;
  choices?: { id: string; label: string }[];
  state: 'sent' | 'waiting' | 'failed';
}

/** Everything the window shows. */
export interface Model {
  words: Words;
  language: string;
  title: string;
  color: string;
  items: ShownItem[];
  /** The entry whose buttons may be pressed, and what the answer looks like. */
  question: { key: string; expects: 'text' | 'choice'; sensitive: boolean } | undefined;
  ended: boolean;
  typing: boolean;
  line: 'connecting' | 'online' | 'lost' | 'shut';
  offline: boolean;
  unread: number;
}

/** What the customer does. */
export interface Actions {
  say: (text: string) => void;
  choose: (id: string, label: string) => void;
  again: () => void;
  /** Takes a message back that could not be sent; gives its text. */
  takeBack: (key: string) => string | undefined;
  opened: () => void;
}
