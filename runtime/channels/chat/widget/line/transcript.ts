import type { EntryFrame, Message } from './frames.ts';

/** One line of the conversation as it is shown. */
export interface Item {
  key: string;
  from: 'customer' | 'flow' | 'divider';
  at: number;
  text: string;
  dir: 'ltr' | 'rtl' | 'auto';
  language?: string;
  choices?: { id: string; label: string }[];
  state: 'sent' | 'waiting' | 'failed';
}

/** What the flow waits for now. */
export interface Question {
  key: string;
  expects: 'text' | 'choice';
  sensitive: boolean;
}

/** The conversation in this tab: what the server told, each entry once and in its order, and what is on its way to it. */
export interface Transcript {
  readonly contact: string | undefined;
  readonly ended: boolean;
  /** From where to ask again: the last step may have come only in part. */
  readonly after: number;
  readonly lastSeq: number;
  /** The server shows a conversation; another one than before begins below a divider. */
  begin(contact: string): void;
  /** False when it was there already. */
  add(entry: EntryFrame): boolean;
  end(): void;
  wait(message: Message): void;
  confirm(id: string): void;
  fail(id: string): void;
  forget(id: string): void;
  items(): Item[];
  /** Entries of the flow after a position. */
  unread(after: number): number;
  /** Undefined when nothing is asked, or the answer is on its way. */
  question(): Question | undefined;
}

interface Chapter {
  contact: string;
  entries: EntryFrame[];
}

export function transcript(): Transcript {
  const chapters: Chapter[] = [];
  let pending: { message: Message; state: Item['state'] }[] = [];
  let ended = false;

  const current = (): Chapter | undefined => chapters[chapters.length - 1];
  const lastSeq = (): number => current()?.entries.reduce((last, { seq }) => Math.max(last, seq), 0) ?? 0;
  const setState = (id: string, state: Item['state']): void => {
    pending = pending.map((one) => (one.message.id === id ? { ...one, state } : one));
  };
  const forget = (id: string): void => {
    pending = pending.filter(({ message }) => message.id !== id);
  };

  return {
    get contact() {
      return current()?.contact;
    },
    get ended() {
      return ended;
    },
    get lastSeq() {
      return lastSeq();
    },
    get after() {
      return Math.max(0, lastSeq() - 1);
    },
    begin(contact) {
      if (current()?.contact === contact) return;
      chapters.push({ contact, entries: [] });
      ended = false;
    },
    add(entry) {
      const chapter = current();
      if (!chapter) return false;
      forget(entry.id);
      const { entries } = chapter;
      if (entries.some(({ id }) => id === entry.id)) return false;
      let place = entries.length;
      while (place > 0 && entries[place - 1]!.seq > entry.seq) place -= 1;
      entries.splice(place, 0, entry);
      return true;
    },
    end() {
      ended = true;
    },
    wait(message) {
      if (!pending.some((one) => one.message.id === message.id)) pending.push({ message, state: 'waiting' });
    },
    confirm: (id) => setState(id, 'sent'),
    fail: (id) => setState(id, 'failed'),
    forget,
    items() {
      const told = chapters.flatMap(({ contact, entries }, index) => [
        ...(index > 0 ? [dividerOf(contact)] : []),
        ...entries.filter(isShown).map(itemOf),
      ]);
      return [...told, ...pending.map(({ message, state }) => pendingItem(message, state))];
    },
    unread: (after) =>
      (current()?.entries ?? []).filter(
        (entry) => entry.from === 'flow' && entry.seq > after && isShown(entry),
      ).length,
    question() {
      if (ended || pending.some(({ state }) => state !== 'failed')) return undefined;
      const last = current()?.entries.findLast(({ from, expects }) => from === 'customer' || expects);
      if (!last?.expects) return undefined;
      return { key: last.id, expects: last.expects, sensitive: last.sensitive === true };
    },
  };
}

/** A question without words and buttons only says what is expected. */
const isShown = ({ text, recording, choices }: EntryFrame): boolean =>
  text !== '' || recording !== undefined || choices !== undefined;

const itemOf = ({ id, from, at, text, recording, dir, language, choices }: EntryFrame): Item => ({
  key: id,
  from,
  at,
  text: text === '' && recording !== undefined ? recording : text,
  dir,
  state: 'sent',
  ...(language === undefined ? {} : { language }),
  ...(choices === undefined ? {} : { choices }),
});

const pendingItem = ({ id, text, at, secret }: Message, state: Item['state']): Item => ({
  key: id,
  from: 'customer',
  at,
  text: secret ? '••••••' : text,
  dir: 'auto',
  state,
});

const dividerOf = (contact: string): Item => ({
  key: `divider-${contact}`,
  from: 'divider',
  at: 0,
  text: '',
  dir: 'auto',
  state: 'sent',
});
